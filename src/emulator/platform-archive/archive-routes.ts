import { bodyStream } from "../http/body-stream.ts";
import type { TokenIssuer } from "../token.ts";
import type { WebHandler } from "../http/web-handler.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import type { Archive, ArchivedRecognition } from "./archive.ts";
import { readArchivePath, type ArchiveTarget } from "./archive-paths.ts";
import { readListQuery, select } from "./archive-query.ts";
import { createDataFormat } from "./archive-v1.ts";
import { createEnvelopeFormat } from "./archive-v3.ts";
import { rangeOf } from "../http/byte-range.ts";

/** What the archive's interface needs. */
export interface ArchiveRoutesOptions {
  archive: Archive;
  /** Verifies the tokens that version 3 requires; default: no token is required. */
  tokens?: Pick<TokenIssuer, "verify">;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** The archive over HTTP in its three generations. */
export function archiveRoutes({ archive, tokens, now = Date.now }: ArchiveRoutesOptions): WebHandler {
  const formats = { 1: createDataFormat(archive), 2: createDataFormat(archive), 3: createEnvelopeFormat(now) };

  return async (request) => {
    const url = new URL(request.url);
    const path = readArchivePath(url.pathname);
    if (!path) return undefined;
    const { generation, target } = path;
    const format = formats[generation];
    const isHead = request.method === "HEAD" && generation === 3 && target.kind === "part" && target.part === "audio";
    if (request.method !== "GET" && !isHead) return format.notAllowed();
    if (target.kind === "probe") return Response.json({ status: "ok" });
    if (generation === 3 && tokens && !(await isKnown(request, tokens))) return format.denied();
    return answer(target, format, url, request);
  };

  function answer(target: ArchiveTarget, format: ArchiveFormat, url: URL, request: Request): Response {
    if (target.kind === "list") {
      const query = readListQuery(url.searchParams, format.hasPages);
      if (Array.isArray(query)) return format.invalid(query);
      const { by } = target;
      const records = archive.list(target.clientId).filter((record) => !by || record[by.name] === by.id);
      return format.list(select(records, query));
    }
    if (target.kind !== "part") return format.notFound();
    const record = archive.list(target.clientId).find((each) => format.idOf(each) === target.requestId);
    if (!record) return format.notFound();
    return target.part === "audio" ? sound(record, format, request) : format.part(record, target.part);
  }

  function sound(record: ArchivedRecognition, format: ArchiveFormat, request: Request): Response {
    const size = record.audioBytes;
    const range = format.hasPages ? rangeOf(request.headers.get("range"), size) : { start: 0, end: size };
    if (range === "none of it") {
      return new Response(null, { status: 416, headers: { "content-range": `bytes */${String(size)}` } });
    }
    const { start, end } = range;
    const isPart = end - start < size;
    const headers = {
      "content-type": "audio/wav",
      "content-length": String(end - start),
      ...(format.hasPages && { "accept-ranges": "bytes" }),
      ...(isPart && { "content-range": `bytes ${String(start)}-${String(end - 1)}/${String(size)}` }),
    };
    const body = request.method === "HEAD" ? null : bodyStream(archive.audio(record, start, end));
    return new Response(body, { status: isPart ? 206 : 200, headers });
  }
}

async function isKnown(request: Request, tokens: Pick<TokenIssuer, "verify">): Promise<boolean> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return token !== undefined && (await tokens.verify(token)) !== undefined;
}
