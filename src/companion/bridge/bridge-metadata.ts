import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";
import { decodeMetadata, type MetadataField } from "../../wire/bidi-frame.ts";

/** Headers of a single hop (RFC 9110, 7.6.1), and those that the bridge sets itself. */
const ownHeaders = new Set([
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "grpc-accept-encoding",
  "grpc-encoding",
  "host",
  "http2-settings",
  "keep-alive",
  "origin",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-grpc-web",
]);

/** What browsers and proxies say of the caller and its network. */
const aboutTheCaller = /^(?:sec-|x-envoy-|x-forwarded-|x-real-ip$|forwarded$)/;

/** Headers for the call that a proxy in front of the bridge may have added to the handshake. */
const handedOn = ["authorization", "traceparent", "x-request-id"];

/**
 * The request headers of the gRPC call: the page's metadata without the headers that a page must not set.
 *
 * @throws RangeError naming a field whose value is not printable ASCII: HTTP/2 would drop the call without an error
 */
export function callHeaders(method: string, handshake: IncomingHttpHeaders, block: Uint8Array): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {
    ":method": "POST",
    ":path": method,
    "content-type": "application/grpc+proto",
    te: "trailers",
  };
  for (const name of handedOn) {
    const value = handshake[name];
    if (typeof value === "string") headers[name] = value;
  }
  for (const [name, value] of decodeMetadata(block)) {
    const isOwn = ownHeaders.has(name) || aboutTheCaller.test(name);
    if (isOwn || !/^[a-z0-9_.-]+$/.test(name)) continue;
    if (!/^[\x20-\x7e]*$/.test(value)) throw new RangeError(`the metadata field ${name} is not printable ASCII`);
    headers[name] = value;
  }
  return headers;
}

/** Response headers without HTTP/2's own and what only the bridge may say; one field for each value. */
export function plainFields(headers: IncomingHttpHeaders): MetadataField[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (name.startsWith(":") || name.startsWith("x-bridge-") || value === undefined) return [];
    return [value].flat().map((one): MetadataField => [name, String(one)]);
  });
}

const unitMs: Record<string, number> = { H: 3.6e6, M: 6e4, S: 1e3, m: 1, u: 1e-3, n: 1e-6 };

/** Reads `grpc-timeout` (gRPC over HTTP/2: at most 8 digits and a unit); undefined when there is none or it is broken. */
export function grpcTimeoutMs(value: unknown): number | undefined {
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(String(value)) ?? [];
  return digits === undefined || unit === undefined ? undefined : Number(digits) * unitMs[unit]!;
}
