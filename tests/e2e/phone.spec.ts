// A telephone: the whole way at 390 pixels, and never a page wider than the screen.

import { expect, test, type App } from "./support/app.ts";
import { PLAIN, shop } from "./support/shops.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

async function expectFits(app: App, what: string): Promise<void> {
  const wide = await app.page.evaluate(() => {
    window.scrollTo(10_000, window.scrollY);
    const moved = window.scrollX;
    window.scrollTo(0, window.scrollY);
    const beyond = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll-x, svg, .list, [hidden]"))
      .slice(0, 3)
      .map((element) => `${element.tagName}.${element.className}`);
    return { moved, width: document.documentElement.scrollWidth, beyond };
  });
  expect(wide.moved, `${what} scrolls sideways: ${wide.beyond.join(", ")}`).toBe(0);
  expect(wide.width, `${what} is as wide as the screen: ${wide.beyond.join(", ")}`).toBeLessThanOrEqual(390);
}

test("from a file to a card and an export at 390 pixels", async ({ app, page }) => {
  await app.open();
  await expectFits(app, "start");
  const truth = shop("sales.csv", PLAIN);
  await app.chooseFile(truth.name, truth.content);
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await expectFits(app, "import");
  await app.analyse();
  await expectFits(app, "overview");
  for (const place of ["segments", "profit", "value", "triage", "retention", "customers", "data", "settings", "privacy"]) {
    // What has no tab stands in the drawer that the last tab opens.
    const tab = page.locator(`.tabs a[href^="#/${place}"]`);
    if ((await tab.count()) === 0) await page.locator(".tabs button").last().tap();
    await page.locator(`a[href^="#/${place}"]:visible`).last().tap();
    await expect(page.locator(`[data-page="${place}"]`)).toBeVisible();
    await expectFits(app, place);
  }
  await page.locator('.tabs a[href^="#/customers"]').tap();
  const download = page.waitForEvent("download");
  await page.locator('[data-action="export"]').tap();
  await (await download).path();
  await page.locator('a[href*="#/customer/"]').first().tap();
  await expect(page.locator('[data-page="customer"]')).toBeVisible();
  await expectFits(app, "card");
});
