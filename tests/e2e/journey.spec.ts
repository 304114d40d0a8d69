// From the start page to an exported list, as a person goes.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { expect, REFUSED, test } from "./support/app.ts";
import { PLAIN, shop } from "./support/shops.ts";

for (const sample of ["deli", "furniture", "online"] as const) {
  test(`the ${sample} sample opens with one click and every page of it has an answer`, async ({ app, page }) => {
    await app.open();
    await app.openSample(sample);
    expect(Number(await app.stat("overview", "customers"))).toBeGreaterThan(10);
    expect(Number(await app.stat("overview", "revenue"))).toBeGreaterThan(0);

    await app.go("segments");
    for (const panel of ["value_frequency", "rfm", "concentration", "visit_bands"]) {
      await expect(page.locator(`[data-panel="${panel}"]`)).toBeVisible();
    }
    await app.go("customers");
    await app.go("data");
    await expect(page.locator("body")).not.toContainText("NaN");
  });
}

test("a mark opens the customers behind it, a customer opens a card, a list leaves as a file", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("segments");
  await page.locator('[data-panel="rfm"] [data-table] a, [data-panel="rfm"] [data-table] button').first().click();
  await expect(page.locator('[data-page="customers"]')).toBeVisible();
  const shown = page.locator('[data-page="customers"] a[href*="#/customer/"]').first();
  await expect(shown).toBeVisible();

  const download = page.waitForEvent("download");
  await page.locator('[data-action="export"]').click();
  const file = await (await download).path();
  const text = await readFile(file, "utf8");
  expect(text.replace(/^\uFEFF/, "").split(/\r?\n/)[0]).toMatch(/^customer,name,first_day,last_day,occasions,/);

  await shown.click();
  await expect(page.locator('[data-page="customer"]')).toBeVisible();
  await page.goBack();
  await expect(page.locator('[data-page="customers"]')).toBeVisible();
  await page.goBack();
  await expect(page.locator('[data-page="segments"]')).toBeVisible();
});

test("everything works with the server gone", async ({ app, page }) => {
  await app.open();
  await app.server.kill();
  await app.openSample("furniture");
  await app.go("segments");
  await app.go("customers");
  await page.locator('a[href*="#/customer/"]').first().click();
  await expect(page.locator('[data-page="customer"]')).toBeVisible();
});

/** The text of the file that a step saves. */
async function saved(page: Page, step: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent("download");
  await step();
  return readFile(await (await download).path(), "utf8");
}

test("every list exports, as long as it says it is", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.go("segments");
  const lists: string[] = [];
  for (const panel of ["value_frequency", "rfm", "concentration", "visit_bands"]) lists.push(...(await app.lists(panel)));
  expect(lists.length).toBeGreaterThan(10);
  for (const hash of ["#/customers", ...lists]) {
    await page.evaluate((to) => (location.hash = to), hash);
    const list = page.locator('[data-page="customers"]');
    await expect(list).toBeVisible();
    if (hash !== "#/customers") await expect(list.locator(".chip")).toBeVisible();
    await expect(list.locator('[role="grid"], .notice').first()).toBeVisible();
    // While another list is on its way, the one before is still there, and says so.
    await expect(list.locator('[role="grid"][aria-busy]')).toHaveCount(0);
    const grid = list.locator('[role="grid"]');
    const rows = (await grid.count()) === 0 ? 0 : Number(await grid.getAttribute("aria-rowcount")) - 1;
    const text = await saved(page, () => list.locator('[data-action="export"]').click());
    const lines = text.replace(/^\uFEFF/, "").trim().split(/\r?\n/);
    expect(lines[0], hash).toMatch(/^customer,name,first_day,last_day,occasions,/);
    expect(lines.length - 1, hash).toBe(rows);
    if (hash !== "#/customers") await page.goBack();
  }
});

test("every figure leaves as a drawing, a picture and data", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  for (const place of ["overview", "segments"]) {
    await app.go(place);
    const figures = page.locator(`[data-page="${place}"] [data-action="save"]`);
    const count = await figures.count();
    expect(count, place).toBeGreaterThan(0);
    for (let at = 0; at < count; at += 1) {
      const pick = (name: RegExp) => async () => {
        await figures.nth(at).click();
        await page.getByRole("menuitem", { name }).first().click();
      };
      expect(await saved(page, pick(/Drawing/))).toMatch(/^<\?xml|^<svg/);
      expect((await saved(page, pick(/CSV/))).split(/\r?\n/).length).toBeGreaterThan(1);
      if (at === 0) expect((await saved(page, pick(/Picture/))).slice(1, 4)).toBe("PNG");
    }
  }
});

