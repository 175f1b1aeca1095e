import { open, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { LaunchFile } from "../../wire/launch-file.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isOwnPage } from "../http/same-origin.ts";
import { securityHeaders } from "../http/security-headers.ts";

/**
 * Creates the endpoint that hands the files of the command line to the page of this server, and to nobody else: the list, and each
 * as a stream. They are read where they are; nothing of them is stored.
 *
 * @param paths of files; their order is that of the list
 */
export function createLaunchFilesEndpoint(paths: readonly string[]): HttpHandler {
  return (request, response) => {
    if (request.method !== "GET") return sendJson(response, 405, { reason: "GET reads files" }, { allow: "GET" });
    if (!isFromOwnPage(request))
      return sendJson(response, 403, { reason: "only the page of this server may read files" });
    const file = new URL(request.url ?? "", "http://localhost").searchParams.get("file");
    const path = file !== null && /^\d{1,6}$/.test(file) ? paths[Number(file)] : undefined;
    if (file !== null && path === undefined) return sendJson(response, 404, { reason: "there is no such file" });
    void (path === undefined ? sendList(paths, response) : sendFile(path, response)).catch((error: unknown) => {
      // The page reads a response that was cut as a failure.
      if (response.headersSent) return response.destroy();
      sendJson(response, 500, { reason: String(error) });
    });
  };
}

/** Browsers say of a GET by `Sec-Fetch-Site` whose page it comes from, and leave `Origin` out. */
function isFromOwnPage({ headers }: IncomingMessage): boolean {
  return headers["sec-fetch-site"] === "same-origin" || isOwnPage(headers);
}

async function sendList(paths: readonly string[], response: ServerResponse): Promise<void> {
  const list = paths.map(async (path): Promise<LaunchFile> => {
    const { size, mtimeMs } = await stat(path);
    return { name: basename(path), sizeBytes: size, modifiedMs: Math.trunc(mtimeMs) };
  });
  sendJson(response, 200, await Promise.all(list));
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  response.writeHead(200, {
    ...securityHeaders,
    "content-type": "application/octet-stream",
    "content-disposition": "attachment",
    "cache-control": "no-store",
    "content-length": size,
  });
  // A log may grow while it is read: what was there at first is whole.
  if (size === 0) response.end();
  else await pipeline(file.createReadStream({ end: size - 1, autoClose: false }), response);
}
