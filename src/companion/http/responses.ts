import type { ServerResponse } from "node:http";
import { securityHeaders } from "./security-headers.ts";

/** Sends one line of text with the security headers. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...securityHeaders, "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(`${text}\n`);
}

/** Sends JSON that must not be cached. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object | null,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...securityHeaders,
    "content-type": "application/json",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify(body));
}
