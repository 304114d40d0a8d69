// The promise: everything is fetched first, then the network is cut, then files can be opened.

import { readFileSync, readdirSync } from "node:fs";
import { DIST, serve } from "./support/server.ts";
import { expect, REFUSED, test } from "./support/app.ts";

interface Regulars {
  spawnEngine(): Worker;
  requestsAtLockdown: number;
  lockedAt: number;
  build: string;
}

const LOAD_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'";

test("the shipped page carries the policy and nothing inline", () => {
  const html = readFileSync(`${DIST}index.html`, "utf8");
  expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${LOAD_POLICY}">`);
  expect(html.match(/<script\b/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script[^>]*>[^<]/);
  expect(html).not.toMatch(/<style\b|\sstyle=|\son\w+=/);
  expect(html).not.toMatch(/(src|href)="(\/|https?:)/);
});

test("no shipped text names another host", () => {
  for (const name of readdirSync(DIST).filter((name) => /\.(html|css|js)$/.test(name))) {
    // Comments of the generated glue name pages about the language.
    const text = readFileSync(`${DIST}${name}`, "utf8").replace(/^\s*\/\/.*$/gm, "");
    // A name of a namespace, and the host that cannot exist (RFC 2606), which is tried on request.
    const harmless = ["http://www.w3.org/", "https://regulars.invalid/"];
    const hosts = (text.match(/https?:\/\/[^\s"'`)<]+/g) ?? []).filter((url) => !harmless.some((start) => url.startsWith(start)));
    expect(hosts, name).toEqual([]);
  }
});

for (const mount of ["/", "/a/b/"]) {
  test(`the same dist runs at ${mount}`, async ({ app }) => {
    await app.open({ mount });
    const outside = app.server.requests.filter((path) => !path.startsWith(mount));
    expect(outside.filter((path) => path !== "/favicon.ico")).toEqual([]);
    const requests = await app.page.evaluate(() => {
      const { requestsAtLockdown, lockedAt } = (globalThis as unknown as { regulars: Regulars }).regulars;
      return { requestsAtLockdown, lockedAt };
    });
    expect(requests.requestsAtLockdown).toBeGreaterThan(5);
    expect(requests.lockedAt).toBeGreaterThan(0);
    const before = app.server.requests.length;
    await app.openSample("furniture");
    await app.go("customers");
    await expect(app.page.locator('a[href*="#/customer/"]').first()).toBeVisible();
    expect(app.server.requests.length).toBe(before);
    await expect(app.page.locator("[data-requests]").first()).toHaveAttribute("data-requests", "0");
  });
}

test("a server that misnames wasm still serves it", async ({ app }) => {
  await app.open({ wasmType: "application/octet-stream" });
});

test("page and engine are refused every way to the network", async ({ app }) => {
  app.expectedErrors = REFUSED;
  await app.open();
  const other = await serve();
  const before = app.server.requests.length;

  const fromPage = await app.page.evaluate(async (elsewhere) => {
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        return `${await what()}`;
      } catch (error) {
        return `refused: ${(error as Error).name}`;
      }
    };
    const loads = (element: HTMLElement & { src: string }, address: string) =>
      new Promise((done, fail) => {
        element.onload = () => done("loaded");
        element.onerror = () => fail(new TypeError("not loaded"));
        element.src = address;
        document.body.append(element);
      });
    const results: Record<string, string> = {};
    // The policy stays when the elements that carried it are taken away.
    for (const meta of document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')) meta.remove();
    const links = (kind: string, address: string) =>
      new Promise((done, fail) => {
        const link = document.createElement("link");
        link.rel = kind;
        link.href = address;
        link.onload = () => done("loaded");
        link.onerror = () => fail(new TypeError("not loaded"));
        document.head.append(link);
      });
    for (const [name, address] of [["own", "./worker.js"], ["other", elsewhere]]) {
      results[`style sheet ${name}`] = await attempt(() => links("stylesheet", `${address}?late`));
      results[`prefetch ${name}`] = await attempt(() => links("prefetch", `${address}?late`));
      results[`font ${name}`] = await attempt(() => new FontFace("late", `url(${address})`).load());
      results[`fetch ${name}`] = await attempt(() => fetch(address));
      results[`request ${name}`] = await attempt(() => {
        const request = new XMLHttpRequest();
        request.open("GET", address, false);
        request.send();
        return request.status;
      });
      results[`image ${name}`] = await attempt(() => loads(new Image() as never, address));
      results[`script ${name}`] = await attempt(() => loads(document.createElement("script") as never, address));
      results[`worker ${name}`] = await attempt(
        () =>
          new Promise((done, fail) => {
            const worker = new Worker(address);
            worker.onerror = () => fail(new TypeError("not started"));
            worker.onmessage = () => done("started");
            setTimeout(() => fail(new TypeError("silent")), 500);
          }),
      );
      results[`socket ${name}`] = await attempt(
        () =>
          new Promise((done, fail) => {
            const socket = new WebSocket(new URL(address, document.baseURI).href.replace(/^http/, "ws"));
            socket.onopen = () => done("open");
            socket.onerror = () => fail(new TypeError("not open"));
          }),
      );
      navigator.sendBeacon(address, "x");
    }
    results["eval"] = await attempt(() => new Function("return 1")());
    return results;
  }, other.url);
  for (const [way, result] of Object.entries(fromPage)) expect(result, way).toMatch(/^refused/);

  const engine = await app.page.evaluate(async (elsewhere) => {
    // A worker made the engine's way, from memory, to show what the engine may do.
    const code = `onmessage = async () => {
      const attempt = (what) => Promise.resolve().then(what).then(String, (error) => "refused: " + error.name);
      postMessage({
        own: await attempt(() => fetch(${JSON.stringify(document.baseURI)} + "worker.js")),
        other: await attempt(() => fetch(${JSON.stringify(elsewhere)})),
        script: await attempt(() => importScripts(${JSON.stringify(elsewhere)} + "worker.js")),
        eval: await attempt(() => new Function("return 1")()),
      });
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    return new Promise<Record<string, string>>((done) => {
      worker.onmessage = ({ data }) => done(data);
      worker.postMessage(0);
    });
  }, other.url);
  for (const [way, result] of Object.entries(engine)) expect(result, `worker: ${way}`).toMatch(/^refused/);

  expect(app.server.requests.length).toBe(before);
  expect(other.requests).toEqual([]);
  await other.kill();
});

test("the engine itself is refused the network", async ({ app }) => {
  app.expectedErrors = REFUSED;
  await app.open();
  const before = app.server.requests.length;
  await app.page.evaluate(() => {
    const { spawnEngine } = (globalThis as unknown as { regulars: Regulars }).regulars;
    Object.assign(globalThis, { spare: spawnEngine() });
  });
  await expect.poll(() => app.page.workers().length).toBeGreaterThan(0);
  for (const worker of app.page.workers()) {
    const result = await worker.evaluate((address) => fetch(address).then(String, (error) => error.name), app.server.url);
    expect(result).toBe("TypeError");
  }
  expect(app.server.requests.length).toBe(before);
});

test("an engine says it is ready, with the page's build, and can be started again without the network", async ({ app }) => {
  await app.open();
  await app.server.kill();
  const builds = await app.page.evaluate(async () => {
    const { spawnEngine } = (globalThis as unknown as { regulars: Regulars }).regulars;
    const builds: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const worker = spawnEngine();
      const ready = await new Promise<Uint8Array>((done, fail) => {
        worker.onmessage = ({ data }) => done(data[0]);
        worker.onerror = (event) => fail(new Error(event.message));
      });
      worker.terminate();
      // The variant's number, the length, the text.
      builds.push(new TextDecoder().decode(ready.slice(2)));
    }
    return builds;
  });
  expect(builds[0]).toMatch(/^\d+\.\d+\.\d+/);
  expect(builds[1]).toBe(builds[0]);
});

test("a missing part is a sentence, not an empty page", async ({ app }) => {
  app.expectedErrors = [/404/, /part of the page is missing/, /BootError/];
  const server = await serve({ missing: /^worker_bg/ });
  await app.page.goto(server.url);
  await expect(app.page.getByRole("alert")).toContainText("A part of the page is missing on the server");
  // The other parts may still be on their way.
  await app.page.waitForLoadState("networkidle");
  await server.kill();
});
