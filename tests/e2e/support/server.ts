// Serves `dist` under any path, counts what is asked for, and can be killed.

import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AddressInfo } from "node:net";

/** The build under test: `dist`, or the folder named by REGULARS_DIST. */
export const DIST = process.env.REGULARS_DIST
  ? `${process.env.REGULARS_DIST.replace(/\/$/, "")}/`
  : fileURLToPath(new URL("../../../dist/", import.meta.url));

const MEDIA_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};

export interface Options {
  /** Where the page lives, with slashes at both ends. */
  mount?: string;
  /** What other hosts get wrong: wasm as a byte stream. */
  wasmType?: string;
  /** Files to answer with 404. */
  missing?: RegExp;
  /** What a text file says instead. */
  rewrite?: (name: string, text: string) => string;
}

export interface Served {
  /** The page's address. */
  url: string;
  /** Every path asked for, in order. */
  requests: string[];
  /** Ends the server and every connection to it. */
  kill(): Promise<void>;
}

export async function serve({ mount = "/", wasmType, missing, rewrite }: Options = {}): Promise<Served> {
  const requests: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const path = (request.url ?? "/").replace(/[?#].*$/, "");
    requests.push(path);
    const name = path.startsWith(mount) ? path.slice(mount.length) || "index.html" : "";
    try {
      if (!/^[\w.-]+$/.test(name) || missing?.test(name)) throw new Error("not served");
      const content = await readFile(join(DIST, name));
      const type = name.endsWith(".wasm") && wasmType ? wasmType : MEDIA_TYPES[extname(name)];
      response.writeHead(200, { "Content-Type": type ?? "application/octet-stream", "Cache-Control": "no-cache" });
      response.end(rewrite && !name.endsWith(".wasm") ? rewrite(name, content.toString("utf8")) : content);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain" });
      response.end("Not found\n");
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${mount}`,
    requests,
    kill: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
