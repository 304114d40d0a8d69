// What customers will still bring: computed in pieces, and for many customers when it is asked for.

import { expect, test } from "./support/app.ts";
import { expectAccessible } from "./support/axe.ts";

/** A shop of so many customers of whom about half come again; the same at every run. */
function manyCustomers(count: number): string {
  let state = 1951;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const day = (at: number): string => new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10);
  const lines = ["customer,date,amount"];
  for (let customer = 0; customer < count; customer += 1) {
    const gap = 20 + 200 * draw();
    for (let at = 700 * draw(); at < 730; at += 1 + gap * -Math.log(1 - draw())) {
      lines.push(`C${customer},${day(Math.floor(at))},${(5 + 60 * draw()).toFixed(2)}`);
      if (draw() < 0.3) break;
    }
  }
  return `${lines.join("\n")}\n`;
}

test("the value of many customers waits for its page, can be stopped and asked for again", async ({ app, page }) => {
  test.slow();
  await app.open();
  await app.chooseFile("many.csv", manyCustomers(60_000));
  await app.analyse();
  await app.go("value");
  const panel = page.locator('[data-page="value"]');
  await expect(panel.getByRole("progressbar")).toBeVisible();

  // The engine answers while it computes.
  await app.go("customers");
  await expect(page.locator('a[href*="#/customer/"]').first()).toBeVisible();
  await app.go("value");
  await panel.locator('[data-action="stop"]').click();
  await expect(panel.getByRole("alert")).toContainText("You stopped it");

  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.locator('[data-stat="clv_total"]')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole("progressbar")).toBeHidden();
  await expectAccessible(page, "value");

  // Known now, it stands in the lists.
  await app.go("customers");
  await expect(page.getByRole("columnheader", { name: /^Expected, 360 days/ })).toBeAttached();
  await expect(page.getByRole("columnheader", { name: /^Still a customer/ })).toBeAttached();
});
