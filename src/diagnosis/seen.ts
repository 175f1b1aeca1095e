import { readSeenAnswer, type SeenAnswer } from "../logging/seen-answer.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { answerForm } from "../wire/answer-form.ts";
import { grpcStatus } from "../wire/grpc-status.ts";

/**
 * What was seen of the answer to a failed call. A line of an earlier version, or of another logger, tells part of it in words: the headers
 * that the gateway added, the response flags in its body, the status that our own client or gRPC core names.
 */
export function readSeen({ error }: Pick<LogEvent, "error">): SeenAnswer {
  const text = `${error?.error_message ?? ""}; ${error?.grpc_details ?? ""}`;
  const word = (pattern: RegExp) => pattern.exec(text)?.[1];
  const flags = word(/x-upstream-failure: ([A-Z,]+)/) ?? word(/ \[((?:[A-Z]{2,4},?)+)\](?: |$|;)/);
  const reason = word(/x-upstream-tls: ([^;]+)/);
  const page = /the server answered (\d{3}) with (\S+(?: [^;]*?)?) instead of gRPC-Web/.exec(text);
  // Connect names a status of HTTP so, where the body is no gRPC.
  const status = page?.[1] ?? word(/^HTTP (\d{3})(?:;|$)/) ?? word(/Received http2 header with status: (\d{3})/);
  const seen: SeenAnswer = {
    ...(flags !== undefined && { gateway_flags: flags }),
    ...(reason !== undefined && reason !== "-" && { gateway_tls: reason }),
    ...(status !== undefined && { http_status: Number(status) }),
    ...(page?.[2] !== undefined && { content_type: page[2] }),
    ...readSeenAnswer(error?.seen),
  };
  const hidden = hiddenStatus(seen, text, error?.grpc_code);
  return hidden === undefined ? seen : { ...seen, http_status: hidden };
}

/**
 * The status of HTTP that a gateway made a status of gRPC of. Pages of proxies name it; some statuses of gRPC come from one of HTTP only
 * (httpToGrpcStatus of Envoy and of gRPC).
 */
function hiddenStatus(seen: SeenAnswer, text: string, code: number | undefined): number | undefined {
  if (seen.http_status !== undefined && seen.http_status !== 200) return undefined;
  const titled = /^(?:HTTP )?([345]\d\d)(?= [A-Z])/.exec(seen.body_text ?? "")?.[1] ?? titleStatus(text);
  if (titled !== undefined) return Number(titled);
  return isWrapped(seen, text.replace(/^; $/, "")) && code !== undefined ? statusOf.get(code) : undefined;
}

const titleStatus = (text: string) => /<(?:title|h1)>([345]\d\d) /i.exec(text)?.[1];

const statusOf = new Map<number, number>([
  [grpcStatus.internal, 400],
  [grpcStatus.unauthenticated, 401],
  [grpcStatus.permissionDenied, 403],
  [grpcStatus.unimplemented, 404],
]);

/** Whether our gateway made a status of gRPC of an answer from the platform's side that was none: of another content type, or of none and empty. */
export function isWrapped({ gateway_details, content_type }: SeenAnswer, words: string): boolean {
  if (gateway_details !== "via_upstream") return false;
  return content_type === undefined ? words === "" : !isGrpcType(content_type);
}

/** A tag of a page of HTML. */
export const html = /<(?:!doctype|html|head|body|title|form|center|h1|div|p)\b[^>]*>/i;

/** Whether a content type is gRPC's own. */
export function isGrpcType(type: string): boolean {
  return answerForm(type) !== "foreign";
}

/** Whether an answer is JSON, by its content type or else by its first character. */
export function isJson({ seen, errorText }: { seen: SeenAnswer; errorText: string }): boolean {
  const { content_type: type } = seen;
  return type === undefined ? errorText.startsWith("{") : /^application\/(?:[\w.-]+\+)?json\b/.test(type);
}

/** Name of the program that answered, without its version; a page of nginx names it at its end. */
export function serverName({ server, body_text }: SeenAnswer): string | undefined {
  const own = /^[A-Za-z][\w.-]*/.exec(server ?? "")?.[0];
  return own ?? /\b(nginx|openresty|Apache|HAProxy|cloudflare|squid|Varnish)\b/i.exec(body_text ?? "")?.[1];
}
