// What stays after a reload, and what "forget" leaves.

import { expect, test, type App } from "./support/app.ts";
import { PLAIN, shop, type Shop } from "./support/shops.ts";

/** Counts what is written, by key. Before the page is opened. */
async function countWrites(app: App): Promise<void> {
  await app.page.addInitScript(() => {
    const writes: Record<string, number> = {};
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key: string, value: string) {
      set.call(this, key, value);
      writes[key] = (writes[key] ?? 0) + 1;
    };
    Object.assign(globalThis, { writes });
  });
}

/** Waits until the lists of the latest results are kept: that of all customers, then the others. */
async function listsKept(app: App): Promise<void> {
  await app.settled();
  const written = () =>
    app.page.evaluate(() => {
      const results = Object.keys(localStorage).filter((key) => key.includes("/results/"));
      const latest = Math.max(...results.map((key) => Number(key.split("/").at(-1))));
      const { writes } = globalThis as unknown as { writes: Record<string, number> };
      const lists = Object.keys(writes).find((key) => key.endsWith(`/lists/${latest}`));
      return lists === undefined ? 0 : writes[lists];
    });
  await expect.poll(written, { timeout: 40_000 }).toBe(2);
}

/** The list on the page: its answer and its first rows. */
async function shownList(app: App): Promise<string[]> {
  const list = app.page.locator('[data-page="customers"]');
  // A band may be empty, and says so.
  await expect(list.locator('[role="row"] a[href*="#/customer/"], .notice').first()).toBeVisible();
  const rows = await list.locator('[role="row"]:has(a[href*="#/customer/"])').allInnerTexts();
  return [await list.locator("h1").innerText(), ...rows.slice(0, 5)];
}

/** Everything this program keeps, by key. */
const keys = (app: App) =>
  app.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("regulars/")).sort());

test("results are there again after a reload, without the file", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  const before = await app.stat("overview", "revenue");
  await app.settled();
  await app.reload();
  await page.goto(`${app.server.url}#/overview`);
  await expect(page.locator('[data-panel="overview"]')).toBeVisible();
  expect(await app.stat("overview", "revenue")).toBe(before);
  await app.go("segments");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();
});

test("rows are never stored", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await app.settled();
  const bytes = await page.evaluate(() => Object.entries(localStorage).join("").length);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(1_200_000);
  expect(await page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(0);
});

test("the lists behind segments, groups, classes, bands and cells are there again, without the file", async ({ app, page }) => {
  await countWrites(app);
  await app.open();
  await app.openSample("deli");
  await app.go("segments");
  await listsKept(app);
  const links: (readonly [string, string])[] = [];
  for (const panel of ["value_frequency", "rfm", "concentration", "visit_bands"]) {
    const lists = await app.lists(panel);
    expect(lists.length, `${panel} leads to lists`).toBeGreaterThan(1);
    for (const hash of [lists[0], lists.at(-1)]) links.push([panel, hash ?? ""]);
  }
  const before: string[][] = [];
  for (const [, hash] of links) {
    await page.evaluate((to) => (location.hash = to), hash);
    await expect(page.locator('[data-page="customers"] .chip')).toBeVisible();
    before.push(await shownList(app));
    await app.go("segments");
  }
  await app.reload();
  for (const [place, [panel, hash]] of links.entries()) {
    await page.evaluate((to) => (location.hash = to), hash);
    expect(await shownList(app), `${panel}: ${hash}`).toEqual(before[place]);
    await app.go("segments");
  }
  const characters = await page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => /\/(results|lists)\//.test(key))
      .map(([key, value]) => [key, (value as string).length] as const),
  );
  const latest = Math.max(...characters.map(([key]) => Number(key.split("/").at(-1))));
  const ofLatest = characters.filter(([key]) => key.endsWith(`/${latest}`)).reduce((sum, [, length]) => sum + length, 0);
  expect(ofLatest, "characters of a project's results and lists").toBeLessThanOrEqual(1_000_000);
});

