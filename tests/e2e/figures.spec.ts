// A figure is shown whole or not at all: "1,245,57…" may be any number.

import { expect, test, type App } from "./support/app.ts";

async function expectWhole(app: App, what: string): Promise<void> {
  const cut = await app.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("td.num, .list-cell.num, [data-stat] .ex")]
      .filter((cell) => cell.offsetParent !== null && cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 0)
      .filter((cell) => getComputedStyle(cell).display !== "inline")
      .map((cell) => cell.innerText),
  );
  expect(cut, what).toEqual([]);
}

for (const width of [1440, 390]) {
  test(`no figure of a large wholesaler is cut at ${width} px`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 900 });
    const rows = Array.from({ length: 400 }, (_, row) => {
      const day = `${2023 + (row % 3)}-${String(1 + (row % 12)).padStart(2, "0")}-${String(1 + (row % 28)).padStart(2, "0")}`;
      return `D${row % 20},${day},${(1_234_567.89 + row * 1000).toFixed(2)}`;
    });
    await app.open();
    await app.chooseFile("large.csv", `customer,date,amount\n${rows.join("\n")}\n`);
    await app.analyse();
    await expectWhole(app, "overview");
    for (const place of ["segments", "customers", "data"]) {
      await app.go(place);
      if (place === "customers") await expect(page.locator(".list-cell.num").nth(30)).toBeAttached();
      await expectWhole(app, place);
    }
  });
}
