// A page under watch: whatever a test does with it, nothing may be refused by the policy, written
// to the console as an error, or asked of the network after the page was cut off.

import { test as base, expect, type Page } from "@playwright/test";
import { serve, type Options, type Served } from "./server.ts";

/** What a refused attempt leaves behind: the browser counts it as a request that never left. */
export const REFUSED = [
  /Content Security Policy/,
  /^(connect|img|script|style|font|worker|frame|form|default)-/,
  /^(https?|wss?):\/\/(localhost:\d+|regulars\.invalid)\//,
];

/** The page of one test. */
export interface App {
  page: Page;
  server: Served;
  /** Opens the start page and waits until the network is cut. */
  open(options?: Options): Promise<void>;
  /** Opens a generated sample and waits for the overview. */
  openSample(sample: "deli" | "furniture" | "online"): Promise<void>;
  /** Chooses a file and waits until it can be analysed. */
  chooseFile(name: string, content: string | Buffer): Promise<void>;
  /** Goes from the mapping to the overview. */
  analyse(): Promise<void>;
  /** Goes to a page by its entry in the navigation, or by its address where it has none. */
  go(place: string): Promise<void>;
  /** Loads the page again, and waits until the network is cut. */
  reload(): Promise<void>;
  /** Waits until what can be stored is stored. */
  settled(): Promise<void>;
  /** The addresses of the lists that a panel's tables and texts lead to, its figures as tables. */
  lists(panel: string): Promise<string[]>;
  /** The raw value of a named number, as the page carries it. */
  stat(panel: string, stat: string): Promise<string | null>;
  /** What is meant to be refused in this test. */
  expectedErrors: RegExp[];
}

interface Watched {
  violations: string[];
}

export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const errors: string[] = [];
    const lateRequests: string[] = [];
    let locked = false;
    let server: Served | undefined;

    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("request", (request) => {
      if (locked && !/^(blob|data):/.test(request.url())) lateRequests.push(request.url());
    });
    await page.addInitScript(() => {
      const watched: Watched = { violations: [] };
      Object.assign(globalThis, { watched });
      document.addEventListener("securitypolicyviolation", (event) => {
        watched.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });

    const app: App = {
      page,
      expectedErrors: [],
      get server() {
        if (!server) throw new Error("open the page first");
        return server;
      },
      async open(options) {
        locked = false;
        await server?.kill();
        server = await serve(options);
        await page.goto(server.url);
        await expect(page.locator("#boot")).toHaveCount(0);
        locked = true;
      },
      async openSample(sample) {
        await page.locator(`[data-sample="${sample}"]`).click();
        const overview = page.locator('[data-page="overview"]');
        const analyse = page.locator('[data-action="analyse"]:enabled');
        await expect(overview.or(analyse)).toBeVisible();
        if (await analyse.isVisible()) await analyse.click();
        await expect(overview).toBeVisible();
        await expect(page.locator('[data-panel="overview"] [data-stat="customers"]').first()).toBeVisible();
      },
      async chooseFile(name, content) {
        await page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
      },
      async analyse() {
        const button = page.locator('[data-action="analyse"]');
        await expect(button).toBeEnabled();
        await button.click();
        await expect(page.locator('[data-page="overview"]')).toBeVisible();
        await expect(page.locator('[data-panel="overview"] [data-stat="customers"]').first()).toBeVisible();
      },
      async go(place) {
        const entry = page.locator(`nav a[href^="#/${place}"]`).first();
        if (await entry.isVisible()) await entry.click();
        else await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
        await expect(page.locator(`[data-page="${place}"]`)).toBeVisible();
      },
      async reload() {
        locked = false;
        await page.reload();
        await expect(page.locator("#boot")).toHaveCount(0);
        locked = true;
      },
      async settled() {
        const stored = () =>
          page.evaluate(() => {
            const results = Object.keys(localStorage).filter((key) => key.includes("/results/"));
            return results.map((key) => localStorage.getItem(key)).join("").length;
          });
        let before = -1;
        await expect
          .poll(
            async () => {
              const now = await stored();
              const same = now > 0 && now === before;
              before = now;
              return same;
            },
            { intervals: [400] },
          )
          .toBe(true);
      },
      async lists(panel) {
        const place = page.locator(`[data-panel="${panel}"]`);
        const tables = place.locator('[data-action="table"][aria-pressed="false"]');
        while ((await tables.count()) > 0) await tables.first().click();
        const links = await place.locator('a[href^="#/customers?"]').evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
        return [...new Set(links)];
      },
      stat: (panel, stat) =>
        page.locator(`[data-panel="${panel}"] [data-stat="${stat}"]`).first().getAttribute("data-value"),
    };

    await use(app);

    const violations = await page
      .evaluate(() => (globalThis as unknown as { watched?: Watched }).watched?.violations ?? [])
      .catch(() => []);
    await server?.kill();
    const unexpected = (texts: string[]) =>
      texts.filter((text) => !app.expectedErrors.some((pattern) => pattern.test(text)));
    expect(unexpected(violations), "refused by the policy").toEqual([]);
    expect(unexpected(errors), "errors in the console").toEqual([]);
    expect(unexpected(lateRequests), "requests after the page was cut off").toEqual([]);
  },
});

export { expect };
