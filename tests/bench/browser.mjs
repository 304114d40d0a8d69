// The budgets of speed and memory, measured in Chromium and printed beside what was measured.
//
// Usage: node browser.mjs DIST LINES FILE [LARGER_FILE]. LINES holds one JSON line for each native
// measurement and each peer (see `main.rs` and `peers.py`). The recipe is stored by a first import
// of the file's first rows; every timed import starts from a page that has just been loaded.

import { createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { loadavg, tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";

const require = createRequire(resolve("tests/e2e/package.json"));
const { chromium } = require("@playwright/test");

const [dist, lines, file, largerFile] = process.argv.slice(2);
const REPEATS = 3;
const DRAGS = 8;
const LINE = '.cut-line[data-param="value_frequency.average_cut"]';
const MIME = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const known = (await readFile(lines, "utf8"))
  .split("\n")
  .filter((line) => line.startsWith("{"))
  .map((line) => JSON.parse(line));
const peer = (tool) => known.find((line) => line.tool === tool);
const native = (path) => known.find((line) => line.file === path);

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
const firstRows = join(folder, "first-rows.csv");
const head = Buffer.alloc(200_000);
const handle = await open(file);
const { bytesRead } = await handle.read(head, 0, head.length, 0);
await handle.close();
await writeFile(firstRows, head.subarray(0, head.subarray(0, bytesRead).lastIndexOf(10) + 1));

const browser = await chromium.launch({
  executablePath: process.env.REGULARS_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage();
page.setDefaultTimeout(300_000);

// In the page: what the engine says and when, how long the page's own thread is busy, and a way to
// wait for a frame that shows something.
await page.addInitScript(() => {
  const bench = { tasks: [], said: [] };
  globalThis.bench = bench;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.tasks.push([task.startTime, task.duration]);
  }).observe({ type: "longtask" });
  const Engine = globalThis.Worker;
  globalThis.Worker = class extends Engine {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => {
        // A message begins with the number of its kind in `protocol::Event`.
        const kinds = ["ready", "progress", "preview", "read", "session", "finished", "working"];
        const [said] = data;
        const kind = kinds[said[0]];
        // Its last eight bytes are the share that is done.
        const share = () => new DataView(said.buffer, said.byteOffset + said.length - 8).getFloat64(0, true);
        bench.said.push([performance.now(), kind, kind === "working" ? share() : null]);
      });
    }
  };
  /** Calls `done` with the time after the first painted frame in which `shows` holds. */
  bench.painted = (shows) =>
    new Promise((done) => {
      const look = () =>
        shows() ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look);
      look();
    });
});

async function load() {
  await page.goto("about:blank");
  await page.goto(`${url}#/start`);
  await page.waitForSelector("#file:not([disabled])", { state: "attached" });
  await page.waitForTimeout(500);
}

/** Chooses the file, confirms as soon as the page lets it, waits for the painted overview. */
async function importFile(path) {
  await page.evaluate(() => {
    const { bench } = globalThis;
    bench.marks = {};
    const input = document.querySelector("#file");
    input.addEventListener("change", () => (bench.marks.chosen = performance.now()), { capture: true, once: true });
    const confirm = () => document.querySelector("[data-action=analyse]:not([disabled])");
    const complete = () => {
      const overview = document.querySelector("[data-page=overview]");
      const stats = ["revenue", "customers", "occasions"];
      return overview && stats.every((id) => overview.querySelector(`[data-stat=${id}]`)) && overview.querySelector("svg");
    };
    const watch = () => {
      const button = confirm();
      if (!button) return requestAnimationFrame(watch);
      bench.marks.confirmed = performance.now();
      button.click();
      return bench.painted(complete).then((at) => (bench.marks.painted = at));
    };
    watch();
  });
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => globalThis.bench.marks.painted);
  await page.waitForTimeout(300);
  const { marks, tasks, said } = await page.evaluate(() => globalThis.bench);
  const from = marks.chosen;
  const first = (kind) => said.find(([at, what]) => what === kind && at >= from)?.[0];
  const busy = (to) => Math.max(0, ...tasks.filter(([at]) => at >= from && at <= to).map(([, length]) => length));
  return {
    seconds: (marks.painted - from) / 1000,
    // Where the time goes: bytes to table, page until confirmed, summaries, overview, drawing.
    parts: {
      preview: first("preview") - from,
      read: first("read") - first("preview"),
      confirm: marks.confirmed - first("read"),
      analyse: first("session") - marks.confirmed,
      overview: first("finished") - first("session"),
      paint: marks.painted - first("finished"),
    },
    longest_ms: busy(marks.painted),
  };
}

