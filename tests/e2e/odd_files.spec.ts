// Files as shops and ledgers write them: workbooks, other encodings, several at once, pasted
// tables, wide tables, currencies; what was decided can be taken back, kept and handed over.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expectAccessible } from "./support/axe.ts";
import { expect, test, type App } from "./support/app.ts";
import { chosen, openByKeys, press, tabTo, typed } from "./support/keys.ts";

const WORKBOOK = readFileSync(fileURLToPath(new URL("files/months.xlsx", import.meta.url)));

const quality = async (app: App, stat: string): Promise<number> => Number(await app.stat("quality", stat));

const lines = (rows: number, of: (row: number) => string): string =>
  Array.from({ length: rows }, (_, row) => of(row)).join("\n") + "\n";

const two = (number: number): string => String(number).padStart(2, "0");

test("a workbook: sheets with the same columns together, the others named, one alone on request", async ({ app, page }) => {
  await app.open();
  await app.chooseFile("months.xlsx", WORKBOOK);
  const sheet = page.locator('[data-decision="sheet"]');
  await expect(sheet).toBeVisible();
  await expect(sheet.locator("option")).toHaveText([
    "2 sheets together",
    "Summary",
    "May",
    "June",
    "Old (hidden)",
  ]);
  await expect(page.locator('label:has([data-decision="sheet"])')).toContainText("Summary");
  await expect(page.locator('[data-action="analyse"]')).toContainText("22");
  await expectAccessible(page, "import of a workbook");

  await sheet.selectOption("May");
  await expect(page.locator('[data-action="analyse"]')).toContainText("12");
  await page.locator('[data-action="undo"]').click();
  await expect(page.locator('[data-action="analyse"]')).toContainText("22");
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "rows_used")).toBe(22);
  expect(await quality(app, "amount_total")).toBe(439.5);
  expect(await app.stat("quality", "first_day")).toBe("2024-05-01");
  expect(await app.stat("quality", "last_day")).toBe("2024-06-10");
  // Leading zeros of ids in text cells stay.
  await app.go("customers");
  await expect(page.locator('a[href*="#/customer/001"]').first()).toBeVisible();
});

const cyrillic = lines(40, (row) => `${two(1 + (row % 28))}.03.2024\tКафе № ${row % 6}\t1\u00a0${200 + row},50`);

const ENCODED: Record<string, Buffer> = {
  "UTF-16 with tabs": Buffer.from(`\ufeffДата\tКлиент\tСумма\n${cyrillic}`, "utf16le"),
  "gzip": gzipSync(Buffer.from(`Дата\tКлиент\tСумма\n${cyrillic}`)),
};

for (const [what, content] of Object.entries(ENCODED)) {
  test(`adds up to the cent: ${what}`, async ({ app }) => {
    await app.open();
    await app.chooseFile(what === "gzip" ? "sales.tsv.gz" : "sales.txt", content);
    await app.analyse();
    await app.go("data");
    expect(await quality(app, "rows_used")).toBe(40);
    expect(await quality(app, "amount_total")).toBe(40 * 1200.5 + (39 * 40) / 2);
    expect(await quality(app, "customers")).toBe(6);
  });
}

test("several files with the same columns are one table, and odd rows name their file", async ({ app, page }) => {
  const month = (number: string) =>
    Buffer.from(`date,customer,amount\n${lines(20, (row) => `2024-${number}-${two(1 + row)},C${row % 5},2.50`)}nothing,C1,1\n`);
  await app.open();
  await page.setInputFiles("#file", [
    { name: "may.csv", mimeType: "text/csv", buffer: month("05") },
    { name: "june.csv", mimeType: "text/csv", buffer: month("06") },
  ]);
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  const download = page.waitForEvent("download");
  await page.locator('[data-action="download-set-aside"]').click();
  const rows = readFileSync(await (await download).path(), "utf8").trim().split(/\r?\n/);
  expect(rows.slice(1)).toEqual(["may.csv,22,impossible_date,nothing,C1,1", "june.csv,22,impossible_date,nothing,C1,1"]);
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "rows_used")).toBe(40);
  expect(await quality(app, "amount_total")).toBe(100);
});

