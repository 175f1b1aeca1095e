import type { ServerResponse } from "node:http";
import { securityHeaders } from "./security-headers.ts";

/** Answers with one line of text and the headers of everything shown in a browser. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...securityHeaders, "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(`${text}\n`);
}

/** Answers with JSON that no cache keeps. */
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
