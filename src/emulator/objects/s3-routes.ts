import { rangeOf } from "../http/byte-range.ts";
import { bodyStream } from "../http/body-stream.ts";
import type { WebHandler } from "../http/web-handler.ts";
import { readAwsChunks } from "./aws-chunked.ts";
import type { ObjectStore, StoredObject, Upload } from "./object-store.ts";
import { checkSignature, isSigned } from "./signature.ts";
import { S3Error } from "./s3-error.ts";
import { listXml, tag, xmlResponse } from "./s3-xml.ts";

/** Largest list of parts that completes an upload, in bytes. */
const maxXmlBytes = 1024 * 1024;
const maxKeys = 1000;

/**
 * The subset of S3 that clients need to upload a recording: path-style buckets and objects, multipart uploads. It handles requests
 * that are signed with version 4 and the demo keys.
 */
export function s3Routes(store: ObjectStore, now: () => number = Date.now): WebHandler {
  return async (request) => {
    if (!isSigned(request)) return undefined;
    try {
      checkSignature(request, now());
      return await answer(request);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // The rest of an upload that was refused.
      await request.body?.cancel().catch(() => undefined);
      const { code, message, status } = error;
      const body =
        request.method === "HEAD" ? "" : tag("Error", tag("Code", code, true) + tag("Message", message, true));
      return xmlResponse(body, status);
    }
  };

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url);
    const [bucket = "", ...rest] = pathname.slice(1).split("/").map(decodeName);
    const name = rest.join("/");
    if (bucket === "") return listBuckets();
    return name === "" ? ofBucket(request, bucket, query) : ofObject(request, bucket, name, query);
  }

  function listBuckets(): Response {
    const buckets = store.buckets().map((each) => tag("Bucket", tag("Name", each, true) + tag("CreationDate", new Date(now()).toISOString(), true))); // prettier-ignore
    return xmlResponse(tag("ListAllMyBucketsResult", tag("Buckets", buckets.join(""))));
  }

  function ofBucket(request: Request, bucket: string, query: URLSearchParams): Response {
    switch (request.method) {
      case "PUT":
        store.makeBucket(bucket);
        return new Response(null, { headers: { location: `/${bucket}` } });
      case "HEAD":
        if (!store.hasBucket(bucket)) throw new S3Error(404, "NoSuchBucket", "there is no such bucket");
        return new Response(null);
      case "DELETE":
        store.removeBucket(bucket);
        return new Response(null, { status: 204 });
      case "GET":
        if (query.has("location")) return xmlResponse(tag("LocationConstraint", ""));
        if ([...query.keys()].some((each) => subresources.has(each))) throw notImplemented();
        return list(bucket, query);
      default:
        throw notImplemented();
    }
  }

  function list(bucket: string, query: URLSearchParams): Response {
    const prefix = query.get("prefix") ?? "";
    const after = query.get("continuation-token") ?? query.get("start-after") ?? query.get("marker") ?? "";
    const found = store.list(bucket).filter(({ name }) => name.startsWith(prefix) && name > after);
    const limit = Math.min(maxKeys, Number(query.get("max-keys") ?? maxKeys) || 0);
    return xmlResponse(listXml(bucket, prefix, found.slice(0, limit), found.length > limit, query.get("encoding-type") === "url")); // prettier-ignore
  }

  async function ofObject(request: Request, bucket: string, name: string, query: URLSearchParams): Promise<Response> {
    const uploadId = query.get("uploadId");
    const contentType = request.headers.get("content-type") ?? "application/octet-stream";
    switch (request.method) {
      case "PUT": {
        if (request.headers.has("x-amz-copy-source")) throw notImplemented();
        const upload = uploadOf(request, contentType);
        const stored =
          uploadId === null ? store.put(bucket, name, upload) : store.putPart(uploadId, partNumber(query), upload);
        return new Response(null, { headers: { etag: `"${(await stored).etag}"` } });
      }
      case "POST": {
        const where = tag("Bucket", bucket, true) + tag("Key", name, true);
        if (query.has("uploads")) {
          const id = store.begin(bucket, name, contentType);
          return xmlResponse(tag("InitiateMultipartUploadResult", where + tag("UploadId", id, true)));
        }
        if (uploadId === null) throw notImplemented();
        const { etag } = await store.complete(uploadId, partNumbers(await readXml(request)));
        return xmlResponse(tag("CompleteMultipartUploadResult", where + tag("ETag", `"${etag}"`, true)));
      }
      case "DELETE":
        await (uploadId === null ? store.remove(bucket, name) : store.abort(uploadId));
        return new Response(null, { status: 204 });
      case "GET":
      case "HEAD":
        return content(request, bucket, name);
      default:
        throw notImplemented();
    }
  }

  function content(request: Request, bucket: string, name: string): Response {
    const object = store.find(bucket, name);
    if (!object) throw new S3Error(404, "NoSuchKey", "there is no such object");
    const range = rangeOf(request.headers.get("range"), object.sizeBytes);
    if (range === "none of it") throw new S3Error(416, "InvalidRange", "the object is shorter");
    const { start, end } = range;
    const isPart = end - start < object.sizeBytes;
    const size = String(object.sizeBytes);
    const headers = {
      "accept-ranges": "bytes",
      "content-type": object.contentType,
      "content-length": String(end - start),
      etag: `"${object.etag}"`,
      "last-modified": new Date(object.storedAtMs).toUTCString(),
      ...(isPart && { "content-range": `bytes ${String(start)}-${String(end - 1)}/${size}` }),
    };
    const body = request.method === "HEAD" ? null : bodyStream(readable(object, start, end));
    return new Response(body, { status: isPart ? 206 : 200, headers });
  }

  function readable(object: StoredObject, start: number, end: number) {
    return store.read(object, start, end);
  }
}

/** Subresources of a bucket that are not implemented. */
const subresources = new Set(["acl", "policy", "versioning", "versions", "tagging", "lifecycle", "cors", "uploads"]);

function notImplemented(): S3Error {
  return new S3Error(501, "NotImplemented", "this store does not do that");
}

function decodeName(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    throw new S3Error(400, "InvalidURI", "the path is not percent-encoded UTF-8");
  }
}

function uploadOf(request: Request, contentType: string): Upload {
  const body = (request.body ?? bodyStream(nothing())) as unknown as AsyncIterable<Uint8Array>;
  const hash = request.headers.get("x-amz-content-sha256") ?? "";
  return {
    body: hash.startsWith("STREAMING-") ? readAwsChunks(body) : body,
    contentType,
    ...(/^[0-9a-f]{64}$/.test(hash) && { sha256: hash }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // A request without a body is an empty object.
}

function partNumber(query: URLSearchParams): number {
  const number = Number(query.get("partNumber") ?? NaN);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw new S3Error(400, "InvalidArgument", "partNumber must be 1 to 10000");
}

async function readXml(request: Request): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of (request.body ?? bodyStream(nothing())) as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxXmlBytes) throw new S3Error(400, "MalformedXML", "the list of parts is too long");
  }
  return text;
}

function partNumbers(xml: string): number[] {
  return [...xml.matchAll(/<PartNumber>\s*(\d{1,5})\s*<\/PartNumber>/g)].map(([, number]) => Number(number));
}
