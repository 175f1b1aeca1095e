import { rounded } from "./attributes/call-attributes.ts";
import type { CallContext } from "./call-context.ts";
import type { LogError, LogFields } from "./log-event.ts";
import type { Logger } from "./logger.ts";
import { startSpan } from "./span.ts";

/** What the lines of a request say, beside its id and its outcome. */
export interface RequestSpanOptions {
  /** Begins every message: service and operation. */
  title: string;
  /** Of which `initiator` and `onRequestId` are used; what the latter throws is dropped. Default: a person's. */
  context?: CallContext;
  /**
   * The fields of the end. What belongs to others is read at once; the returned function makes the fields when the
   * line is written.
   */
  ending: (durationMs: number) => () => LogFields;
}

/** What a failure adds to the end. */
export type RequestFailure = Pick<LogFields, "diagnosis" | "error_diagnosis"> & { error: LogError };

/** Writes `request_start` and exactly one of `request_success`, `request_error` and `request_cancelled`. */
export interface RequestSpan {
  readonly requestId: string;
  /** Since it was opened, in milliseconds. */
  elapsedMs(): number;
  /** @param fields called when the line is written; what it reads must not change meanwhile */
  start(fields: () => LogFields): void;
  succeed(): void;
  /** @param describe gets the fields of the end as they are without the failure */
  fail(describe: (fields: LogFields) => RequestFailure): void;
  cancel(): void;
}

/** Longest part of an error's text in the message. */
const maxMessageCharacters = 500;

/** Opens the span of a request; its clock starts now. A success may be written a moment later, a failure never. */
export function openRequestSpan(logger: Logger, { title, context = {}, ending }: RequestSpanOptions): RequestSpan {
  const requestId = logger.nextRequestId();
  const { initiator = "user", onRequestId } = context;
  const complete = (fields: LogFields): LogFields => ({ request_id: requestId, initiator, ...fields });
  const ended = (durationMs: number) => {
    const fields = ending(durationMs);
    return () => complete({ ...fields(), duration_ms: rounded(durationMs) });
  };

  function writeCancelled(durationMs: number): void {
    logger.log("INFO", "request_cancelled", `${title} was cancelled after ${inMs(durationMs)}`, ended(durationMs)());
  }

  const span = startSpan(logger, writeCancelled);
  return {
    requestId,
    elapsedMs: span.elapsedMs,
    start(fields) {
      logger.logDeferred("INFO", "request_start", `${title} started`, () => complete(fields()));
      try {
        onRequestId?.(requestId);
      } catch {
        // The request matters more than who wants to know its id.
      }
    },
    succeed() {
      span.end((durationMs) => {
        const message = `${title} succeeded in ${inMs(durationMs)}`;
        logger.logDeferred("INFO", "request_success", message, ended(durationMs));
      });
    },
    fail(describe) {
      span.end((durationMs) => {
        const fields = ended(durationMs)();
        const failure = describe(fields);
        const { error_type: type, error_message: text } = failure.error;
        const cause = `${type}: ${text.slice(0, maxMessageCharacters)}`;
        const message = `${title} failed after ${inMs(durationMs)}: ${cause}`;
        logger.log("ERROR", "request_error", message, { ...fields, ...failure });
      });
    },
    cancel() {
      span.end(writeCancelled);
    },
  };
}

const inMs = (durationMs: number) => `${String(Math.round(durationMs))} ms`;
