// What a tablet shows, what stands at the foot of a phone, and what the settings change. The whole
// way on a phone is in phone.spec.ts.

import { expect, test } from "./support/app.ts";

const PAGES = ["overview", "segments", "profit", "value", "triage", "retention", "customers", "data", "settings"];

test("no page scrolls sideways on a tablet", async ({ app, page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await app.open();
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overhang(), "start").toBeLessThanOrEqual(0);
  await app.openSample("furniture");
  for (const place of PAGES) {
    await app.go(place);
    if (place === "value") await expect(page.locator('[data-panel="value"] svg').first()).toBeVisible();
    expect(await overhang(), place).toBeLessThanOrEqual(0);
  }
  await app.go("customers");
  await page.locator('a[href*="#/customer/"]').first().click();
  await expect(page.locator('[data-page="customer"] [data-panel]')).toBeVisible();
  expect(await overhang(), "customer").toBeLessThanOrEqual(0);
});

test("on a phone five tabs stand at the foot, and what opened the drawer gets the focus back", async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open();
  await app.openSample("furniture");
  const tabs = page.locator(".tabs > *");
  await expect(tabs).toHaveText(["Overview", "Segments", /Customers/, "Data", "More"]);
  await tabs.last().click();
  const inDrawer = page.locator("#pages").getByRole("link", { name: "Settings" });
  await expect(inDrawer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inDrawer).toBeHidden();
  await expect(tabs.last()).toBeFocused();

  await expect(page.getByRole("combobox", { name: "Comparison" })).toBeHidden();
  await page.locator(".bar").getByRole("button", { name: "2025" }).click();
  await expect(page.getByRole("combobox", { name: "Comparison" })).toBeVisible();
});

test("settings change how figures are written, at once and for the next time", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.go("settings");
  const ledger = page.locator(".ledger");
  await expect(ledger).toContainText("9,120");
  await page.getByLabel("Numbers, money and days").selectOption("de");
  await expect(ledger).toContainText("9.120");
  await page.locator("main").getByLabel(/^Theme/).selectOption("dark");
  await page.getByLabel("Names of customers").selectOption("hidden");
  await app.settled();
  await app.reload();
  await expect(page.locator(":root")).toHaveAttribute("data-theme", "dark");
  await app.go("settings");
  await expect(ledger).toContainText("9.120");
  await expect(page.getByLabel("Names of customers")).toHaveValue("hidden");
});
