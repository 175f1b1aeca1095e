import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { codingFor, pack, type ContentCoding } from "./content-coding.ts";
import { earlyFiles } from "./early-files.ts";
import { sendText } from "./responses.ts";
import type { HttpHandler } from "./rpc-handler.ts";
import { contentSecurityPolicy, jqWorkerPolicy, securityHeaders } from "./security-headers.ts";

const contentTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

const incompressible = new Set([".ico", ".png", ".wav", ".webp", ".woff2"]);
/** Smallest file that is compressed, in bytes: smaller ones fit into one packet. */
const minPackedBytes = 1024;

/** The one script that compiles WebAssembly. */
const jqWorker = /^\/assets\/jq-worker-[\w-]+\.js$/;

interface StoredFile {
  body: Buffer;
  type: string;
  cacheControl: string;
  /** Without quotes. */
  tag: string;
  canPack: boolean;
  /** Compressed at the first request that takes the coding. */
  packed: Map<ContentCoding, Promise<Buffer>>;
}

/**
 * Serves a built page from memory: a snapshot of the folder, so that a page never loads the
 * files of another build and no request can reach a file outside the folder.
 *
 * A path that looks like a route of the page gets `console.html`, and so does `/index.html`, whose file is for servers without a
 * platform; any other unknown path gets 404.
 *
 * @param callableOrigins other origins that the page may call
 * @throws Error when the folder has no `console.html`
 */
export async function loadStaticFiles(folder: string, callableOrigins: readonly string[] = []): Promise<HttpHandler> {
  const policy = { "content-security-policy": contentSecurityPolicy(callableOrigins) };
  const jqPolicy = { "content-security-policy": jqWorkerPolicy };
  const files = await readAll(folder);
  const index = files.get("/console.html");
  if (index === undefined) throw new Error(`there is no console.html in ${folder}`);
  files.set("/index.html", index);
  const linkOf = earlyFiles(files.get("/first-files.json")?.body.toString());
  return (request, response) => {
    const path = pathOf(request);
    const file = path === undefined ? undefined : (files.get(path) ?? (isPageRoute(path) ? index : undefined));
    if (file === undefined) sendText(response, 404, "Not found");
    else if (request.method === "GET" || request.method === "HEAD") {
      const link = file === index ? linkOf(path!) : undefined;
      const headers = { ...(jqWorker.test(path!) ? jqPolicy : policy), ...(link !== undefined && { link }) };
      void send(file, request, response, headers);
    } else sendText(response, 405, "Method not allowed", { allow: "GET, HEAD" });
  };
}

async function readAll(folder: string): Promise<Map<string, StoredFile>> {
  const files = new Map<string, StoredFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).replaceAll(sep, "/")}`;
    const body = await readFile(file);
    files.set(path, {
      body,
      type: contentTypes[extname(path)] ?? "application/octet-stream",
      // The build puts a hash of the contents into the names under assets/.
      cacheControl: path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      canPack: body.length >= minPackedBytes && !incompressible.has(extname(path)),
      tag: createHash("sha256").update(body).digest("base64url").slice(0, 22),
      packed: new Map(),
    });
  }
  return files;
}

/** The decoded path of a request; `undefined` when it is malformed. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent((request.url ?? "").split("?", 1)[0] ?? "");
  } catch {
    // A percent sign that encodes nothing: no file has such a name.
    return undefined;
  }
}

/** Pages of one request, its replay, one workflow, session or error group, whatever characters its id has. */
const idRoute = /^\/(request|workflow|session|error|replay)\/./s;

/** Routes are words between slashes; files and gRPC methods have a dot. */
function isPageRoute(path: string): boolean {
  return (
    (idRoute.test(path) || /^\/$|^(\/[\w-]+)+\/?$/.test(path)) &&
    !/^\/(assets|realms|clients|bridge|v3|archive\/api)(\/|$)/.test(path)
  );
}

async function send(
  file: StoredFile,
  request: IncomingMessage,
  response: ServerResponse,
  more: Record<string, string>,
): Promise<void> {
  const coding = file.canPack ? codingFor(request.headers["accept-encoding"]) : undefined;
  const tag = coding ? `"${file.tag}-${coding}"` : `"${file.tag}"`;
  const headers = {
    ...securityHeaders,
    ...more,
    "cache-control": file.cacheControl,
    etag: tag,
    ...(file.canPack && { vary: "accept-encoding" }),
  };
  if (knows(request.headers["if-none-match"], tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = coding ? await packedOnce(file, coding) : file.body;
  response.writeHead(200, {
    ...headers,
    "content-type": file.type,
    "content-length": body.length,
    ...(coding && { "content-encoding": coding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function packedOnce({ body, packed }: StoredFile, coding: ContentCoding): Promise<Buffer> {
  const packing = packed.get(coding) ?? pack(body, coding);
  packed.set(coding, packing);
  return packing;
}

function knows(header: string | undefined, tag: string): boolean {
  return header === "*" || (header ?? "").split(",").some((known) => known.trim().replace(/^W\//, "") === tag);
}
