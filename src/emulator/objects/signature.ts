import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { S3Error } from "./s3-error.ts";

/** Access keys of the object store. The secret is public: it protects nothing. */
export const demoKeys = { accessKey: "demo-access", secretKey: "demo-secret" } as const;

const scheme = "AWS4-HMAC-SHA256";
/** Largest clock skew, in milliseconds. */
const maxSkewMs = 15 * 60_000;

/** Whether a request is for the object store: nothing else here is signed this way. */
export function isSigned(request: Request): boolean {
  return request.headers.get("authorization")?.startsWith(`${scheme} `) === true;
}

/**
 * Checks the signature of a request's line, query and headers (version 4, in the `authorization` header), whatever its region.
 * The hash of the body is signed too, so the reader of the body has to compare it.
 *
 * @throws S3Error
 */
export function checkSignature(
  request: Request,
  nowMs: number,
  keys: { accessKey: string; secretKey: string } = demoKeys,
): void {
  const authorization = request.headers.get("authorization") ?? "";
  const field = (name: string) => new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1] ?? "";
  const [accessKey, day = "", region = "", service = "", end] = field("Credential").split("/");
  const signedHeaders = field("SignedHeaders").split(";");
  const time = request.headers.get("x-amz-date") ?? "";
  if (end !== "aws4_request" || !signedHeaders.includes("host") || !time.startsWith(day)) {
    throw new S3Error(400, "AuthorizationHeaderMalformed", "the authorization header is not of signature version 4");
  }
  if (accessKey !== keys.accessKey) throw new S3Error(403, "InvalidAccessKeyId", "there is no such access key");
  if (!(Math.abs(timeMs(time) - nowMs) <= maxSkewMs)) {
    throw new S3Error(403, "RequestTimeTooSkewed", "the time of the request is too far from the time here");
  }
  const url = new URL(request.url);
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url.search),
    ...signedHeaders.map((name) => `${name}:${(request.headers.get(name) ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders.join(";"),
    request.headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [scheme, time, scope, bytesToHex(sha256(utf8ToBytes(canonical)))].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<Uint8Array>(
    (previous, word) => hmac(sha256, previous, utf8ToBytes(word)),
    utf8ToBytes(`AWS4${keys.secretKey}`),
  );
  if (bytesToHex(hmac(sha256, key, utf8ToBytes(text))) !== field("Signature")) {
    throw new S3Error(403, "SignatureDoesNotMatch", "the signature is wrong: check the secret key");
  }
}

function canonicalQuery(search: string): string {
  return search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return `${name}=${value.join("=")}`;
    })
    .sort()
    .join("&");
}

/** `20261123T100000Z` */
function timeMs(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
