// Loads both programs, then cuts the page off from the network, then starts it.
//
// The order is the promise: everything the page will ever need is fetched and compiled first; the
// second content security policy forbids every request from then on, and policies cannot be taken
// back; only then do the engine and the app, which can open files, run at all. The engine's worker
// is made from a Blob because such a worker inherits the policy in force, and one made from an
// address does not. It can be started again without the network.

/**
 * What the page may still do once it is closed: start workers made of memory, show its pictures.
 * Its style sheets are there already; one more from its own address would be a request, and may
 * carry text as any other.
 */
const LOCKDOWN_POLICY =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src 'none'; img-src data: blob:; " +
  "font-src 'none'; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'";

/**
 * Runs at the head of the engine's worker, before the glue's `wasm_bindgen` is called: waits for
 * the compiled module, and says so when it does not start. What memory the engine holds can be
 * asked by whoever inspects the worker (`cargo xtask bench` does).
 */
const STARTER = `
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data }).then(
    ({ memory }) => {
      self.engineMemoryBytes = () => memory.buffer.byteLength;
    },
    (error) => {
      self.postMessage([String(error)]);
    },
  );
};
`;

const UNREACHABLE = "A part of the page could not be fetched. Check the connection and load the page again";

const tag = document.querySelector("script[data-js]");

/** A failure with a sentence for the person. */
class BootError extends Error {
  constructor(sentence, cause) {
    super(sentence, { cause });
  }
}

/** Names what this browser lacks, or null. */
function missingFeature() {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.compile !== "function") return "WebAssembly";
  if (typeof Worker !== "function") return "Web Workers";
  if (typeof BigInt !== "function") return "BigInt";
  if (typeof ResizeObserver !== "function") return "ResizeObserver";
  return null;
}

/** Fetches one of the page's own files; unhashed names are checked for a newer version. */
async function get(address, cache) {
  let response;
  try {
    response = await fetch(address, { cache, credentials: "same-origin" });
  } catch (error) {
    throw new BootError(UNREACHABLE, error);
  }
  if (!response.ok) {
    throw new BootError(
      "A part of the page is missing on the server. Copy the whole build folder to it and load the page again",
      new Error(`${address}: ${response.status}`),
    );
  }
  return response;
}

/** Compiles while the bytes arrive where the server names their type, afterwards where not. */
async function compile(response) {
  const type = response.headers.get("content-type") ?? "";
  const streams = type.startsWith("application/wasm") && typeof WebAssembly.compileStreaming === "function";
  try {
    return streams
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    throw new BootError(
      "This browser could not compile the page. Update the browser, or allow WebAssembly for this page, and load it again",
      error,
    );
  }
}

function lockDown() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = LOCKDOWN_POLICY;
  document.head.append(policy);
}

/** Starts a worker from text: from memory, so that the policy of the page is its policy. */
function startWorker(parts, name) {
  const address = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const worker = new Worker(address, { name });
  URL.revokeObjectURL(address);
  return worker;
}

/** Takes every way out here and in a worker, as `attempts.js` says; `report` hears of each. */
function tryWaysOut({ waysOut, takeWaysOut }, report) {
  const base = document.baseURI.replace(/[?#].*$/, "");
  const ways = waysOut(base);
  takeWaysOut(ways, report);
  const open = new Set(ways.filter((way) => way.places.includes("worker")).map((way) => way.id));
  const program = `${waysOut}\n${takeWaysOut}\n` +
    `takeWaysOut(waysOut(${JSON.stringify(base)}), (what) => postMessage(what)).then(() => postMessage(null));`;
  const worker = startWorker([program], "attempts");
  const end = () => {
    worker.terminate();
    clearTimeout(patience);
    for (const id of open) report({ place: "worker", id, outcome: "unknown", by: "" });
    open.clear();
  };
  const patience = setTimeout(end, 10_000);
  worker.onerror = end;
  worker.onmessage = ({ data }) => {
    if (data === null) return end();
    open.delete(data.id);
    report(data);
  };
}

/** Every response the browser has counted, with the page itself. */
function requestsSoFar() {
  return performance.getEntriesByType("resource").length + 1;
}

async function boot() {
  const missing = missingFeature();
  if (missing !== null) {
    throw new BootError(
      "This browser is too old for Regulars. Use a current Firefox, Chrome, Edge or Safari",
      new Error(`${missing} is missing`),
    );
  }

  const [app, attempts, appModule, engineModule, engineGlue] = await Promise.all([
    import(new URL(tag.dataset.js, document.baseURI).href).catch((error) => {
      throw new BootError(UNREACHABLE, error);
    }),
    // As this script itself: asked for anew whenever the app is another one.
    import(`./attempts.js${new URL(import.meta.url).search}`).catch((error) => {
      throw new BootError(UNREACHABLE, error);
    }),
    get(tag.dataset.wasm, "default").then(compile),
    get("./worker_bg.wasm", "no-cache").then(compile),
    get("./worker.js", "no-cache").then((response) => response.text()),
  ]);

  lockDown();
  const lockedAt = performance.now();

  globalThis.regulars = Object.freeze({
    /** Starts an engine; it says `Ready` when it can be spoken to. */
    spawnEngine() {
      const worker = startWorker([engineGlue, STARTER], "engine");
      worker.postMessage(engineModule);
      return worker;
    },
    /** The ways out that `tryWaysOut` takes, without taking any. */
    waysOut: attempts.waysOut("").map(({ id, name, places }) => ({ id, name, places })),
    /** Really takes them; `report` hears what became of each. */
    tryWaysOut: (report) => tryWaysOut(attempts, report),
    /** Requests the browser made until the page was cut off. */
    requestsAtLockdown: requestsSoFar(),
    /** When it was cut off, in milliseconds since the page was opened. */
    lockedAt,
    /** The app's file name, which carries a hash of its content. */
    build: tag.dataset.wasm.replace(/^.*\//, "").replace(/_bg\.wasm$/, ""),
  });

  try {
    await app.default({ module_or_path: appModule });
  } catch (error) {
    throw new BootError("The page could not start. Load it again; if that does not help, update the browser", error);
  }
  document.getElementById("boot")?.remove();
}

boot().catch((error) => {
  console.error(error, error.cause);
  const text = document.getElementById("boot-text");
  text.textContent = error instanceof BootError ? error.message : "The page could not start. Load it again";
  text.className = "failed";
  text.parentElement.setAttribute("role", "alert");
  const details = document.createElement("p");
  details.id = "boot-details";
  details.textContent = String(error.cause ?? error);
  text.after(details);
});