test("a set nobody kept says that it needs the file", async ({ app, page }) => {
  await countWrites(app);
  await app.open();
  await app.openSample("furniture");
  await listsKept(app);
  await app.reload();
  await page.evaluate(() => (location.hash = "#/customers?set=rfm.cell:9:9"));
  await expect(page.locator('[data-page="customers"]')).toContainText("needs the file");
});

test("forget leaves nothing of ours behind, proves it, and lets others be", async ({ app, page }) => {
  await countWrites(app);
  await app.open();
  await page.evaluate(() => localStorage.setItem("another program", "its value"));
  await app.openSample("furniture");
  await listsKept(app);
  await page.locator('[data-action="theme"]:visible').first().click();
  expect((await keys(app)).length).toBeGreaterThan(4);
  await app.go("start");
  await page.locator('[data-action="forget"]').first().click();
  await page.locator('[data-action="forget_confirm"]').first().click();
  await expect(page.locator('[data-forgotten="0"]').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(["another program"]);
  // Nothing is written again by what was under way, and nothing comes back.
  await page.waitForTimeout(1_500);
  expect(await keys(app)).toEqual([]);
  await app.reload();
  expect(await keys(app)).toEqual([]);
  await expect(page.locator("[data-project]")).toHaveCount(0);
});

test("for this tab only, nothing is written, until the person wants it kept", async ({ app, page }) => {
  await app.open();
  await app.go("settings");
  const place = page.locator("select").filter({ has: page.locator('option[value="session"]') });
  await place.selectOption("session");
  await app.go("start");
  await app.openSample("furniture");
  await page.locator('[data-action="theme"]:visible').first().click();
  await page.waitForTimeout(4_000);
  expect(await keys(app)).toEqual([]);
  await app.go("privacy");
  await expect(page.locator('[data-page="privacy"]')).toContainText("Nothing is stored on this device");
  // The results are there all the same, and are written when they are to be.
  await app.go("settings");
  await place.selectOption("device");
  expect((await keys(app)).some((key) => key.includes("/results/"))).toBe(true);
  await place.selectOption("session");
  const before = await keys(app);
  await app.reload();
  await app.go("settings");
  await expect(place).toHaveValue("session");
  expect(await keys(app)).toEqual(before);
  await app.go("start");
  await page.locator('[data-action="forget"]').first().click();
  await page.locator('[data-action="forget_confirm"]').first().click();
  await expect.poll(() => keys(app)).toEqual([]);
});

test("forgetting from the privacy page empties the page too", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.settled();
  await app.go("privacy");
  await page.locator('[data-action="forget"]').first().click();
  await page.locator('[data-action="forget_confirm"]').first().click();
  await expect(page.locator('[data-forgotten="0"]').first()).toBeVisible();
  expect(await keys(app)).toEqual([]);
  await expect(page.locator('[data-page="privacy"]')).toContainText("Nothing is stored on this device");
  await expect(page.locator('[data-page="privacy"]')).not.toContainText("furniture");
});

const FULL = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
};
const FORBIDDEN = () => {
  Object.defineProperty(globalThis, "localStorage", {
    get: () => {
      throw new DOMException("forbidden", "SecurityError");
    },
  });
};

for (const [what, spoil] of Object.entries({ "storage that takes nothing": FULL, "storage that is forbidden": FORBIDDEN })) {
  test(`a page with ${what} works on and says so`, async ({ app, page }) => {
    await page.addInitScript(spoil);
    await app.open();
    await app.openSample("furniture");
    await expect(page.locator(".notices")).toContainText("These figures are not kept");
    await expect(page.locator(".notices")).toContainText("keeps nothing for this page");
    await app.go("segments");
    await app.go("customers");
    await page.locator('a[href*="#/customer/"]').first().click();
    await expect(page.locator('[data-page="customer"]')).toBeVisible();
    await app.reload();
    await expect(page.locator('[data-page="start"]')).toBeVisible();
  });
}