async function memoryBytes() {
  const sizes = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => globalThis.engineMemoryBytes?.() ?? 0)),
  );
  return Math.max(...sizes);
}

async function timedImports(path, repeats) {
  const runs = [];
  let memory = 0;
  for (let run = 0; run < repeats; run += 1) {
    await load();
    runs.push(await importFile(path));
    memory = Math.max(memory, await memoryBytes());
  }
  runs.sort((a, b) => a.seconds - b.seconds);
  return { runs, best: runs[0], memory };
}

/** Drags a line between the groups: to the repaint after each move, and after the line rests. */
async function dragLine() {
  await page.evaluate(() => (location.hash = "#/segments"));
  const line = page.locator(LINE);
  await line.waitFor();
  await line.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500);
  const moved = [];
  const rested = [];
  for (let drag = 0; drag < DRAGS; drag += 1) {
    const box = await line.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.evaluate((selector) => {
      const bench = globalThis.bench;
      bench.drag = { moves: [] };
      const line = document.querySelector(selector);
      const before = line.dataset.value;
      const onMove = async () => {
        const from = performance.now();
        bench.drag.moves.push((await bench.painted(() => true)) - from);
      };
      line.addEventListener("pointermove", onMove);
      line.addEventListener(
        "pointerup",
        async () => {
          line.removeEventListener("pointermove", onMove);
          const from = performance.now();
          const value = () => document.querySelector(selector)?.dataset.value;
          bench.drag.rested = (await bench.painted(() => value() && value() !== before)) - from;
        },
        { once: true, capture: true },
      );
    }, LINE);
    await page.mouse.move(x, y);
    await page.mouse.down();
    const away = drag % 2 === 0 ? -40 : 40;
    await page.mouse.move(x, y + away, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => globalThis.bench.drag.rested);
    const drag_ms = await page.evaluate(() => globalThis.bench.drag);
    moved.push(...drag_ms.moves);
    rested.push(drag_ms.rested);
    await page.waitForTimeout(200);
  }
  return { moved: Math.max(...moved), rested: Math.max(...rested), median: middle(rested) };
}

/**
 * Opens the value page and takes the times of the shares of the work that `analysis::value` and
 * `customer_base::fit` say: the models are fitted on all days between 0.4 and 0.8, Gamma-Gamma and
 * the reference in the first two twelfths of that, then BG/NBD in one, MBG/NBD in one and
 * Pareto/NBD in eight; forecasts of every customer follow up to 0.82, their intervals and the totals
 * with theirs up to 0.9, and then the groups.
 */
async function valueModels() {
  const from = await page.evaluate(() => {
    location.hash = "#/value";
    return performance.now();
  });
  await page.waitForSelector('[data-panel="value"] [data-stat="clv_total"]');
  const said = await page.evaluate(() => globalThis.bench.said);
  const after = said.filter(([at]) => at >= from);
  const end = after.find(([, kind]) => kind === "finished")[0];
  const at = (share) => after.find(([, kind, done]) => kind === "working" && done >= share)?.[0] ?? end;
  const part = (number) => 0.4 + (0.4 * number) / 12;
  const foreseen = at(0.82) - at(0.8);
  return {
    whole: end - from,
    bg: at(part(3)) - at(part(0)) + foreseen,
    pareto: at(part(12)) - at(part(4)) + foreseen,
    intervals: at(0.9) - at(0.82),
  };
}

/**
 * Opens a page: to the frame in which all its panels are painted with figures of this import, those
 * apart that wait for the models of value and say how far these are.
 */
