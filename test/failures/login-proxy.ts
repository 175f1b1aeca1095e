import http from "node:http";
import type { Socket } from "node:net";
import { listen, loginPage, type Upstream } from "./upstreams.ts";

/** A reverse proxy with accounts; must be closed. */
export interface LoginProxy extends Upstream {
  /** From now on everybody gets the login page. */
  signOut(): void;
}

/** Stands before a server as proxies do that nobody told otherwise: it names the host that it calls, not its own. */
export async function openLoginProxy(url: string): Promise<LoginProxy> {
  const { host, hostname, port } = new URL(url);
  let isSignedIn = true;
  const pass = ({ method, url: path, headers }: http.IncomingMessage) =>
    http.request({ hostname, port, method, path, headers: { ...headers, host } });

  const server = http.createServer((request, response) => {
    if (!isSignedIn) {
      response.writeHead(200, { "content-type": "text/html" }).end(loginPage);
      return;
    }
    const passed = pass(request).on("error", () => response.destroy());
    passed.on("response", (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passed);
  });
  server.on("upgrade", (request: http.IncomingMessage, socket: Socket) => {
    const passed = pass(request).on("error", () => socket.destroy());
    passed.on("response", ({ statusCode, statusMessage }) => {
      socket.end(`HTTP/1.1 ${String(statusCode)} ${statusMessage ?? ""}\r\ncontent-length: 0\r\n\r\n`);
    });
    // A handshake that succeeds is none of the scenes.
    passed.on("upgrade", (_, far) => far.destroy()).end();
  });
  return { ...(await listen(server)), signOut: () => void (isSignedIn = false) };
}
