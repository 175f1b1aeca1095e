import { textSha256 } from "../basics/sha256.ts";

/** Ids of a trace and of its one span, as OpenTelemetry has them: 32 and 16 hexadecimal digits, neither of them all zeros. */
export interface TraceContext {
  traceId: string;
  spanId: string;
}

/**
 * Whether a call to an address is to say to which trace it belongs, read for each call: only while somebody gets the traces. A server of
 * another origin may refuse a header that its CORS policy does not list, and with it the call.
 */
export type TracesCall = (url: string) => boolean;

/**
 * The trace of a call, made of its request ID: the call itself, its lines and its span have the same one without telling each
 * other, and what is sent twice is the same span.
 */
export function traceContextOf(requestId: string): TraceContext {
  const digits = textSha256(requestId);
  return { traceId: notZero(digits.slice(0, 32)), spanId: notZero(digits.slice(32, 48)) };
}

/**
 * `traceparent` of a call, by which the other side knows its trace; sampled.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function traceparentOf(requestId: string): string {
  const { traceId, spanId } = traceContextOf(requestId);
  return `00-${traceId}-${spanId}-01`;
}

/** The standards take zeros for no id. */
const notZero = (digits: string) => (/[^0]/.test(digits) ? digits : digits.replace(/0$/, "1"));