test("rows set aside leave with line and reason", async ({ app, page }) => {
  await app.open();
  await app.openSample("online");
  await app.go("data");
  const text = await saved(page, () => page.locator('[data-action="download-set-aside"]').first().click());
  const rows = Number(await app.stat("quality", "rows_read")) - Number(await app.stat("quality", "rows_used"));
  expect(rows).toBeGreaterThan(0);
  expect(text.trim().split(/\r?\n/).length).toBeGreaterThan(rows);
});

test("filters and the as-of day stand in the bar and the address; back takes them away again", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  const revenue = () => app.stat("overview", "revenue");
  const whole = await revenue();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.locator(".values button").first().click();
  const filter = page.locator(".bar .chips .chip").first();
  await expect(filter.locator("button")).toBeVisible();
  await expect.poll(revenue).not.toBe(whole);
  const filtered = await revenue();
  await expect(page).toHaveURL(/#\/overview\?.*filter/);

  await page.getByRole("button", { name: /^as of/ }).click();
  const field = page.locator('.pop-panel input[type="date"]');
  const last = await field.inputValue();
  const earlier = `${Number(last.slice(0, 4)) - 1}${last.slice(4)}`.replace("-02-29", "-02-28");
  await field.fill(earlier);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect.poll(revenue).not.toBe(filtered);
  await expect(page).toHaveURL(new RegExp(`as_of=${earlier}`));
  // The view goes along to other pages.
  await app.go("segments");
  await expect(page).toHaveURL(new RegExp(`as_of=${earlier}`));

  await page.goBack();
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  await page.goBack();
  await expect.poll(revenue).toBe(filtered);
  await page.goBack();
  await expect.poll(revenue).toBe(whole);
  await page.goForward();
  await expect.poll(revenue).toBe(filtered);
  await filter.locator("button").click();
  await expect.poll(revenue).toBe(whole);
});

test("any mark opens the customers behind it: counts agree", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("segments");
  // The four groups hold every customer once.
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('[data-panel="value_frequency"] [data-table="groups"] tbody tr')].flatMap((row) => {
      const hash = row.querySelector('a[href^="#/customers?"]')?.getAttribute("href");
      const count = row.querySelectorAll("td")[0]?.getAttribute("data-value") ?? row.querySelectorAll("td")[0]?.textContent;
      return hash ? [[hash, Number((count ?? "").replace(/[^\d]/g, ""))] as const] : [];
    }),
  );
  expect(sizes.length).toBe(4);
  for (const [hash, size] of sizes) {
    await page.evaluate((to) => (location.hash = to), hash);
    await expect(page.locator('[data-page="customers"] [role="grid"]')).toHaveAttribute("aria-rowcount", String(size + 1));
    await page.goBack();
    await expect(page.locator('[data-page="segments"]')).toBeVisible();
  }
});

for (const scheme of ["light", "dark"] as const) {
  test(`every page passes axe in the ${scheme} theme`, async ({ app, page }) => {
    // The privacy page tries to reach the network, and is refused.
    app.expectedErrors = REFUSED;
    await page.emulateMedia({ colorScheme: scheme });
    await app.open();
    await expectAccessible(page, "start");
    const truth = shop("sales.csv", PLAIN, 40);
    await app.chooseFile(truth.name, truth.content);
    await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
    await expectAccessible(page, "import");
    await app.analyse();
    await app.settled();
    await app.chooseFile("later.csv", truth.content);
    await expect(page.locator('[data-choice="project"]')).toBeVisible();
    await expectAccessible(page, "import with a choice of projects");
    await page.getByRole("button", { name: "Start over" }).click();
    await app.go("start");
    await app.openSample("deli");
    await expectAccessible(page, "overview");
    for (const place of ["segments", "profit", "value", "triage", "retention", "customers", "data", "settings", "privacy"]) {
      await app.go(place);
      await expectAccessible(page, place);
    }
    await page.locator('[data-action="try"]').click();
    await expect(page.locator('[data-outcome="waiting"]')).toHaveCount(0);
    await expectAccessible(page, "privacy after its attempts");
    await app.go("overview");
    await page.getByRole("button", { name: /^as of/ }).click();
    await expect(page.locator(".pop-panel")).toBeVisible();
    await expectAccessible(page, "the as-of day");
    await page.keyboard.press("Escape");
    await app.go("customers");
    await page.locator('a[href*="#/customer/"]').first().click();
    await expect(page.locator('[data-page="customer"]')).toBeVisible();
    await expectAccessible(page, "customer");
  });
}