test("storage that runs full keeps what was kept, whole", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.settled();
  const revenue = await app.stat("overview", "revenue");
  // Only so much is left that the next results do not fit.
  await page.evaluate(() => {
    let filler = 1 << 20;
    let number = 0;
    while (filler > 512) {
      try {
        localStorage.setItem(`filler ${number}`, "x".repeat(filler));
        number += 1;
      } catch {
        filler /= 2;
      }
    }
  });
  await app.go("start");
  const truth = shop("sales.csv", PLAIN);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await expect(page.locator(".notices")).toContainText("There is no room left on this device");
  await app.go("segments");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();
  await app.reload();
  // The earlier project is as it was.
  await app.go("start");
  await page.locator("[data-project]").last().click();
  await expect(page.locator('[data-page="overview"]')).toBeVisible();
  expect(await app.stat("overview", "revenue")).toBe(revenue);
  await expect(page.locator("body")).not.toContainText(/undefined|NaN/);
});

/** The same shop without its first customers. */
function later(truth: Shop, name: string, without: number): Shop {
  const lines = truth.content.toString("utf8").split("\n");
  const kept = lines.filter((line) => Number(line.split(",")[0]) > without || !/^\d/.test(line));
  return { ...truth, name, content: Buffer.from(kept.join("\n")) };
}

/** Writes a note about a customer. */
async function note(app: App, customer: string, text: string): Promise<void> {
  await app.page.evaluate((id) => (location.hash = `#/customer/${id}`), customer);
  // The field of this customer: that of the card before stands there for a moment.
  const field = app.page.locator(`[data-customer="${customer}"] .note-field`);
  await expect(field).toBeVisible();
  await field.fill(text);
  await field.blur();
  await expect(app.page.locator("#note-status")).toContainText(/kept|stored/i);
}

test("a new file of the same shape goes on in its project: notes stay, the unmatched are listed", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await expect(page.locator('[data-action="analyse"]')).toBeEnabled();
  await expect(page.locator('[data-choice="project"]'), "nothing to choose before there is a project").toHaveCount(0);
  await app.analyse();
  await note(app, "00001", "moved to Oslo");
  await note(app, "00050", "likes the corner table");
  await app.settled();

  const winter = later(truth, "winter.csv", 3);
  await app.chooseFile(winter.name, winter.content);
  const choice = page.locator('[data-choice="project"]');
  await expect(choice.getByRole("button", { name: "Continue sales" })).toHaveAttribute("aria-pressed", "true");
  await expect(choice).toContainText("Its figures, last from sales.csv, are replaced");
  await app.analyse();
  await page.evaluate(() => (location.hash = "#/customer/00050"));
  await expect(page.locator(".note-field")).toHaveValue("likes the corner table");
  await app.go("data");
  await expect(page.locator("[data-unmatched]")).toHaveCount(1);
  await expect(page.locator('[data-unmatched="00001"]')).toContainText("moved to Oslo");
  await app.go("start");
  await expect(page.locator("[data-project]")).toHaveCount(1);
});

test("a note stays with its customer when the next card opens, and while it is written", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await app.go("customers");
  await page.locator('a[href*="#/customer/"]').first().click();
  const field = page.locator(".note-field");
  await field.fill("moved to Oslo");
  await field.blur();
  await app.settled();
  const first = await page.evaluate(() => location.hash);
  await page.locator('[data-action="next"]').click();
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe(first);
  await expect(field).toHaveValue("");
  await page.locator('[data-action="previous"]').click();
  await expect(field).toHaveValue("moved to Oslo");

  // Results are kept a moment after a choice; what is typed in that moment stays.
  await page.locator('[data-choices="triage"] [data-choice]').last().click();
  await field.focus();
  await field.press("End");
  await field.pressSequentially(", calls in May");
  await app.settled();
  await page.waitForTimeout(1_500);
  await expect(field).toHaveValue("moved to Oslo, calls in May");

  // A card that is left from within the field keeps what stands there.
  const card = await page.evaluate(() => location.hash);
  await field.press("End");
  await field.pressSequentially(" and June");
  await page.evaluate(() => history.back());
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe(card);
  await page.evaluate((hash) => (location.hash = hash), card);
  await expect(field).toHaveValue("moved to Oslo, calls in May and June");
});