async function openPage(id) {
  return page.evaluate(async (id) => {
    const from = performance.now();
    location.hash = `#/${id}`;
    const busy = "[role=progressbar], [aria-busy=true]";
    const isPainted = (panel) =>
      panel.querySelector("[data-stat], table, .notice") && !panel.matches(busy) && !panel.querySelector(busy);
    // The panel of two ways waits for the models of value; its place says so.
    const waiting = id === "season" ? 1 : 0;
    const complete = () => {
      const place = document.querySelector(`[data-page="${id}"]`);
      const panels = [...(place?.querySelectorAll("[data-panel]:not([data-panel=two_ways])") ?? [])];
      return panels.length > 0 && panels.every(isPainted) && place.querySelectorAll(".computing").length <= waiting;
    };
    return (await globalThis.bench.painted(complete)) - from;
  }, id);
}

/** Opens pages when everything has been computed ahead, and each right after an import. */
async function pageTimes(path) {
  const ids = ["retention", "leaving", "ladder", "season"];
  const times = [];
  await load();
  await importFile(path);
  await page.waitForTimeout(8000);
  for (const id of ids) times.push([id, "at rest", await openPage(id)]);
  for (const id of ids) {
    await load();
    await importFile(path);
    times.push([id, "right after an import", await openPage(id)]);
  }
  return times;
}

/** Cancels in the midst of a reading: to the painted start page, and to the end of the worker. */
async function cancelImport(path) {
  await load();
  const before = new Set(page.workers());
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => {
    const bar = document.querySelector("[role=progressbar]");
    return Number(bar?.getAttribute("aria-valuenow")) >= 10 && document.querySelector("[data-action=cancel]");
  });
  const closed = Promise.race([...before].map((worker) => new Promise((done) => worker.once("close", done))));
  const from = performance.now();
  const shown = await page.evaluate(async () => {
    const from = performance.now();
    document.querySelector("[data-action=cancel]").click();
    const start = () =>
      document.querySelector("[data-page=start] #file:not([disabled]), #file:not([disabled])") &&
      !document.querySelector(".reading");
    return (await globalThis.bench.painted(start)) - from;
  });
  await closed;
  return { shown, ended: performance.now() - from };
}

