// The whole way with keys alone.

import { expect, test, type App } from "./support/app.ts";

/** Presses Tab until the focus stands on what matches, and at most as often as a person would. */
async function tabTo(app: App, selector: string, most = 80): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    if (await app.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await app.page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${selector}`);
}

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
