import { escapeXml } from "../../basics/xml.ts";
import type { StoredObject } from "./object-store.ts";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** An XML element with XML or plain text as its content. */
export function tag(name: string, inside: string, isText = false): string {
  return `<${name}>${isText ? escapeXml(inside) : inside}</${name}>`;
}

/** A response whose body is one element. */
export function xmlResponse(element: string, status = 200): Response {
  const body =
    element === ""
      ? null
      : `<?xml version="1.0" encoding="UTF-8"?>${element.replace(/^<(\w+)>/, `<$1 xmlns="${namespace}">`)}`;
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}

/** One page of a bucket's list, with the fields of both versions of the request. */
export function listXml(
  bucket: string,
  prefix: string,
  objects: readonly StoredObject[],
  hasMore: boolean,
  isEncoded: boolean,
): string {
  const written = (name: string) => (isEncoded ? encodeURIComponent(name).replaceAll("%2F", "/") : name);
  const contents = objects.map((object) =>
    tag(
      "Contents",
      tag("Key", written(object.name), true) +
        tag("LastModified", new Date(object.storedAtMs).toISOString()) +
        tag("ETag", `"${object.etag}"`, true) +
        tag("Size", String(object.sizeBytes)) +
        tag("StorageClass", "STANDARD"),
    ),
  );
  const last = objects.at(-1)?.name ?? "";
  return tag(
    "ListBucketResult",
    tag("Name", bucket, true) +
      tag("Prefix", written(prefix), true) +
      tag("KeyCount", String(objects.length)) +
      tag("MaxKeys", "1000") +
      tag("IsTruncated", String(hasMore)) +
      (hasMore ? tag("NextContinuationToken", last, true) + tag("NextMarker", written(last), true) : "") +
      (isEncoded ? tag("EncodingType", "url") : "") +
      contents.join(""),
  );
}
