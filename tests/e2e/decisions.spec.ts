// What a person decides about one customer: heard by the pages, kept over a reload, taken back.

import { expect, test, type App } from "./support/app.ts";
import { expectAccessible } from "./support/axe.ts";

/** The address of the first customer a table of the open page leads to. */
async function firstCustomer(app: App, table: string): Promise<string> {
  const link = app.page.locator(`[data-table="${table}"] a[href*="#/customer/"]`).first();
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

/** Goes to an address within the page. */
async function goTo(app: App, address: string): Promise<void> {
  await app.page.evaluate((hash) => (location.hash = hash), address.slice(address.indexOf("#")));
}

test("a silent customer is snoozed on the card, heard by the alarm, kept and taken back", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("retention");
  const silent = Number(await app.stat("silence", "silent"));
  expect(silent).toBeGreaterThan(0);
  const card = await firstCustomer(app, "alarms");

  await goTo(app, card);
  const alarm = page.locator('[data-decision="alarm"]');
  await alarm.locator('[data-action="snooze-alarm"]').click();
  await expect(alarm.locator('[data-action="undo-alarm"]')).toBeVisible();
  await expectAccessible(page, "card with a snoozed alarm");

  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));

  await goTo(app, card);
  await alarm.locator('[data-action="undo-alarm"]').click();
  await expect(alarm.locator('[data-action="snooze-alarm"]')).toBeVisible();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent));

  await goTo(app, card);
  await alarm.locator('[data-action="alarm-done"]').click();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));
  await app.settled();
  await app.reload();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));
});

test("a verdict is overruled on the card, heard by the page of verdicts, kept and undone", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.go("triage");
  const held = Number(await app.stat("triage", "hold"));
  await app.go("customers");
  const column = page.getByRole("columnheader", { name: /^Verdict/ });
  await expect(column).toBeAttached();
  await column.getByRole("button").click();
  await expect(column).toHaveAttribute("aria-sort", /ascending|descending/);
  await goTo(app, "#/customers?set=triage.verdict:watch");
  await page.locator('[data-page="customers"] a[href*="#/customer/"]').first().click();

  const choices = page.locator('[data-param^="verdict_of:"]');
  await choices.locator('[data-choice="hold"]').click();
  await expect(choices.locator('[data-choice="hold"]')).toHaveAttribute("aria-pressed", "true");
  await app.go("triage");
  await expect.poll(() => app.stat("triage", "hold")).toBe(String(held + 1));
  await app.settled();
  await app.reload();
  await app.go("triage");
  await expect.poll(() => app.stat("triage", "hold")).toBe(String(held + 1));
});

test("expected value is said by any group, with fits of their own compared", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("value");
  const groups = page.locator('[data-table="groups"]');
  await expect(groups).toContainText("Champions");
  await page.locator('[data-param="by"] [data-choice="first_purchase"]').click();
  await expect(groups).toContainText("Came first in 2023");
  await expect(page.locator('[data-panel="value"]')).toContainText(/One fit speaks for all|Groups differ/);
});

test("fiscal years begin in the month the person says, open their customers and are kept", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.go("profit");
  const years = page.locator('[data-table="fiscal_years"]');
  await expect(years).toContainText("2024");
  await page.locator('[data-param="fiscal_year_start"] select').selectOption("7");
  await expect(years).toContainText("2023/24");
  await expectAccessible(page, "profit by fiscal year");
  await app.settled();
  await app.reload();
  await app.go("profit");
  await expect(years).toContainText("2023/24");
  await years.getByRole("link", { name: "2023/24" }).click();
  await expect(page.getByRole("heading", { name: "Bought in the fiscal year 2023/24" })).toBeVisible();
});
