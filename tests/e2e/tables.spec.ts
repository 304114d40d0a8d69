// Tables that are no sales: customers with their totals, a second table of customers, order totals
// repeated on every line.

import { readFileSync } from "node:fs";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/app.ts";

const two = (number: number): string => String(number).padStart(2, "0");

const TOTALS =
  "Kundnr;Namn;Antal köp;Första köp;Senaste köp;Summa\n" +
  Array.from({ length: 40 }, (_, row) => {
    const buys = 1 + (row % 9);
    const last = buys === 1 ? `2023-01-${two(1 + (row % 28))}` : `2024-05-${two(1 + (row % 28))}`;
    return `K${row};Butik ${row};${buys};2023-01-${two(1 + (row % 28))};${last};${buys * 100 + row},50\n`;
  }).join("");

const SALES =
  "customer,date,amount\n" +
  Array.from({ length: 120 }, (_, row) => `${two(row % 30)},2024-0${1 + (row % 6)}-${two(1 + (row % 28))},${10 + row}.25\n`).join("");

const CUSTOMERS =
  "Nr;Name;Type;Manager\n" +
  Array.from({ length: 28 }, (_, row) => `${two(row)};Shop ${row};${row % 3 ? "shop" : "wholesaler"};${row % 2 ? "Ann" : "Bea"}\n`).join("") +
  "77;Nobody;shop;Ann\n";

test("a list of customers is read for what it says, and what it cannot say is named", async ({ app, page }) => {
  await app.open();
  await app.chooseFile("kunder.csv", TOTALS);
  await expect(page.locator("[data-totals]")).toContainText("A list of customers");
  await expectAccessible(page, "import of a list of customers");
  await app.analyse();
  await expect(page.locator("[data-whole-time]")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Comparison" })).toHaveCount(0);
  await expect(page.locator('[data-page="overview"]')).toContainText("Months and rhythm cannot be told");
  expect(Number(await app.stat("overview", "customers"))).toBe(40);
  await app.go("segments");
  await expect(page.locator('[data-panel="value_frequency"]')).toBeVisible();
  await app.go("customers");
  await page.locator('a[href*="#/customer/K8"]').first().click();
  await expect(page.locator('[data-page="customer"]')).toContainText("Single purchases are not in the file");
  await app.go("data");
  expect(Number(await app.stat("quality", "rows_used"))).toBe(40);
});

test("times of customer-base models ask for their unit and their day", async ({ app, page }) => {
  await app.open();
  await app.chooseFile("cdnow.csv", "ID,x,t_x,T,mean\n1,2,30.43,38.86,22.35\n2,0,0.00,38.86,0\n3,1,1.71,38.86,11.77\n4,0,0.00,30.00,0\n");
  const unit = page.locator('[data-question="age_unit"]');
  await unit.getByRole("button", { name: "Weeks" }).click();
  await expect(unit).toHaveCount(0);
  await page.locator('[data-question="counted_to"] [data-answer="day"]').fill("1997-09-30");
  await app.analyse();
  await app.go("data");
  expect(await app.stat("quality", "amount_total")).toBe("56.47");
  expect(await app.stat("quality", "last_day")).toBe("1997-08-02");
});

test("a second file with a row a customer is joined, told, filtered by, and left out again", async ({ app, page }) => {
  await app.open();
  const files = { "customers.csv": CUSTOMERS, "sales.csv": SALES };
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) }));
  await page.locator("#file").setInputFiles(chosen);
  const table = page.locator("[data-customers-table]");
  await expect(table).toContainText("28 of 30 customers have a row here, of 29 rows read");
  await expect(table).toContainText("2 customers are without a row");
  await expect(table).toContainText("1 row is of nobody who bought");
  await expectAccessible(page, "import of two tables");
  const download = page.waitForEvent("download");
  await page.locator('[data-action="download-unmatched"]').click();
  const unmatched = readFileSync(await (await download).path(), "utf8");
  expect(unmatched).toContain("customers_without_row,,28,");
  expect(unmatched).toContain("rows_without_customer,30,,,,77,Nobody,shop,Ann");

  await page.locator('[data-action="join-table"]').click();
  await expect(table).toContainText("The table is left out");
  await page.locator('[data-action="join-table"]').click();
  await expect(table).toContainText("28 of 30");
  await app.analyse();
  await app.go("customers");
  await expect(page.getByRole("columnheader", { name: "Type" })).toBeAttached();
  await page.evaluate(() => (location.hash = "#/customer/03"));
  await expect(page.locator('[data-table="attributes"]')).toContainText("wholesaler");
  await app.go("data");
  await expect(page.locator("[data-customers-table]")).toContainText("28 of 30 customers");
});

test("order totals on every line are asked about and counted once", async ({ app, page }) => {
  await app.open();
  await app.chooseFile(
    "orders.csv",
    "Order no,Customer no,Date,Product,Amount\n" +
      Array.from({ length: 20 }, (_, order) =>
        ["Tea", "Cup"].map((product) => `${1000 + order},C${order % 5},2024-03-${two(1 + order)},${product},${10 + order}.50\n`).join(""),
      ).join(""),
  );
  const question = page.locator('[data-question="order_amounts"]');
  await expect(question).toContainText("In all 20 orders of several lines");
  await question.locator("[data-answer]").first().click();
  await app.analyse();
  await app.go("data");
  expect(Number(await app.stat("quality", "amount_total"))).toBe(400);
  expect(Number(await app.stat("quality", "rows_used"))).toBe(40);
});

for (const width of [390, 1440]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`the new parts fit ${width} px in ${scheme}`, async ({ app, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await app.open();
      const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const shot = async (name: string) => {
        const to = process.env.REGULARS_SHOTS;
        if (to) await page.screenshot({ path: `${to}/${name}-${width}-${scheme}.png`, fullPage: true });
        expect(await overhang(), name).toBeLessThanOrEqual(0);
      };
      await app.chooseFile("kunder.csv", TOTALS);
      await expect(page.locator("[data-totals]")).toBeVisible();
      await shot("totals-import");
      await app.analyse();
      await shot("totals-overview");
      await app.open();
      const chosen = [
        { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(SALES) },
        { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(CUSTOMERS) },
      ];
      await page.locator("#file").setInputFiles(chosen);
      await expect(page.locator("[data-customers-table]")).toBeVisible();
      await shot("table-import");
      await app.analyse();
      await page.goto(`${app.server.url}#/customer/03`);
      await expect(page.locator('[data-table="attributes"]')).toBeVisible();
      await shot("table-card");
    });
  }
}
