import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { WebHandler } from "../../emulator/http/web-handler.ts";
import { bodyIdleMs, readBody, webStream } from "./read-body.ts";
import type { HttpHandler } from "./rpc-handler.ts";
import { securityHeaders } from "./security-headers.ts";

/** Adapts a handler of Fetch requests to Node's; `otherwise` handles what it leaves. */
export function createWebEndpoint(
  handle: WebHandler,
  otherwise: HttpHandler,
  onFault: (fault: unknown) => void,
): HttpHandler {
  return (request, response) => {
    answer(handle, otherwise, request, response).catch((fault: unknown) => {
      // A client that disconnects while it sends or reads is not a fault.
      if (!request.destroyed && !response.destroyed) onFault(fault);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { ...securityHeaders }).end();
    });
  };
}

async function answer(
  handle: WebHandler,
  otherwise: HttpHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await handle(requestOf(request));
  if (answer === undefined) {
    otherwise(request, response);
    return;
  }
  response.writeHead(answer.status, {
    ...securityHeaders,
    "cache-control": "no-store",
    ...Object.fromEntries(answer.headers),
  });
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as NodeStream), response);
}

function requestOf(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 has its request line in pseudo-headers.
    if (value !== undefined && !name.startsWith(":"))
      headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const host = (request.headers[":authority"] as string | undefined) ?? request.headers.host ?? "localhost";
  headers.set("host", host);
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://${host}${request.url ?? "/"}`, {
    method,
    headers,
    ...(hasBody && { body: webStream(() => readBody(request, { idleMs: bodyIdleMs })), duplex: "half" }),
  });
}