test("a file with other columns is not mixed in", async ({ app, page }) => {
  await app.open();
  await page.setInputFiles("#file", [
    { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(`date,customer,amount\n${lines(9, (row) => `2024-05-0${1 + row},C${row % 3},2`)}`) },
    { name: "rain.csv", mimeType: "text/csv", buffer: Buffer.from("town,rain\nLund,4\nMalmö,5\n") },
  ]);
  await expect(page.getByRole("alert")).toContainText("rain.csv");
});

test("a table pasted from a spreadsheet is read like a file", async ({ app, page }) => {
  await app.open();
  const text = `Datum\tKunde\tBetrag\n${lines(12, (row) => `${two(1 + row)}.05.2024\tK${row % 4}\t1.200,50`)}`;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "amount_total")).toBe(12 * 1200.5);
});

test("a wide table of months is unfolded, and says so", async ({ app, page }) => {
  const months = ["2024-01", "2024-02", "2024-03", "2024-04"];
  await app.open();
  await app.chooseFile("wide.csv", `Customer;${months.join(";")};Total\n${lines(9, (row) => `C${row};${row + 1};;2,50;1;${row + 4},50`)}Total;45;;22,50;9;76,50\n`);
  await expect(page.locator('[data-decision="layout"]')).toBeVisible();
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "rows_used")).toBe(27);
  expect(await quality(app, "amount_total")).toBe(76.5);
});

test("two currencies are never added: one is chosen, the other converted by a rate one types", async ({ app, page }) => {
  await app.open();
  await app.chooseFile(
    "sales.csv",
    `date,customer,amount,currency\n${lines(24, (row) => `2024-05-${two(1 + row)},C${row % 5},10.00,${row % 3 === 0 ? "SEK" : "EUR"}`)}`,
  );
  await page.locator('[data-question="currency"] [data-answer]').first().click();
  await expect(page.locator('[data-group="other_currency"]')).toBeVisible();
  await expect(page.locator('[data-action="analyse"]')).toContainText("16");
  const rate = page.locator('[data-rate="SEK"]');
  await rate.fill("0,09");
  await rate.press("Enter");
  await expect(page.locator('[data-action="analyse"]')).toContainText("24");
  await expectAccessible(page, "import with a rate");
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "amount_total")).toBe(160 + 8 * 0.9);
  expect(await app.stat("quality", "currency")).toBe("EUR");
});

test("spellings of one id are told, joined with consent, and kept apart again by Ctrl Z", async ({ app, page }) => {
  await app.open();
  await app.chooseFile("mail.csv", `date,email,amount\n${lines(20, (row) => `2024-05-${two(1 + row)},${row % 2 ? "Bo@x.se" : "bo@X.se"},5`)}`);
  const variants = page.locator('[data-group="id_variants"]');
  await expect(variants).toContainText("2 ids");
  await variants.locator("[data-do]").click();
  await expect(page.locator('[data-group="ids_merged"]')).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(variants).toBeVisible();
});

test("what was decided is saved as a recipe, and a recipe decides", async ({ app, page }) => {
  const file = `when,client,value\n${lines(30, (row) => `${two(1 + (row % 12))}/${two(1 + (row % 11))}/2024,C${row % 6},${row}.50`)}`;
  await app.open();
  await app.chooseFile("open.csv", file);
  await page.locator('[data-question="date_order"] [data-answer]').nth(1).click();
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  const download = page.waitForEvent("download");
  await page.locator('[data-action="save-recipe"]').click();
  const recipe = readFileSync(await (await download).path());
  expect(JSON.parse(recipe.toString("utf8")).version).toBe(1);
  const log = page.waitForEvent("download");
  await page.locator('[data-action="save-log"]').click();
  expect(readFileSync(await (await log).path(), "utf8")).toContain("open.csv");

  await page.locator('[data-action="undo"]').click();
  await expect(page.locator('[data-question="date_order"]')).toBeVisible();
  await page.setInputFiles("#file", { name: "open.csv.recipe.json", mimeType: "application/json", buffer: recipe });
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await expect(page.locator('[data-question="date_order"]')).toHaveCount(0);
});

