// Numbers, money, shares and days as the browser's own Intl writes them, in the five formats.

import { expect, test } from "./support/app.ts";
import { PLAIN, shop } from "./support/shops.ts";

/** The same text whatever kind of space and minus: that choice is the program's own. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, " ").replace(/\u2212/g, "-").trim();

test("a format chosen in the settings is in force everywhere, and after a reload", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  const revenue = async () => plain(await page.locator('[data-panel="overview"] [data-stat="revenue"] .ex').first().innerText());
  expect(await revenue()).toMatch(/\d,\d{3}/);
  const german = plain(
    await page.evaluate(
      (euros) => new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR", maximumFractionDigits: 0 }).format(euros),
      Number(await app.stat("overview", "revenue")),
    ),
  );
  await app.go("settings");
  await page.locator("select").filter({ has: page.locator('option[value="de"]') }).selectOption("de");
  await app.go("overview");
  expect(await revenue()).toBe(german);
  await app.settled();
  await app.reload();
  await app.go("overview");
  expect(await revenue()).toBe(german);
});

for (const tag of ["en-GB", "sv-SE", "uk-UA", "ru-RU", "de-DE"]) {
  test.describe(tag, () => {
    test.use({ locale: tag });

    test(`figures, money, shares and days are written as in ${tag}`, async ({ app, page }) => {
      const truth = shop("sales.csv", PLAIN, 1_100);
      await app.open();
      await app.chooseFile(truth.name, truth.content);
      await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
      await page.locator('[data-decision="currency"]').selectOption("EUR");
      await app.analyse();

      const intl = async (number: number, options: Intl.NumberFormatOptions) =>
        plain(
          await page.evaluate(([tag, number, options]) => new Intl.NumberFormat(tag, options).format(number), [
            tag,
            number,
            options,
          ] as const),
        );
      const figure = page.locator('[data-panel="overview"] [data-stat]');
      const shown = async (id: string) => plain(await figure.and(page.locator(`[data-stat="${id}"]`)).locator(".ex").first().innerText());
      const value = async (id: string) => Number(await app.stat("overview", id));

      expect(await value("customers")).toBeGreaterThan(1_000);
      expect(await shown("customers")).toBe(await intl(await value("customers"), {}));
      const euros = { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol" } as const;
      const rounded = { ...euros, maximumFractionDigits: 0 };
      expect(await shown("revenue")).toBe(await intl(await value("revenue"), rounded));
      const share = await value("repeat_share");
      expect([
        await intl(share, { style: "percent", maximumFractionDigits: 0 }),
        await intl(share, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      ]).toContain(await shown("repeat_share"));

      await app.go("data");
      const text = plain(await page.locator("main").innerText());
      const total = Number(await app.stat("quality", "amount_total"));
      expect(text).toContain(await intl(total, euros));
      const day = await app.stat("quality", "last_day");
      const spoken = await page.evaluate(
        ([tag, day]) =>
          new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
            new Date(`${day}T00:00:00Z`),
          ),
        [tag, day] as const,
      );
      expect(text).toContain(plain(spoken));
    });
  });
}
