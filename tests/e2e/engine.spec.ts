// The engine as it is used: cancelled in the middle, stopped by a fault, started again.

import { createWriteStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { expect, test, type App } from "./support/app.ts";
import { PLAIN, random, shop } from "./support/shops.ts";

/** Kinds of requests, as they stand first in a message (`protocol::Request`). */
const OPEN = 0;
const ANALYSE = 3;

/** A worker of the page, the kinds of requests sent to it, and when it was ended. */
interface Watched {
  worker: Worker;
  sent: number[];
  endedAt: number | null;
}

/** Keeps the page's workers at hand. Must be called before the page is opened. */
async function watchEngines(app: App): Promise<void> {
  await app.page.addInitScript(() => {
    const engines: Watched[] = [];
    const Plain = globalThis.Worker;
    class Known extends Plain {
      readonly known: Watched;
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        this.known = { worker: this, sent: [], endedAt: null };
        engines.push(this.known);
      }
      override postMessage(message: unknown, transfer?: unknown): void {
        if (Array.isArray(message)) this.known.sent.push((message[0] as Uint8Array)[0] ?? -1);
        super.postMessage(message, transfer as never);
      }
      override terminate(): void {
        this.known.endedAt = performance.now();
        super.terminate();
      }
    }
    Object.assign(globalThis, { engines, Worker: Known });
  });
}

type WithEngines = typeof globalThis & { engines: Watched[] };

/** Stops the engine that holds the results as only a fault does: by a message it cannot read. */
async function stopEngine(app: App): Promise<void> {
  await app.page.evaluate(() => {
    const holding = (globalThis as WithEngines).engines.filter(({ sent, endedAt }) => endedAt === null && sent.length > 0);
    holding.at(-1)?.worker.postMessage("no request");
  });
}

const said = (app: App) =>
  app.page.evaluate(() => (globalThis as WithEngines).engines.map(({ sent, endedAt }) => ({ sent, ended: endedAt !== null })));

