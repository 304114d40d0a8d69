// What stays after a reload, and what "forget" leaves.

import { expect, test } from "./support/app.ts";
import { PLAIN, shop } from "./support/shops.ts";

test("results are there again after a reload, without the file", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  const before = await app.stat("overview", "revenue");
  await app.settled();
  await app.reload();
  await page.goto(`${app.server.url}#/overview`);
  await expect(page.locator('[data-panel="overview"]')).toBeVisible();
  expect(await app.stat("overview", "revenue")).toBe(before);
  await app.go("segments");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();
});

test("rows are never stored", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await app.settled();
  const bytes = await page.evaluate(() => Object.entries(localStorage).join("").length);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(1_200_000);
  expect(await page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(0);
});

test("forget leaves nothing behind", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.settled();
  await app.go("start");
  await page.locator('[data-action="forget"]').first().click();
  await page.locator('[data-action="forget_confirm"]').first().click();
  await expect(page.locator('[data-forgotten="0"]').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  await app.reload();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("a page that may not store works on and says so", async ({ app, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await app.open();
  await app.openSample("furniture");
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  await expect(page.getByText(/not (be )?(kept|saved|stored)|no room|storage/i).first()).toBeVisible();
});
