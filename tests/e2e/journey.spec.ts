// From the start page to an exported list, as a person goes.

import { readFile } from "node:fs/promises";
import { expectAccessible } from "./support/axe.ts";
import { expect, REFUSED, test } from "./support/app.ts";

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

for (const scheme of ["light", "dark"] as const) {
  test(`every page passes axe in the ${scheme} theme`, async ({ app, page }) => {
    // The privacy page tries to reach the network, and is refused.
    app.expectedErrors = REFUSED;
    await page.emulateMedia({ colorScheme: scheme });
    await app.open();
    await expectAccessible(page, "start");
    await app.openSample("deli");
    await expectAccessible(page, "overview");
    for (const place of ["segments", "customers", "data", "privacy", "settings"]) {
      await app.go(place);
      await expectAccessible(page, place);
    }
    await app.go("customers");
    await page.locator('a[href*="#/customer/"]').first().click();
    await expect(page.locator('[data-page="customer"]')).toBeVisible();
    await expectAccessible(page, "customer");
  });
}