// The same by keys alone.

/** Every step through a list of choices is a decision. */
const takeAllBack = async (app: App): Promise<void> => {
  const undo = app.page.locator('[data-action="undo"]');
  while (await undo.isVisible()) await app.page.keyboard.press("Control+z");
};

const analysedByKeys = async (app: App): Promise<void> => {
  await expect(app.page.locator('[data-action="analyse"]')).toBeEnabled();
  await press(app, '[data-action="analyse"]');
  await expect(app.page.locator('[data-page="overview"]')).toBeVisible();
  await press(app, 'nav a[href^="#/data"]');
  await expect(app.page.locator('[data-page="data"]')).toBeVisible();
};

test("by keys: a sheet of a workbook", async ({ app, page }) => {
  await app.open();
  await openByKeys(app, "months.xlsx", WORKBOOK);
  await expect(page.locator('[data-action="analyse"]')).toContainText("22");
  await chosen(app, '[data-decision="sheet"]', "May");
  await expect(page.locator('[data-action="analyse"]')).toContainText("12");
  await takeAllBack(app);
  await expect(page.locator('[data-action="analyse"]')).toContainText("22");
  await analysedByKeys(app);
  expect(await quality(app, "rows_used")).toBe(22);
});

test("by keys: an encoding and a delimiter of one's own", async ({ app, page }) => {
  await app.open();
  await openByKeys(app, "sales.txt", ENCODED["UTF-16 with tabs"] ?? "");
  await expect(page.locator('[data-action="analyse"]')).toContainText("40");
  await chosen(app, '[data-decision="delimiter"]', ";");
  await expect(page.locator('[data-action="analyse"]')).toBeDisabled();
  await takeAllBack(app);
  await analysedByKeys(app);
  expect(await quality(app, "amount_total")).toBe(40 * 1200.5 + (39 * 40) / 2);
});

test("by keys: an encoding other than the one that was found", async ({ app, page }) => {
  // 0xA4 is ¤ in most tables and € in ISO-8859-15.
  const text = `date,customer,amount\n${lines(40, (row) => `2024-03-${two(1 + (row % 28))},Caf\u00e9 \u00a4${row % 4},2.50`)}`;
  await app.open();
  await openByKeys(app, "sales.csv", Buffer.from(text, "latin1"));
  const preview = page.locator("table.map");
  await expect(preview).toContainText("Caf\u00e9");
  const found = await page.locator('[data-decision="encoding"]').inputValue();
  await typed(app, '[data-decision="encoding"]', "windows-1251");
  await expect(preview).toContainText("Caf\u0439");
  await takeAllBack(app);
  await expect(page.locator('[data-decision="encoding"]')).toHaveValue(found);
  await expect(preview).toContainText("Caf\u00e9");
  await typed(app, '[data-decision="encoding"]', "iso-8859-15");
  await expect(preview).toContainText("Caf\u00e9 \u20ac1");
  await analysedByKeys(app);
  expect(await quality(app, "rows_used")).toBe(40);
  expect(await quality(app, "amount_total")).toBe(100);
  await press(app, 'nav a[href^="#/customers"]');
  await expect(page.locator('a[href*="#/customer/"]').first()).toContainText("Caf\u00e9 \u20ac");
});

test("by keys: two currencies, one of them converted", async ({ app, page }) => {
  await app.open();
  await openByKeys(
    app,
    "sales.csv",
    `date,customer,amount,currency\n${lines(24, (row) => `2024-05-${two(1 + row)},C${row % 5},10.00,${row % 3 === 0 ? "SEK" : "EUR"}`)}`,
  );
  await expect(page.locator('[data-question="currency"]')).toBeVisible();
  await press(app, '[data-question="currency"] [data-answer]');
  await expect(page.locator('[data-action="analyse"]')).toContainText("16");
  await tabTo(app, '[data-rate="SEK"]', 200);
  await page.keyboard.type("0,09");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-action="analyse"]')).toContainText("24");
  await analysedByKeys(app);
  expect(await quality(app, "amount_total")).toBe(160 + 8 * 0.9);
});

