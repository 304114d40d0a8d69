// Files as they are: what is read, what is set aside, what is said.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/app.ts";
import { american, GERMAN, iso, PLAIN, shop, slashed, SWEDISH, UKRAINIAN, type Spelling } from "./support/shops.ts";

const SPELLINGS: Record<string, Spelling> = {
  "plain commas": PLAIN,
  "Ukrainian, Windows-1251, semicolons, decimal comma": UKRAINIAN,
  "German, Windows-1252, points between thousands": GERMAN,
  "Swedish, tabs, byte order mark": SWEDISH,
  "day before month with slashes": { ...PLAIN, date: slashed },
  "month before day with slashes": { ...PLAIN, date: american, group: "" },
};

for (const [what, spelling] of Object.entries(SPELLINGS)) {
  test(`adds up to the cent: ${what}`, async ({ app, page }) => {
    const truth = shop("sales.csv", spelling);
    await app.open();
    await app.chooseFile(truth.name, truth.content);
    await app.analyse();
    await app.go("data");
    const quality = async (stat: string) => Number(await app.stat("quality", stat));
    expect(await quality("rows_read")).toBe(truth.rows);
    expect(await quality("rows_used")).toBe(truth.rows);
    expect(await quality("amount_total")).toBe(Number(truth.total));
    expect(await quality("customers")).toBe(truth.customers);
    expect(await app.stat("quality", "first_day")).toBe(truth.firstDay);
    expect(await app.stat("quality", "last_day")).toBe(truth.lastDay);
    // Leading zeros are part of an id.
    await app.go("customers");
    await expect(page.locator('a[href*="#/customer/00"]').first()).toBeVisible();
  });
}

test("the mapping can be seen and used without colour or mouse", async ({ app, page }) => {
  const truth = shop("sales.csv", UKRAINIAN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await expect(page.locator('[data-page="import"]')).toBeVisible();
  await expect(page.locator('[data-page="import"]')).toContainText("Дата");
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await expectAccessible(page, "import");
});

test("two readings of the dates are asked about, not guessed", async ({ app, page }) => {
  const rows = Array.from({ length: 60 }, (_, row) => `C${row % 9},${1 + (row % 12)}/${1 + ((row * 7) % 12)}/2024,10.50`);
  await app.open();
  await app.chooseFile("sales.csv", `customer,date,amount\n${rows.join("\n")}\n`);
  await expect(page.locator('[data-question="date_order"]')).toBeVisible();
  await expect(page.locator('[data-action="analyse"]')).toBeDisabled();
  await page.locator('[data-question="date_order"] [data-answer]').first().click();
  await app.analyse();
});

const shared = (name: string) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));

test("a real order book: superstore", async ({ app }) => {
  test.skip(!existsSync(shared("superstore.csv")), "the shared data set is not beside the project");
  await app.open();
  await app.chooseFile("superstore.csv", readFileSync(shared("superstore.csv")));
  await app.analyse();
  await app.go("data");
  expect(Number(await app.stat("quality", "rows_read"))).toBe(9994);
  expect(Number(await app.stat("quality", "customers"))).toBe(793);
});

test("a real panel of buyers: CDNOW", async ({ app }) => {
  test.skip(!existsSync(shared("cdnow_sample.csv")), "the shared data set is not beside the project");
  await app.open();
  await app.chooseFile("cdnow_sample.csv", readFileSync(shared("cdnow_sample.csv")));
  await app.analyse();
  await app.go("data");
  expect(Number(await app.stat("quality", "rows_read"))).toBe(6919);
  expect(Number(await app.stat("quality", "customers"))).toBe(2357);
  expect(await app.stat("quality", "first_day")).toBe("1997-01-01");
});

// Each is answered by a sentence; the page lives, and the next file opens.
const BAD: Record<string, string | Buffer> = {
  "an empty file": "",
  "only a header": "customer,date,amount\n",
  "a binary file": Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 31) % 256)),
  "no column that can be a date": "customer,shoe size,amount\na,44,10\nb,45,12\nc,41,11\n",
  "one line of ten megabytes": `customer,date,amount\n${"x".repeat(10_000_000)}`,
};

for (const [what, content] of Object.entries(BAD)) {
  test(`says what is wrong with ${what}`, async ({ app, page }) => {
    await app.open();
    await app.chooseFile("odd.csv", content);
    await expect(page.locator('[role="alert"], [data-question]').first()).toBeVisible();
    await expect(page.locator('[role="alert"], [data-question]').first()).toContainText(/\w+ \w+ \w+/);
    await page.goto(`${app.server.url}#/start`);
    const truth = shop("sales.csv", PLAIN, 20);
    await app.chooseFile(truth.name, truth.content);
    await app.analyse();
  });
}

const THIN: Record<string, string> = {
  "one row": `customer,date,amount\nA,2024-03-01,10\n`,
  "one customer": `customer,date,amount\n${Array.from({ length: 30 }, (_, day) => `A,${iso(2024, 3, day + 1)},10`).join("\n")}\n`,
  "one day": `customer,date,amount\n${Array.from({ length: 30 }, (_, n) => `C${n},2024-03-01,${10 + n}`).join("\n")}\n`,
  "only refunds": `customer,date,amount\n${Array.from({ length: 30 }, (_, n) => `C${n % 7},${iso(2024, 3, n + 1)},-${10 + n}`).join("\n")}\n`,
};

for (const [what, content] of Object.entries(THIN)) {
  test(`has something true to say about ${what}`, async ({ app, page }) => {
    await app.open();
    await app.chooseFile("thin.csv", content);
    await app.analyse();
    for (const place of ["segments", "customers", "data", "overview"]) {
      await app.go(place);
      await expect(page.locator("body")).not.toContainText(/NaN|undefined|Infinity/);
    }
  });
}

test("names that are markup or formulas stay names", async ({ app, page }) => {
  const names = [
    `<img src=x onerror="document.title='owned'">`,
    `<script>document.title='owned'</script>`,
    `=HYPERLINK("http://localhost/","x")`,
    `+1+1`,
    `@SUM(A1)`,
    `"quoted"`,
    "‮right to left",
    "x".repeat(10_000),
    "javascript:alert(1)",
  ];
  const lines = names.flatMap((name, at) =>
    Array.from({ length: 4 }, (_, n) => `"${name.replaceAll('"', '""')}",${iso(2024, 1 + n, 1 + at)},${10 + at}`),
  );
  await app.open();
  await app.chooseFile("<b>names</b>.csv", `customer,date,amount\n${lines.join("\n")}\n`);
  await app.analyse();
  await app.go("segments");
  await app.go("customers");
  await expect(page.locator("body")).toContainText("<img src=x onerror");
  await expect(page).not.toHaveTitle(/owned/);
  expect(await page.locator("img[src=x], body script").count()).toBe(0);

  const download = page.waitForEvent("download");
  await page.locator('[data-action="export"]').click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text).toContain(`'=HYPERLINK`);
  expect(text).not.toMatch(/(^|,|")[=+@]/m);
});