/** Receipts, about 190 KB a block. */
async function largeFile(path: string, blocks = 260): Promise<void> {
  const next = random(11);
  const file = createWriteStream(path);
  file.write("customer_id,customer_name,date,amount,product\n");
  for (let block = 0; block < blocks; block += 1) {
    const lines: string[] = [];
    for (let row = 0; row < 4_000; row += 1) {
      const day = `${2023 + next(3)}-${String(1 + next(12)).padStart(2, "0")}-${String(1 + next(28)).padStart(2, "0")}`;
      const customer = next(60_000);
      lines.push(`${String(customer).padStart(6, "0")},Customer number ${customer},${day},${next(50_000) / 100},P${next(200)}`);
    }
    if (!file.write(`${lines.join("\n")}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}

test("cancelling a large import takes effect at once, and the page goes on", async ({ app, page }, info) => {
  test.setTimeout(120_000);
  const path = info.outputPath("large.csv");
  await largeFile(path);
  await watchEngines(app);
  await app.open();
  await page.locator("#file").setInputFiles(path);
  // In the middle: bytes were read, and not all of them.
  const cancel = page.locator('[data-action="cancel"]');
  await expect(cancel).toBeVisible();
  await expect(page.locator('[role="progressbar"]')).toBeVisible();
  await expect
    .poll(async () => Number(await page.locator('[role="progressbar"]').getAttribute("aria-valuenow")), { intervals: [20] })
    .toBeGreaterThan(0);

  const took = await page.evaluate(
    (open) =>
      new Promise<{ shown: number; ended: number }>((done) => {
        const engines = (globalThis as WithEngines).engines;
        const reading = engines.find(({ sent, endedAt }) => endedAt === null && sent[0] === open);
        const pressed = performance.now();
        document.querySelector<HTMLElement>('[data-action="cancel"]')?.click();
        const look = () => {
          if (document.querySelector('[data-page="start"]')) {
            done({ shown: performance.now() - pressed, ended: (reading?.endedAt ?? Infinity) - pressed });
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
    OPEN,
  );
  expect(took.ended, "milliseconds until the engine is ended").toBeLessThan(300);
  expect(took.shown, "milliseconds until the start page stands").toBeLessThan(300);

  const truth = shop("sales.csv", PLAIN, 40);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  expect(Number(await app.stat("overview", "customers"))).toBeGreaterThan(0);
  await rm(path);
});

test("files are read alike with byte streams and without", async ({ app, page }, info) => {
  test.setTimeout(120_000);
  const path = info.outputPath("receipts.csv");
  // Several slices, and a last one that is not full.
  await largeFile(path, 50);
  const found: (string | null)[][] = [];
  for (const before of ["", "delete globalThis.ReadableStreamBYOBReader;\n"]) {
    await app.open({ rewrite: (name, text) => (name === "worker.js" ? before + text : text) });
    await page.locator("#file").setInputFiles(path);
    await app.analyse();
    const stats = await Promise.all(["revenue", "customers", "occasions"].map((id) => app.stat("overview", id)));
    found.push([...stats, await page.locator("footer.ledger").textContent()]);
  }
  expect(found[0]?.join()).toContain("200,000");
  expect(found[1]).toEqual(found[0]);
  await rm(path);
});

test("after a fault of the engine the page lives, and its state is said again", async ({ app, page }) => {
  await watchEngines(app);
  await app.open();
  const truth = shop("sales.csv", PLAIN);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  await app.go("segments");
  // State beyond the file: a view and a parameter.
  await page.evaluate(() => (location.hash = "#/customers"));
  await expect(page.locator('[data-page="customers"] a[href*="#/customer/"]').first()).toBeVisible();
  await app.go("overview");
  const revenue = await app.stat("overview", "revenue");

  await stopEngine(app);
  const notice = page.locator(".notices");
  await expect(notice).toContainText("The calculation stopped");
  await expect(notice).toContainText("It was started again with your file and settings");
  // The page lives while the file is read again: what was shown still is.
  expect(await app.stat("overview", "revenue")).toBe(revenue);
  await app.go("segments");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();

  // Lists need the rows: they are there again.
  await app.go("customers");
  await expect(page.locator('[data-page="customers"] a[href*="#/customer/"]').first()).toBeVisible();
  await page.locator('[data-page="customers"] a[href*="#/customer/"]').first().click();
  await expect(page.locator('[data-page="customer"]')).toBeVisible();
  const engines = await said(app);
  const last = engines.filter(({ ended, sent }) => !ended && sent.length > 0).at(-1);
  expect(last?.sent.slice(0, 2)).toEqual([OPEN, ANALYSE]);

  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).not.toContainText("The calculation stopped");
});

test("panels asked for while the state is said again wait for it", async ({ app, page }) => {
  await watchEngines(app);
  await app.open();
  const truth = shop("sales.csv", PLAIN);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
  // Panels are still to be computed ahead; one of them is asked for in the moment of the fault.
  await stopEngine(app);
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const look = () => {
          const live = (globalThis as WithEngines).engines.filter(({ endedAt }) => endedAt === null);
          if (live.at(-1)?.sent.length === 0) {
            location.hash = "#/segments";
            done();
          } else {
            setTimeout(look);
          }
        };
        look();
      }),
  );
  await expect(page.locator(".notices")).toContainText("The calculation stopped");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();
  await app.go("retention");
  await app.settled();
  expect(await page.locator('[data-page="retention"] .notice.bad').count()).toBe(0);
  const engines = await said(app);
  const last = engines.filter(({ ended, sent }) => !ended && sent.length > 0).at(-1);
  expect(last?.sent.slice(0, 2)).toEqual([OPEN, ANALYSE]);
});

test("after a fault an alarm that was dealt with does not ring again", async ({ app, page }) => {
  await watchEngines(app);
  await app.open();
  await app.openSample("deli");
  await app.go("retention");
  const silent = Number(await app.stat("silence", "silent"));
  await page.locator('[data-table="alarms"] a[href*="#/customer/"]').first().click();
  await page.locator('[data-action="snooze-alarm"]').click();
  await app.go("retention");
  await expect.poll(() => app.stat("silence", "silent")).toBe(String(silent - 1));
  await app.settled();

  await stopEngine(app);
  await expect(page.locator(".notices")).toContainText("It was started again");
  // A list needs the rows: when it stands, everything was said again.
  await app.go("customers");
  await expect(page.locator('[data-page="customers"] a[href*="#/customer/"]').first()).toBeVisible();
  await app.go("retention");
  await app.settled();
  expect(await app.stat("silence", "silent")).toBe(String(silent - 1));
});

test("a file that is another one by now is not read again, and what is shown stays", async ({ app, page }, info) => {
  await watchEngines(app);
  const path = info.outputPath("sales.csv");
  const truth = shop("sales.csv", PLAIN);
  await writeFile(path, truth.content);
  await app.open();
  await page.locator("#file").setInputFiles(path);
  await app.analyse();
  await app.settled();
  const revenue = await app.stat("overview", "revenue");

  await writeFile(path, "something else\n");
  await stopEngine(app);
  await expect(page.locator(".notices")).toContainText("could not be started again");
  await expect(page.locator(".notices")).toContainText("choose it again");
  expect(await app.stat("overview", "revenue")).toBe(revenue);
  await app.go("customers");
  await expect(page.locator('[data-page="customers"]')).toContainText("as they were stored");
  // The same file once more is all it takes.
  await writeFile(path, truth.content);
  await app.go("start");
  await page.locator("#file").setInputFiles(path);
  await app.analyse();
  expect(await app.stat("overview", "revenue")).toBe(revenue);
});

test("an error thrown in the engine is heard as well", async ({ app, page }) => {
  app.expectedErrors = [/thrown on purpose/];
  await app.open();
  await app.openSample("furniture");
  const customers = await app.stat("overview", "customers");
  for (const worker of page.workers()) {
    // A spare engine is replaced in silence; the one with the results with a notice.
    await worker.evaluate(() => void setTimeout(() => { throw new Error("thrown on purpose"); })).catch(() => {});
  }
  await expect(page.locator(".notices")).toContainText("The calculation stopped");
  await app.go("customers");
  await expect(page.locator('a[href*="#/customer/"]').first()).toBeVisible();
  await app.go("overview");
  expect(await app.stat("overview", "customers")).toBe(customers);
});

test("an engine that stops again and again is given up, and what is shown stays", async ({ app, page }) => {
  await watchEngines(app);
  await app.open();
  await app.openSample("furniture");
  const revenue = await app.stat("overview", "revenue");
  for (let stop = 0; stop < 6; stop += 1) {
    await stopEngine(app);
    // Long enough for the next engine to be there and to have its state.
    await page.waitForTimeout(700);
  }
  await expect(page.locator(".notices")).toContainText("could not be started again");
  expect(await app.stat("overview", "revenue")).toBe(revenue);
  await app.go("segments");
  await expect(page.locator('[data-panel="rfm"]')).toBeVisible();
  // The page can still open another file.
  await app.go("start");
  const truth = shop("sales.csv", PLAIN, 20);
  await app.chooseFile(truth.name, truth.content);
  await app.analyse();
});
