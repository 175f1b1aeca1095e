import http from "node:http";
import type { Socket } from "node:net";
import { listen, loginPage, type Upstream } from "./upstreams.ts";

/** A reverse proxy with a login. Must be closed. */
export interface LoginProxy extends Upstream {
  /** From now on every request gets the login page. */
  signOut(): void;
}

/** Starts a proxy in front of a server. As by default in many proxies, `Host` is that of the upstream, not its own. */
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
    // A handshake that succeeds is in none of the scenarios.
    passed.on("upgrade", (_, far) => far.destroy()).end();
  });
  return { ...(await listen(server)), signOut: () => void (isSignedIn = false) };
}
