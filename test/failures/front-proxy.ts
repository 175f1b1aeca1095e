import http from "node:http";
import type { Socket } from "node:net";
import { platformPrefix } from "../../src/wire/paths.ts";
import { listen, type Upstream } from "./upstreams.ts";

/** Answers a request in the server's place, or has it passed on. */
export type FrontAnswer = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  pass: () => http.ClientRequest,
) => void;

/** Starts a reverse proxy in front of a server. As by default in many proxies, `Host` is that of the upstream, not its own. */
export async function openFrontProxy(url: string, answer: FrontAnswer): Promise<Upstream> {
  const { host, hostname, port } = new URL(url);
  const pass = ({ method, url: path, headers }: http.IncomingMessage) =>
    http.request({ hostname, port, method, path, headers: { ...headers, host } });

  const server = http.createServer((request, response) =>
    answer(request, response, () => {
      const passed = pass(request).on("error", () => response.destroy());
      passed.on("response", (far) => {
        response.writeHead(far.statusCode!, far.headers);
        far.on("error", () => response.destroy()).pipe(response);
      });
      return request.pipe(passed);
    }),
  );
  server.on("upgrade", (request: http.IncomingMessage, socket: Socket) => {
    const passed = pass(request).on("error", () => socket.destroy());
    passed.on("response", ({ statusCode, statusMessage }) => {
      socket.end(`HTTP/1.1 ${String(statusCode)} ${statusMessage ?? ""}\r\ncontent-length: 0\r\n\r\n`);
    });
    // A handshake that succeeds is in none of the scenarios.
    passed.on("upgrade", (_, far) => far.destroy()).end();
  });
  return listen(server);
}

/** Starts one that passes the page on, and answers the calls of the platform by itself. */
export function openCallProxy(url: string, answer: FrontAnswer): Promise<Upstream> {
  return openFrontProxy(url, (request, response, pass) => {
    if (request.url!.startsWith(platformPrefix)) answer(request, response, pass);
    else pass();
  });
}
