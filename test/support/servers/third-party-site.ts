import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Duplex } from "node:stream";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** Configuration of a third-party web server that hosts the console. */
export interface ThirdPartySite {
  folder: string;
  headers: OutgoingHttpHeaders;
  /** Path prefixes that are proxied, WebSockets included. */
  proxiedPaths: readonly string[];
  /** Port of this machine that they are proxied to. */
  gatewayPort: number;
}

/**
 * A web server that knows nothing of the console: serves a folder with `console.html` as fallback, and is a reverse proxy that
 * does not change `Host`. Must be closed.
 *
 * @param site read at each request, because the gateway may need the origin of this server before it has a port
 */
export async function openThirdPartySite(
  site: () => ThirdPartySite,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((asked, answer) => {
    const { folder, headers, proxiedPaths, gatewayPort } = site();
    const path = new URL(asked.url ?? "/", "http://any").pathname;
    if (proxiedPaths.some((prefix) => path.startsWith(prefix))) {
      const { method, url, headers: fields } = asked;
      const onward = request({ port: gatewayPort, host: "127.0.0.1", method, path: url, headers: fields }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
        reply.pipe(answer);
      });
      onward.on("error", () => answer.writeHead(502).end());
      answer.on("close", () => onward.destroy());
      asked.pipe(onward);
      return;
    }
    void fileFor(folder, path).then((file) => {
      answer.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(answer);
    });
  });
  server.on("upgrade", (asked: IncomingMessage, socket: Duplex, head: Buffer) =>
    passUpgrade(asked, socket, head, site()),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, close: () => end(server) };
}

async function fileFor(folder: string, path: string): Promise<string> {
  const file = join(folder, normalize(path));
  const isFile = await stat(file).then((found) => found.isFile(), () => false); // prettier-ignore
  return isFile ? file : join(folder, "console.html");
}

function passUpgrade(
  asked: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { proxiedPaths, gatewayPort }: ThirdPartySite,
): void {
  if (!proxiedPaths.some((prefix) => asked.url?.startsWith(prefix))) {
    socket.destroy();
    return;
  }
  const onward = connect(gatewayPort, "127.0.0.1", () => {
    const fields = asked.rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${asked.rawHeaders[index + 1] ?? ""}`] : [],
    );
    onward.write([`${asked.method ?? "GET"} ${asked.url ?? "/"} HTTP/1.1`, ...fields, "", ""].join("\r\n"));
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  for (const end of [socket, onward]) end.on("error", () => (socket.destroy(), onward.destroy()));
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
