import type { IncomingMessage, ServerResponse } from "node:http";
import type { OtlpSignal } from "../../wire/paths.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isOwnPage } from "../http/same-origin.ts";
import { securityHeaders } from "../http/security-headers.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import { passOn, tooLarge, type CollectorAnswer, type NoAnswer, type OtlpLimits, type Refusal } from "./pass-on.ts";

const defaultLimits: OtlpLimits = { bodyBytes: 8 * 1024 * 1024, answerBytes: 65_536, answerMs: 25_000 };

/** What OTLP/HTTP answers in; anything else, such as a page, is passed back as text. */
const answerTypes = /^application\/(?:json|x-protobuf|octet-stream)\b/;

/**
 * Passes one kind of records of the console's own page on to a Collector, and its answer back with the status and `Retry-After`. Only
 * that page may ask: a program or a page of another origin, which say no `Origin` of this server, get 403. The body is streamed as it
 * comes, packed or not. Where there is no answer to pass back, the page gets 502, 503 or 504, for which OTLP asks again later.
 *
 * @param target from the command line only
 * @param holdsSecret whether a text holds a secret in use; such an answer is withheld
 * @param limits default: 8 MiB, answers of 64 KiB within 25 seconds
 */
export function createOtlpEndpoint(
  signal: OtlpSignal,
  target: OtlpTarget,
  holdsSecret: (text: string) => boolean,
  limits: Partial<OtlpLimits> = {},
): HttpHandler {
  const bounds = { ...defaultLimits, ...limits };
  return (request, response) => {
    const refusal = refusalOf(request, bounds);
    if (refusal) return tell(response, ...refusal);
    passOn(request, response, target, `/v1/${signal}`, bounds).then(
      (answer) => sendAnswer(response, answer, holdsSecret),
      (error: unknown) => tell(response, ...(error as NoAnswer).refusal),
    );
  };
}

function tell(response: ServerResponse, ...[status, message, headers]: Refusal): void {
  sendJson(response, status, { message }, headers);
}

function refusalOf({ headers, method }: IncomingMessage, { bodyBytes }: OtlpLimits): Refusal | undefined {
  const { "content-type": type, "content-encoding": packed = "gzip", "content-length": length = "0" } = headers;
  if (!isOwnPage(headers)) return [403, "only the page of this server may ship its log"];
  if (method !== "POST") return [405, "use POST", { allow: "POST" }];
  if (type !== "application/json") return [415, "use application/json"];
  if (packed !== "gzip") return [415, "use gzip, or send it as it is"];
  return Number(length) > bodyBytes ? tooLarge(bodyBytes) : undefined;
}

function sendAnswer(
  response: ServerResponse,
  { status, type, retryAfter, body }: CollectorAnswer,
  holdsSecret: (text: string) => boolean,
): void {
  // Servers repeat what they are sent.
  if (holdsSecret(`${retryAfter ?? ""} ${Buffer.from(body).toString("latin1")}`)) {
    return tell(response, status, "the Collector's answer is withheld: it holds a secret");
  }
  response.writeHead(status, {
    ...securityHeaders,
    "content-type": answerTypes.test(type) ? type : "text/plain; charset=utf-8",
    "cache-control": "no-store",
    ...(retryAfter !== null && { "retry-after": retryAfter }),
  });
  response.end(body);
}
