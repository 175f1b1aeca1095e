import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { readableBody } from "../../basics/readable-body.ts";
import { isRecord, readRecord } from "../../basics/record.ts";
import { readRetryAfterMs } from "../../basics/retry-after.ts";

/** What a receiver of OTLP said to a request, and so what is to be done with its records. */
export type ExportAnswer =
  /** All are taken; `message` is a warning, mostly empty. */
  | { is: "taken"; message: string }
  /** All but `rejected` are taken; those must not be sent again, and it is not said which they are. */
  | { is: "partial"; rejected: number; message: string }
  /** Send the same again, after so many milliseconds at the earliest; undefined: the receiver does not say when. */
  | { is: "later"; retryAfterMs: number | undefined; status: number; reason: string }
  /** Too much at once: send less. */
  | { is: "tooLarge"; reason: string }
  /**
   * It will never take this request. The status says whether the records are wrong (400, 422, 500) or what they were sent to and with,
   * in which case the next request will be refused too (401, 403, 404, 405, 407, 415, and 3xx).
   */
  | { is: "refused"; status: number; reason: string };

/** Bounds of an answer: so much is read of its body, and so long may its words be and its pause. */
export const answerBounds = { bodyBytes: 65_536, reasonCharacters: 300, pauseMs: 3_600_000 } as const;

/** Statuses that ask for the same request again. */
const temporary = new Set([429, 502, 503, 504]);

/**
 * Reads the answer to a request to `/v1/logs`, `/v1/traces` or `/v1/metrics`, as the specification of OTLP/HTTP has it: JSON, or
 * where the receiver is another one protobuf (Loki), text or HTML (a proxy).
 *
 * @param body as much of it as was read; bytes beyond `answerBounds` do not count
 * @param scrub takes secrets out of the receiver's words, which may repeat what was sent; before they are cut
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
 */
export function readExportAnswer(
  status: number,
  headers: Pick<Headers, "get">,
  body: Uint8Array,
  scrub: (text: string) => string = (text) => text,
  nowMs: number = Date.now(),
): ExportAnswer {
  const read = body.subarray(0, answerBounds.bodyBytes);
  const words = (text: string) => readableBody(scrub(text)).slice(0, answerBounds.reasonCharacters).toWellFormed();
  if (status >= 200 && status < 300) return readSuccess(read, words);
  const reason = words(statusMessage(read));
  if (temporary.has(status)) {
    const pauseMs = readRetryAfterMs(headers.get("retry-after"), nowMs);
    const retryAfterMs = pauseMs === undefined ? undefined : Math.min(pauseMs, answerBounds.pauseMs);
    return { is: "later", retryAfterMs, status, reason };
  }
  if (status === 413 || saysTooLarge(status, reason)) return { is: "tooLarge", reason };
  return { is: "refused", status, reason };
}

/** A Collector says 400 where it means 413 (Go's `http.MaxBytesReader`). */
const saysTooLarge = (status: number, reason: string) => status === 400 && reason.includes("request body too large");

function readSuccess(body: Uint8Array, words: (text: string) => string): ExportAnswer {
  const { partialSuccess } = readRecord(decode(body)) ?? {};
  if (!isRecord(partialSuccess)) return { is: "taken", message: "" };
  const { rejectedLogRecords, rejectedSpans, rejectedDataPoints, errorMessage } = partialSuccess;
  const rejected = Number(rejectedLogRecords ?? rejectedSpans ?? rejectedDataPoints ?? 0);
  const message = typeof errorMessage === "string" ? words(errorMessage) : "";
  return rejected > 0 && Number.isFinite(rejected) ? { is: "partial", rejected, message } : { is: "taken", message };
}

/** The message of a `google.rpc.Status` in either form; of anything else its text. */
function statusMessage(body: Uint8Array): string {
  const text = decode(body);
  const { message } = readRecord(text) ?? {};
  return typeof message === "string" ? message : (protobufMessage(body) ?? text);
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Field 2 of `google.rpc.Status`; undefined where the bytes are no such message. */
function protobufMessage(body: Uint8Array): string | undefined {
  try {
    const reader = new BinaryReader(body);
    let message: string | undefined;
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      if (field < 1 || field > 3) return undefined;
      if (field === 2 && type === WireType.LengthDelimited) message = reader.string();
      else reader.skip(type, field);
    }
    return message;
  } catch {
    return undefined; // Text.
  }
}