test("a card opened from elsewhere stands in no list, and who left the list skips nobody", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("retention");
  const alarms = await app.lists("silence");
  const red = alarms.find((address) => /red|silent/.test(address)) ?? alarms[0] ?? "";
  await page.evaluate((hash) => (location.hash = hash), red);
  const links = page.locator('[data-page="customers"] a[href*="#/customer/"]');
  await expect(links.nth(1)).toBeVisible();
  const second = await links.nth(1).getAttribute("href");
  await links.first().click();
  await page.locator('[data-action="alarm-done"]').click();
  await expect(page.locator('[data-action="undo-alarm"]')).toBeVisible();
  await page.locator('[data-action="next"]').click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(second);

  await app.go("retention");
  await page.locator('[data-table="alarms"] a[href*="#/customer/"]').last().click();
  await expect(page.locator('[data-page="customer"] h1')).toBeVisible();
  await expect(page.locator('[data-action="next"]')).toHaveCount(0);
});

test("alarms that were dealt with stay so when the file is read again", async ({ app, page }) => {
  await app.open();
  await app.openSample("deli");
  await app.go("retention");
  const silent = Number(await app.stat("silence", "silent"));
  await page.locator('[data-table="alarms"] a[href*="#/customer/"]').first().click();
  await page.locator('[data-action="alarm-done"]').click();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));
  await app.go("start");
  await app.openSample("deli");
  await app.settled();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));
});

test("what is set on a panel outlasts that it was stopped, and is not taken back in another project", async ({ app, page }) => {
  await app.open();
  await app.openSample("furniture");
  await app.go("profit");
  const field = page.locator('[data-page="profit"] input[type="number"]').first();
  await field.fill("31");
  await field.press("Enter");
  await app.settled();
  await app.reload();
  await app.go("profit");
  await expect(field).toHaveValue("31");
  await app.go("start");
  await app.openSample("furniture");
  await app.go("profit");
  await field.fill("32");
  await field.press("Enter");
  await expect(page.locator('[data-action="undo"]').first()).toBeEnabled();
  await app.go("start");
  const truth = shop("sales.csv", PLAIN);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await app.go("profit");
  await expect(page.locator('[data-page="profit"] [data-panel]').first()).toBeVisible();
  await expect(page.locator('[data-action="undo"]').first()).toBeDisabled();
});

test("a new file of the same shape can be a project of its own, and both stand side by side", async ({ app, page }) => {
  const truth = shop("sales.csv", PLAIN);
  await app.open();
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  const revenue = await app.stat("overview", "revenue");
  await note(app, "00050", "likes the corner table");
  await app.settled();

  const other = shop("branch.csv", PLAIN, 60);
  await app.chooseFile(other.name, other.content);
  const choice = page.locator('[data-choice="project"]');
  await choice.getByRole("button", { name: "New project" }).click();
  await expect(choice.getByRole("button", { name: "New project" })).toHaveAttribute("aria-pressed", "true");
  await expect(choice).toContainText("A project of its own");
  await app.analyse();
  expect(await app.stat("overview", "revenue")).not.toBe(revenue);
  const ofBranch = await app.stat("overview", "revenue");
  await page.evaluate(() => (location.hash = "#/customer/00050"));
  await expect(page.locator(".note-field")).toHaveValue("");
  await app.settled();
  await page.waitForTimeout(1_000);

  await app.go("start");
  await expect(page.locator("[data-project]")).toHaveCount(2);
  await page.locator("[data-project]", { hasText: "sales" }).click();
  await expect(page.locator('[data-panel="overview"]')).toBeVisible();
  expect(await app.stat("overview", "revenue")).toBe(revenue);
  await app.go("start");
  await page.locator("[data-project]", { hasText: "branch" }).click();
  expect(await app.stat("overview", "revenue")).toBe(ofBranch);

  // A file of that name goes on there unless the person says otherwise.
  await app.reload();
  await app.chooseFile(truth.name, truth.content);
  await expect(choice.getByRole("button", { name: "Continue sales" })).toHaveAttribute("aria-pressed", "true");
  await expect(choice.getByRole("button", { pressed: true })).toHaveCount(1);
});
