// Tables that are no sales: customers with their totals, a second table of customers, order totals
// repeated on every line.

import { readFileSync } from "node:fs";
import { expectAccessible } from "./support/axe.ts";
import { expect, test, type App } from "./support/app.ts";
import { chosen, openAllByKeys, press } from "./support/keys.ts";

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
  const opened = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) }));
  await page.locator("#file").setInputFiles(opened);
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

const CONTACTS =
  "Date;Customer no;Type;Message;Answered on\n" +
  Array.from({ length: 24 }, (_, row) => `2024-04-${two(1 + row)};${two(row % 8)};${row % 3 ? "call" : "complaint"};Text ${row};\n`).join("") +
  "2024-04-02;77;call;Nobody;\n;01;call;No day;\n";

/** The rows that are not joined, saved by a click. */
const unmatchedRows = async (app: App): Promise<string> => {
  const download = app.page.waitForEvent("download");
  await app.page.locator('[data-records-table] [data-action="download-unmatched"]').click();
  return readFileSync(await (await download).path(), "utf8");
};

test("a file of contacts is told from the sales, can be said to be another, and its rows are accounted for", async ({ app, page }) => {
  await app.open();
  const files = { "log.csv": CONTACTS, "sales.csv": SALES };
  await page.locator("#file").setInputFiles(
    Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })),
  );
  const [log, sales] = [page.locator('[data-file="0"]'), page.locator('[data-file="1"]')];
  await expect(log).toHaveValue("contacts");
  await expect(sales).toHaveValue("sales");
  await expect(page.locator('[data-action="analyse"]')).toContainText("120");
  const table = page.locator("[data-records-table]");
  await expect(table).toContainText("Contacts or complaints: log.csv");
  await expect(table).toContainText("24 of 26 rows are joined, to 8 of 30 customers");
  await expect(table).toContainText("1 row is of nobody who bought");
  await expect(table).toContainText("1 row without a day");
  await expectAccessible(page, "import of sales and contacts");
  const lost = await unmatchedRows(app);
  expect(lost).toContain("rows_without_customer,26,,,,2024-04-02,77,call,Nobody");
  expect(lost).toContain("rows_without_day,27,,,,,01,call,No day");

  await expect(page.locator('[data-action="open-as"]')).toBeDisabled();
  await log.selectOption("campaign");
  await page.locator('[data-action="open-as"]').click();
  await expect(table).toContainText("Campaigns: log.csv");
  await expect(log).toHaveValue("campaign");
  await app.analyse();
  await app.go("data");
  await expect(table).toContainText("24 of 26 rows are joined");
  expect(await unmatchedRows(app)).toBe(lost);
  await page.evaluate(() => (location.hash = "#/customer/03"));
  await expect(page.locator('[data-table="events"] tbody tr')).toHaveCount(3);

  // What was said of a file like it is remembered.
  await page.locator("#file").setInputFiles(
    Object.entries({ "sales.csv": SALES, "next.csv": CONTACTS }).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })),
  );
  await expect(page.locator('[data-file="1"]')).toHaveValue("campaign");
});

test("sheets beside the sales are told apart, can be said to be another, and are joined", async ({ app, page }) => {
  await app.open();
  await page.locator("#file").setInputFiles(new URL("../workbooks/made/sales_and_records.xlsx", import.meta.url).pathname);
  const summary = page.locator('[data-file="3"]');
  await expect(page.locator('[data-file="0"]')).toHaveValue("contacts");
  await expect(summary).toHaveValue("left_out");
  await expect(page.locator("[data-records-table]")).toHaveCount(3);
  await expectAccessible(page, "import of a workbook with several tables");
  await summary.selectOption("costs");
  await page.locator('[data-action="open-as"]').click();
  await expect(page.locator("[data-records-table]")).toHaveCount(4);
  await page.locator('[data-file="3"]').selectOption("left_out");
  await page.locator('[data-action="open-as"]').click();
  await expect(page.locator("[data-records-table]")).toHaveCount(3);
  await app.analyse();
  await app.go("data");
  await expect(page.locator('[data-records-table="costs"]')).toContainText("3 of 4 rows are joined");
  await page.evaluate(() => (location.hash = "#/customer/007"));
  await expect(page.locator('[data-table="events"] tbody tr')).toHaveCount(2);
});

test("by keys: what a file is, refused with a reason and said anew", async ({ app, page }) => {
  await app.open();
  await openAllByKeys(app, { "log.csv": CONTACTS, "sales.csv": SALES });
  await expect(page.locator('[data-file="0"]')).toHaveValue("contacts");
  await chosen(app, '[data-file="0"]', "costs");
  await press(app, '[data-action="open-as"]');
  const refused = page.locator('[role="alert"]');
  await expect(refused).toContainText("“log.csv” needs a column with the customers of the sales and one with amounts");
  await expectAccessible(page, "files that do not fit");
  await chosen(app, '[data-file="0"]', "contacts");
  await press(app, '[data-action="open-as"]');
  await expect(page.locator("[data-records-table]")).toContainText("24 of 26 rows are joined");
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await press(app, '[data-action="analyse"]');
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  await press(app, 'nav a[href^="#/data"]');
  await expect(page.locator("[data-records-table]")).toContainText("8 of 30 customers");
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
      const opened = [
        { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(SALES) },
        { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(CUSTOMERS) },
      ];
      await page.locator("#file").setInputFiles(opened);
      await expect(page.locator("[data-customers-table]")).toBeVisible();
      await shot("table-import");
      await app.analyse();
      await page.goto(`${app.server.url}#/customer/03`);
      await expect(page.locator('[data-table="attributes"]')).toBeVisible();
      await shot("table-card");
      await app.open();
      const log = { name: "log.csv", mimeType: "text/csv", buffer: Buffer.from(CONTACTS) };
      await page.locator("#file").setInputFiles([...opened.slice(0, 1), log]);
      await expect(page.locator("[data-records-table]")).toBeVisible();
      await shot("records-import");
      await page.locator('[data-file="1"]').selectOption("costs");
      await page.locator('[data-action="open-as"]').click();
      await expect(page.locator('[role="alert"]')).toBeVisible();
      await shot("records-refused");
    });
  }
}