/** Changes the recipe on the import page: to the painted preview, at rest and while rows are read. */
async function rereadPreview(path) {
  await load();
  await page.setInputFiles("#file", path);
  await page.waitForSelector("[data-action=analyse]:not([disabled])");
  const change = (mark, columns) =>
    page.evaluate(
      async ([mark, columns]) => {
        const select = document.querySelector("select[data-decision=delimiter]");
        const from = performance.now();
        select.value = mark;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        const heads = () => document.querySelectorAll("select[data-column]").length;
        return (await globalThis.bench.painted(() => heads() === columns)) - from;
      },
      [mark, columns],
    );
  const columns = await page.locator("select[data-column]").count();
  const rest = await change(";", 1);
  await page.waitForTimeout(60);
  const reading = await change(",", columns);
  return { rest, reading };
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

await load();
await importFile(firstRows);
const million = await timedImports(file, REPEATS);
const line = await dragLine();
const value = await valueModels();
const opened = await pageTimes(file);
const preview = await rereadPreview(file);
const cancel = await cancelImport(largerFile ?? file);
const larger = largerFile ? await timedImports(largerFile, 1) : null;
await browser.close();
server.close();
await rm(folder, { recursive: true });

const rows = native(file).rows;
const bytesARow = (memory, of) => (memory - native(of).dictionary_bytes) / native(of).rows;
const seconds = (value) => `${value.toFixed(3)} s`;
const ms = (value) => `${value.toFixed(0)} ms`;
const table = [];
const say = (what, measured, budget, holds) => table.push([holds === null ? "?" : holds ? "ok" : "OVER", what, measured, budget]);

const polars = peer("polars")?.seconds?.[0];
const { best } = million;
if (polars) {
  const times = best.seconds / polars;
  say(
    `${rows} rows, file chosen to overview painted`,
    `${seconds(best.seconds)} = ${times.toFixed(2)} × Polars (${seconds(polars)})`,
    "2 × Polars",
    times <= 2,
  );
} else {
  say(`${rows} rows, file chosen to overview painted`, seconds(best.seconds), "2 × Polars, which is not here", null);
}
if (larger) {
  const more = native(largerFile).rows / rows;
  const times = larger.best.seconds / best.seconds;
  say(
    `${native(largerFile).rows} rows, the same`,
    `${seconds(larger.best.seconds)} = ${times.toFixed(1)} × as long for ${more} × the rows`,
    `${(more * 1.1).toFixed(0)} ×`,
    times <= more * 1.1,
  );
}
for (const [what, of] of [[million, file], ...(larger ? [[larger, largerFile]] : [])]) {
  const bytes = bytesARow(what.memory, of);
  say(`memory of the worker after ${native(of).rows} rows`, `${bytes.toFixed(1)} bytes a row`, "80 bytes a row", bytes <= 80);
}
const busy = Math.max(...million.runs.map((run) => run.longest_ms));
say("longest busy stretch of the page's thread in an import", busy > 0 ? ms(busy) : "below 50 ms", "50 ms", busy <= 50);
say(`a dragged line, repainted after each move`, `${ms(line.moved)} at most`, "100 ms", line.moved <= 100);
say(
  `a dragged line let go, ${native(file).customers} customers regrouped and repainted`,
  `${ms(line.rested)} at most, ${ms(line.median)} in the middle`,
  "100 ms",
  line.rested <= 100,
);
const peers = peer("lifetimes")?.seconds;
for (const [what, ours, theirs, budget] of [
  ["BG/NBD with Gamma-Gamma", value.bg, peers?.bg_nbd_and_gamma_gamma, 10],
  ["Pareto/NBD", value.pareto, peers?.pareto_nbd, 30],
]) {
  const times = theirs ? (theirs * 1000) / ours : null;
  say(
    `${what}, ${native(file).customers} customers fitted and foreseen`,
    times ? `${ms(ours)} = 1/${times.toFixed(0)} of lifetimes (${seconds(theirs)})` : ms(ours),
    `1/${budget} of lifetimes${times ? "" : ", which is not here"}`,
    times && times >= budget,
  );
}
say("intervals of all of them", ms(value.intervals), "3000 ms", value.intervals <= 3000);
for (const [id, when, time] of opened) {
  say(`page ${id} opened ${when}`, ms(time), "300 ms", time <= 300);
}
say("a reading cancelled: start page painted", ms(cancel.shown), "300 ms", cancel.shown <= 300);
say("a reading cancelled: its worker ended", ms(cancel.ended), "300 ms", cancel.ended <= 300);
say("preview after a changed recipe", ms(preview.rest), "200 ms", preview.rest <= 200);
say("preview after a changed recipe, while rows are read", ms(preview.reading), "200 ms", preview.reading <= 200);

for (const run of million.runs) {
  const parts = Object.entries(run.parts).map(([part, value]) => `${part} ${value.toFixed(0)}`);
  console.log(`  import of ${rows} rows: ${seconds(run.seconds)} (ms: ${parts.join(", ")})`);
}
for (const tool of ["polars", "duckdb"]) {
  const found = peer(tool);
  console.log(found?.seconds ? `  ${tool} ${found.version}: ${found.seconds.map(seconds).join(", ")}` : `  ${tool}: not here, not measured`);
}
console.log(`  value page: ${ms(value.whole)} in all, three models fitted twice`);
console.log(`  load of the machine meanwhile: ${loadavg()[0].toFixed(1)}`);
console.log(
  "  memory is the worker's whole WebAssembly memory, which never shrinks: program, columns, what sorting them took, " +
    "summaries a customer, the overview; less the texts of ids and coded columns",
);
const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => row[at].length)));
for (const [verdict, what, measured, budget] of table) {
  console.log(`  ${verdict.padEnd(widths[0])}  ${what.padEnd(widths[1])}  ${measured.padEnd(widths[2])}  budget ${budget}`);
}
