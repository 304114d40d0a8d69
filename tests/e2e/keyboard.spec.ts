// The whole way with keys alone.

import { readFileSync } from "node:fs";
import { expect, test } from "./support/app.ts";
import { openByKeys, tabTo } from "./support/keys.ts";

test("a file of one's own by keys alone: a question answered, a line moved, a list exported", async ({ app, page }) => {
  // Days that can be read in two ways; the year before the question is settled is the same.
  const rows = Array.from(
    { length: 600 },
    (_, row) => `C${String(row % 47).padStart(3, "0")},${1 + (row % 12)}/${1 + ((row * 7) % 12)}/2024,${10 + ((row * 13) % 90)}.50`,
  );
  await app.open();
  await openByKeys(app, "sales.csv", `customer,date,amount\n${rows.join("\n")}\n`);

  await expect(page.locator('[data-question="date_order"]')).toBeVisible();
  await tabTo(app, '[data-question="date_order"] [data-answer]', 60);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await tabTo(app, '[data-action="analyse"]', 120);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  await expect(page.locator('[data-panel="overview"] [data-stat="customers"]').first()).toBeVisible();

  await tabTo(app, 'nav a[href^="#/segments"]');
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="segments"]')).toBeVisible();
  const line = '[role="slider"][data-param="value_frequency.average_cut"]';
  await tabTo(app, line, 200);
  const before = Number(await page.locator(line).getAttribute("data-value"));
  const groups = () => page.locator('[data-panel="value_frequency"] [data-table="groups"]').allInnerTexts();
  const groupsBefore = await groups();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => Number(await page.locator(line).getAttribute("data-value"))).toBeGreaterThan(before);
  await expect.poll(groups).not.toEqual(groupsBefore);
  // The focus stays on the line that was moved.
  expect(await page.evaluate((wanted) => document.activeElement?.matches(wanted), line)).toBe(true);

  await tabTo(app, '[data-panel="value_frequency"] a[href*="little_rare"]', 200);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="customers"] .chip')).toBeVisible();
  await tabTo(app, '[data-action="export"]', 60);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text.trim().split(/\r?\n/).length).toBeGreaterThan(1);
});

test("sample, overview, segments, customers and a card by keys alone", async ({ app, page }) => {
  await app.open();
  await tabTo(app, '[data-sample="deli"]');
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  await expect(page.locator('[data-panel="overview"] [data-stat="customers"]').first()).toBeVisible();

  await tabTo(app, 'nav a[href^="#/segments"]');
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="segments"]')).toBeVisible();

  await tabTo(app, 'nav a[href^="#/customers"]', 200);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="customers"]')).toBeVisible();
  await expect(page.locator('a[href*="#/customer/"]').first()).toBeVisible();

  await tabTo(app, 'a[href*="#/customer/"], [role="row"], [role="grid"]', 200);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="customer"]')).toBeVisible();
});

test("a chart is walked with arrow keys and speaks", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  const chart = page.locator('[data-panel="overview"] [tabindex="0"][role], [data-panel="overview"] svg[tabindex="0"]').first();
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[aria-live="polite"], [role="status"]').filter({ hasText: /\d/ }).first()).toBeAttached();
});

test("focus is always to be seen", async ({ app, page }) => {
  await app.open();
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return true;
      const style = getComputedStyle(element);
      return style.outlineStyle !== "none" || style.boxShadow !== "none";
    });
    expect(seen, `after ${press + 1} presses of Tab`).toBe(true);
  }
});