const ODD_ROWS = `date,customer,amount,pieces\n${lines(20, (row) => `2024-05-${two(1 + row)},C${row % 4},10.00,1`)}2024-05-21,,7.50,1\n2024-05-22,C1,4.00,-1\n2024-05-23,C1,\n`;

test("by keys: odd rows are opened, decided and taken back, before and after the analysis", async ({ app, page }) => {
  await app.open();
  await openByKeys(app, "odd.csv", ODD_ROWS);
  const analyse = page.locator('[data-action="analyse"]');
  await expect(analyse).toContainText("21");
  await press(app, '[data-group="missing_customer"] .fold');
  const record = page.locator(".record").first();
  await expect(record).toHaveText("2024-05-21,,7.50,1");
  await expect(page.locator(".by-year").first()).toContainText("2024");
  await expectAccessible(page, "odd rows, one opened");

  // Counted as the customer above, and set aside again by its own button.
  await press(app, '[data-group="missing_customer"] [data-do="1"]');
  await expect(analyse).toContainText("22");
  await expect(page.locator('[data-group="missing_customer"]')).toHaveCount(0);
  await press(app, '[data-group="customers_filled"] [data-do]');
  await expect(analyse).toContainText("21");
  await page.keyboard.press("Control+z");
  await expect(analyse).toContainText("22");

  // Goods that came back, with their money above zero in the file.
  await press(app, '[data-group="returns_as_written"] [data-do]');
  await expect(page.locator('[data-group="returns_as_refunds"]')).toBeVisible();
  await analysedByKeys(app);
  expect(await quality(app, "amount_total")).toBe(200 + 7.5 - 4);

  await press(app, '[data-group="missing_amount"] [data-do]');
  await expect(page.locator('[data-page="import"]')).toBeVisible();
  await expect(analyse).toContainText("23");
  await press(app, '[data-action="undo"]');
  await expect(analyse).toContainText("22");
});

test("quotes and rows left out can be set, and set back", async ({ app, page }) => {
  await app.open();
  await app.chooseFile("quotes.csv", `date,customer,amount\n${lines(30, (row) => `2024-05-${two(1 + (row % 28))},'C${row % 4}, Lund',10.00`)}`);
  const analyse = page.locator('[data-action="analyse"]');
  await expect(analyse).toContainText("30");
  await expect(page.locator('[data-decision="quote"]')).toHaveValue("single");
  await page.locator('[data-decision="quote"]').selectOption("none");
  await expect(analyse).not.toContainText("30");
  await page.keyboard.press("Control+z");
  await expect(analyse).toContainText("30");
  await page.locator('[data-decision="rows_below"]').selectOption("3");
  await expect(analyse).toContainText("27");
  await page.locator('[data-decision="header"]').selectOption("none");
  await expect(page.locator('[data-decision="rows_above"]')).toBeVisible();
  await page.locator('[data-action="undo"]').click();
  await page.locator('[data-action="undo"]').click();
  await expect(analyse).toContainText("30");
});

test("cells pasted from a spreadsheet keep the line ends within them", async ({ app, page }) => {
  await app.open();
  const rows = lines(12, (row) => `<tr><td>2024-05-${two(1 + row)}</td><td>C${row % 4}<br>Lund &amp; Co</td><td>1&nbsp;200,50</td></tr>`);
  const markup = `<html><body><table><tr><th>Datum</th><th>Kunde</th><th>Betrag</th></tr>${rows}</table></body></html>`;
  await page.evaluate((markup) => {
    const data = new DataTransfer();
    data.setData("text/html", markup);
    data.setData("text/plain", "not this\nnor this");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, markup);
  await app.analyse();
  await app.go("data");
  expect(await quality(app, "rows_used")).toBe(12);
  expect(await quality(app, "customers")).toBe(4);
  expect(await quality(app, "amount_total")).toBe(12 * 1200.5);
});
