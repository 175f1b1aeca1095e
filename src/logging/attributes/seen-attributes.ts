import { readableBody } from "../../basics/readable-body.ts";
import {
  gatewayContentTypeHeader,
  gatewayDetailsHeader,
  gatewayFlagsHeader,
  gatewayStatusHeader,
  viaUpstream,
} from "../../wire/gateway-mark.ts";
import type { SeenResponse } from "../../wire/seen-response.ts";
import type { SeenAnswer } from "../seen-answer.ts";
import { rounded } from "./call-attributes.ts";
import { isOnline, pageConditions } from "./page-conditions.ts";

/** Longest text of a body, in characters. */
const maxBodyCharacters = 300;
/** Bytes of a body that is no text. */
const mostHexBytes = 16;
/** Longest value of a header, in characters. */
const maxHeaderCharacters = 500;
/** Stack and causes together, in characters, and the longest of one cause. */
const maxThrownCharacters = 8_000;
const maxCauseCharacters = 500;
const mostCauses = 8;

/** A failed call, and who takes secrets out of its texts before they are cut. */
export interface SeenCall {
  url: string;
  /** What was thrown in the end. */
  error: unknown;
  /** Undefined: the call was not sent, or came over no wire. */
  response: SeenResponse | undefined;
  /** `isOnline()` when the call began. */
  wasOnline: boolean | undefined;
  withoutSecrets: (text: string) => string;
}

/** What was seen of a failed call as the log writes it; undefined when that is nothing. */
export function seenAttributes({ url, error, response, wasOnline, withoutSecrets }: SeenCall): SeenAnswer | undefined {
  const text = (value: string | undefined, most: number) => cut(withoutSecrets(value ?? ""), most) || undefined;
  const seen: Partial<Record<keyof SeenAnswer, unknown>> = {
    ...(response && {
      ...headerAttributes(response, (value) => text(value, maxHeaderCharacters)),
      ...(isBinary(response)
        ? { body_hex: hexOf(response.foreignBytes, withoutSecrets) }
        : { body_text: text(readableBody(withoutSecrets(bodyOf(response))), maxBodyCharacters) }),
      redirected: response.isRedirect,
      got_headers: response.headers !== undefined,
      ...(response.headers && {
        messages: response.messages,
        got_trailers: response.hasTrailers,
        bytes: response.bytes,
        silence_ms: response.lastByteAtMs && rounded(performance.now() - response.lastByteAtMs),
      }),
      ...pageConditions(url),
      online_before: wasOnline,
      online_after: isOnline(),
    }),
    ...thrownAttributes(error, text),
  };
  const known = Object.entries(seen).filter(([, value]) => value !== undefined);
  return known.length > 0 ? (Object.fromEntries(known) as SeenAnswer) : undefined;
}

type CleanText = (value: string | undefined) => string | undefined;

function headerAttributes({ headers, httpStatus }: SeenResponse, clean: CleanText): SeenAnswer {
  if (!headers) return {};
  // Envoy writes `-` for what it does not know.
  const get = (name: string) => clean(headers.get(name)?.replace(/^-$/, ""));
  const found = {
    http_status: upstreamStatus(headers) ?? httpStatus,
    content_type: clean(upstreamType(headers) ?? headers.get("content-type") ?? undefined),
    server: get("server"),
    www_authenticate: clean(challenge(headers.get("www-authenticate"))),
    retry_after: get("retry-after"),
    via: get("via"),
    location: clean(headers.get("location")?.replace(/[?#].*/s, "?…")),
    gateway_flags: get(gatewayFlagsHeader),
    gateway_details: get(gatewayDetailsHeader),
    gateway_tls: get("x-upstream-tls"),
  };
  return found as SeenAnswer;
}

/** The status of HTTP as the platform's side sent it, which Envoy may have changed since; undefined where it says nothing. */
function upstreamStatus(headers: Headers): number | undefined {
  if (headers.get(gatewayDetailsHeader) !== viaUpstream) return undefined;
  return Number(headers.get(gatewayStatusHeader)) || undefined;
}

/** The content type as the platform's side sent it, which Envoy may have changed since; undefined where it says nothing. */
function upstreamType(headers: Headers): string | undefined {
  if (headers.get(gatewayDetailsHeader) !== viaUpstream) return undefined;
  return headers.get(gatewayContentTypeHeader) ?? undefined;
}

/** A challenge without the values that only the server can read. */
function challenge(value: string | null): string | undefined {
  return value
    ?.replaceAll(/\b(Negotiate|NTLM)\s+[\w+/=.~-]{8,}/gi, "$1 […]")
    .replaceAll(/\b(nonce|opaque|state)="[^"]*"/gi, '$1="…"');
}

/** The foreign body: read as such, or put into the gRPC message by our Envoy, which translates what is no gRPC. */
function bodyOf({ headers, foreignBody }: SeenResponse): string {
  if (foreignBody !== undefined || !headers) return foreignBody ?? "";
  const type = upstreamType(headers);
  const message = headers.get("grpc-message") ?? "";
  const isTranslated = type !== undefined && !type.startsWith("application/grpc");
  return isTranslated || /^(?:%20|%0A|\s)*<(?:!doctype|html|head)\b/i.test(message) ? decoded(message) : "";
}

/** Whether a body holds signs that no text has. */
function isBinary({ foreignBody = "" }: SeenResponse): boolean {
  return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(foreignBody);
}

/** The first bytes of a body; undefined where a secret stands anywhere in it: a cut one would not be known. */
function hexOf(bytes: Uint8Array | undefined, withoutSecrets: SeenCall["withoutSecrets"]): string | undefined {
  if (!bytes) return undefined;
  // A character a byte.
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (withoutSecrets(signs) !== signs) return undefined;
  return Array.from(bytes.subarray(0, mostHexBytes), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    // Not encoded: as it is.
    return message;
  }
}

/** What our own code or the browser threw; a status of the platform has neither stack nor causes. */
function thrownAttributes(
  error: unknown,
  clean: (value: string, most: number) => string | undefined,
): Pick<SeenAnswer, "stack" | "causes"> {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < mostCauses; one = one.cause) {
    if (chain.includes(one)) break;
    chain.push(one);
  }
  const thrown = chain.filter(({ name }) => name !== "ConnectError");
  const root = thrown.at(-1);
  if (root === undefined) return {};
  const causes = thrown.map(({ name, message }) => clean(`${name}: ${message}`, maxCauseCharacters) ?? name);
  const left = maxThrownCharacters - causes.join("").length;
  const stack = clean(root.stack ?? "", left);
  return { ...(stack !== undefined && { stack }), causes };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
