// The privacy page's own attempts: every way out it knows, judged by the browser.

import { expect, REFUSED, test, type App } from "./support/app.ts";

/** What became of every attempt, as `way place: outcome (rule)`. */
async function tried(app: App): Promise<string[]> {
  return app.page.evaluate(() =>
    [...document.querySelectorAll("[data-attempt]")].flatMap((row) =>
      [...row.querySelectorAll("[data-place]")].map((cell) => {
        const { place, outcome } = (cell as HTMLElement).dataset;
        return `${(row as HTMLElement).dataset.attempt} ${place}: ${outcome} (${row.lastElementChild?.textContent})`;
      }),
    ),
  );
}

async function tryAll(app: App): Promise<void> {
  await app.page.locator('[data-action="try"]').click();
  await expect(app.page.locator('[data-outcome="waiting"]')).toHaveCount(0);
}

test("every way out is stopped by a named rule, from the page and from the worker", async ({ app, page }) => {
  app.expectedErrors = REFUSED;
  await app.open();
  const before = app.server.requests.length;
  await app.go("privacy");
  expect(await page.locator('[data-place="page"]').count()).toBeGreaterThan(13);
  expect(await page.locator('[data-place="worker"]').count()).toBeGreaterThan(7);
  expect(await page.locator('[data-outcome="waiting"]').count()).toBe(await page.locator("[data-outcome]").count());

  const started = Date.now();
  await tryAll(app);
  expect(Date.now() - started, "a few seconds").toBeLessThan(6_000);
  for (const attempt of await tried(app)) expect(attempt).toMatch(/: stopped \([a-z]+-src(-\w+)* |: stopped \(form-action /);
  await expect(page.locator("h1")).toContainText(/^\d+ attempts .* all stopped$/);
  await expect(page).toHaveURL(/#\/privacy/);

  // Again, with the same result: nothing of the first round is taken for an answer of the second.
  await tryAll(app);
  await expect(page.locator("h1")).toContainText("all stopped");
  expect(app.server.requests.length).toBe(before);
  await expect(page.locator("[data-requests]").first()).toHaveAttribute("data-requests", "0");
});

test("on a busy machine the attempts are judged all the same", async ({ app, page }) => {
  app.expectedErrors = REFUSED;
  await app.open();
  await app.go("privacy");
  await page.evaluate(() => {
    // Both the page's thread and every core are kept busy while the attempts run.
    for (let core = 0; core < navigator.hardwareConcurrency; core += 1) {
      const busy = URL.createObjectURL(new Blob(["for (;;);"]));
      Object.assign(globalThis, { [`busy${core}`]: new Worker(busy) });
    }
    setInterval(() => {
      const until = performance.now() + 60;
      while (performance.now() < until);
    }, 80);
  });
  await tryAll(app);
  for (const attempt of await tried(app)) expect(attempt).toContain(": stopped (");
});

test("an open door is told from a closed one", async ({ app, page }) => {
  // The second policy is taken out of the start script: what the first one allows does get out.
  app.expectedErrors = [...REFUSED, /./];
  await app.open({ rewrite: (name, text) => (name === "boot.js" ? text.replace(/^ {2}lockDown\(\);$/m, "") : text) });
  await app.go("privacy");
  await tryAll(app);
  const outcomes = await tried(app);
  const outcome = (attempt: string) => outcomes.find((line) => line.startsWith(`${attempt}:`))?.replace(/ \(.*$/, "").replace(/^.*: /, "");
  for (const way of ["fetch_own page", "fetch_own worker", "style_sheet page", "xhr page", "prefetch_own page"]) {
    expect(outcome(way), way).toBe("out");
  }
  for (const way of ["fetch_other page", "fetch_other worker", "image page", "eval page", "eval worker", "frame page", "form page"]) {
    expect(outcome(way), way).toBe("stopped");
  }
  // What nobody can judge is said to be that.
  expect(outcome("worker page")).toBe("unknown");
  await expect(page.locator('[data-attempt="worker"]')).toContainText("Could not be judged");
  await expect(page.locator("h1")).toContainText(/were not stopped$/);
  expect(app.server.requests.length).toBeGreaterThan(8);
});
