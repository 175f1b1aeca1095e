import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Answers with the files of a folder below a path, as any web server does: no headers, no fallback. @param prefix ends with a slash */
export function plainFiles(folder: string, prefix: string): RequestListener {
  return (request, response) => {
    const path = new URL(request.url ?? "/", "http://any").pathname;
    const name = path === prefix ? "index.html" : path.slice(prefix.length);
    const file = path.startsWith(prefix) ? readFile(join(folder, normalize(name))) : Promise.reject(new Error(path));
    file.then(
      (body) =>
        response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" }).end(body),
      () => response.writeHead(404).end("not here"),
    );
  };
}

/** A server that can be stopped, and started again at the same address. */
export interface StoppableSite {
  readonly origin: string;
  /** @param handle answers from now on */
  start(handle: RequestListener): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server at a free port of this machine. Must be stopped. */
export async function openStoppableSite(handle: RequestListener): Promise<StoppableSite> {
  let server = createServer(handle);
  let port = 0;
  const listen = () => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen();
  port = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    async start(next) {
      server = createServer(next);
      await listen();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
