// The journey of the budget in Chromium: from file chosen to the first complete overview painted.
//
// Usage: node browser.mjs DIST FILE [REPEATS]. Prints one JSON line: seconds of each run, the
// longest task of the page's own thread while it went on, and the engine's memory afterwards.
// The recipe is stored by a first import of the file's first rows; every run starts from a page
// that has just been reloaded.

import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";

const require = createRequire(resolve("tests/e2e/package.json"));
const { chromium } = require("@playwright/test");

const [dist, file, repeats = "3"] = process.argv.slice(2);
const MIME = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const name = join(resolve(dist), path.endsWith("/") ? `${path}index.html` : path);
  try {
    await stat(name);
    response.setHeader("content-type", MIME[extname(name)] ?? "application/octet-stream");
    createReadStream(name).pipe(response);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/`;

const folder = await mkdtemp(join(tmpdir(), "regulars-bench-"));
const small = join(folder, "first-rows.csv");
const head = Buffer.alloc(200_000);
const handle = await open(file);
const { bytesRead } = await handle.read(head, 0, head.length, 0);
await handle.close();
await writeFile(small, head.subarray(0, head.subarray(0, bytesRead).lastIndexOf(10) + 1));

const browser = await chromium.launch({
  executablePath: process.env.REGULARS_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await (await browser.newContext()).newPage();

/** Chooses the file, confirms as soon as the page lets it, waits for the painted overview. */
async function importFile(path) {
  await page.evaluate(() => {
    const bench = { tasks: [], marks: {} };
    globalThis.bench = bench;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) bench.tasks.push(task.duration);
    }).observe({ type: "longtask" });
    const input = document.querySelector("#file");
    input.addEventListener("change", () => (bench.marks.chosen = performance.now()), { capture: true, once: true });
    const complete = () => {
      const stats = ["revenue", "customers", "occasions"];
      const overview = document.querySelector("[data-page=overview]");
      return overview && stats.every((id) => overview.querySelector(`[data-stat=${id}]`)) && overview.querySelector("svg");
    };
    const watch = () => {
      const confirm = document.querySelector("[data-action=analyse]");
      if (confirm && !confirm.disabled && !bench.marks.confirmed) {
        bench.marks.confirmed = performance.now();
        confirm.click();
      }
      if (bench.marks.confirmed && complete()) {
        requestAnimationFrame(() => setTimeout(() => (bench.marks.painted = performance.now())));
        return;
      }
      requestAnimationFrame(watch);
    };
    watch();
  });
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => globalThis.bench.marks.painted, null, { timeout: 300_000 });
  const { marks, tasks } = await page.evaluate(() => globalThis.bench);
  return {
    seconds: (marks.painted - marks.chosen) / 1000,
    reading: (marks.confirmed - marks.chosen) / 1000,
    longest: Math.max(0, ...tasks) / 1000,
  };
}

await page.goto(url);
await page.waitForSelector("#file:not([disabled])", { state: "attached" });
await importFile(small);
const runs = [];
let memory = null;
for (let run = 0; run < Number(repeats); run += 1) {
  await page.goto("about:blank");
  await page.goto(`${url}#/start`);
  await page.waitForSelector("#file:not([disabled])", { state: "attached" });
  await page.waitForTimeout(500);
  runs.push(await importFile(file));
  const worker = page.workers().at(-1);
  memory = await worker.evaluate(() => globalThis.engineMemoryBytes?.() ?? null);
}
await browser.close();
server.close();
await rm(folder, { recursive: true });

const best = (key) => Math.min(...runs.map((run) => run[key]));
console.log(
  JSON.stringify({
    tool: "regulars",
    seconds: runs.map((run) => Number(run.seconds.toFixed(3))).sort((a, b) => a - b),
    reading_seconds: Number(best("reading").toFixed(3)),
    longest_task_seconds: Number(Math.max(...runs.map((run) => run.longest)).toFixed(3)),
    memory_bytes: memory,
  }),
);
