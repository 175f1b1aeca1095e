import { Code, ConnectError, type StreamRequest, type UnaryRequest } from "@connectrpc/connect";
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { classifyFailure } from "../wire/classify-failure.ts";
import { grpcStatusName } from "../wire/grpc-status.ts";
import { measureMessage } from "../wire/message-size.ts";
import type { MessageAttributes } from "./attributes/call-attributes.ts";
import { rounded } from "./attributes/call-attributes.ts";
import { callContextKey } from "./call-context.ts";
import type { Shutdown } from "./shutdown.ts";
import { methodAttributes } from "./attributes/method-attributes.ts";
import { errorAttributes } from "./attributes/error-attributes.ts";
import type { LogError, LogFields } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** What the log of calls may be told beside the calls. */
export interface LogCallsOptions {
  /** Whether a token will be added further down; the header itself is seen anyway. Default: no. */
  authPresent?: () => boolean;
  /**
   * Names the cause of a failure while its line is written, from the line itself; `grpc_details` joins those of the error
   * behind the word `diagnosed`.
   * Must answer at once. What it throws costs the line only its cause. Default: no cause.
   */
  diagnoseError?: (fields: LogFields) => { error_diagnosis: string; grpc_details?: string } | undefined;
  /** The end of the client, which is that of every call under way. Default: nobody says so. */
  closing?: Shutdown;
}

/** What the log of one call is told beside it. */
interface CallSpanOptions extends LogCallsOptions {
  /** The end was written. */
  onend: () => void;
}

/** Writes the lines of one call: one start, and of the ends only the first. No method throws. */
export interface CallSpan {
  start(): void;
  sent(message: unknown): void;
  headers(headers: Headers): void;
  received(message: unknown): void;
  succeed(): void;
  /** The call failed, or its signal was aborted: the caller's abort makes it cancelled, a deadline an error. */
  fail(thrown: unknown): void;
  /** The reader left before the end. */
  leave(): void;
}

/** Opens the record of one call; its clock starts now. */
export function startCallSpan(
  logger: Logger,
  request: UnaryRequest | StreamRequest,
  { authPresent = () => false, diagnoseError, closing, onend }: CallSpanOptions,
): CallSpan {
  const { method, contextValues, signal } = request;
  const beganMs = logger.monotonicMs();
  const { service, requestService, open } = methodAttributes(method);
  const account = open();
  const { requestData, onRequestId } = contextValues.get(callContextKey);
  const requestId = logger.nextRequestId();
  const title = `${service} ${method.name}`;
  const reply: ResponseAttributes = { fields: {}, attributes: {} };
  let askedOnce: MessageAttributes | undefined;
  let sizeBytes = 0;
  let restBytes = () => 0;
  let ended = false;

  const elapsedMs = () => logger.monotonicMs() - beganMs;

  /** What was asked, as far as it was sent; a single message says it once for all. */
  function askedNow(): MessageAttributes {
    if (request.stream) return attributesOf(() => account.request());
    return (askedOnce ??= attributesOf(() => account.request()));
  }

  /**
   * What stands on every line; personal texts only on the first.
   *
   * What messages and headers say is read at once, because they belong to others; the answer makes the fields of it.
   */
  function common(texts: boolean): () => LogFields {
    const asked = askedNow();
    const isAuthorized = request.header.has("authorization") || authPresent();
    const [given, answered] = [{ ...requestData }, { ...reply.fields }];
    return () => ({
      request_id: requestId,
      service,
      operation: method.name,
      endpoint: request.url.split(/[?#]/, 1)[0] ?? "",
      request_data: { service: requestService, ...given, ...(texts ? flatten(asked) : asked.attributes) },
      auth_present: isAuthorized,
      ssl_enabled: request.url.startsWith("https:"),
      ca_cert: null,
      ...answered,
    });
  }

  function ending(durationMs: number): () => LogFields {
    const [shared, answer] = [common(false), attributesOf(() => account.response(durationMs))];
    return () => ({
      ...shared(),
      duration_ms: rounded(durationMs),
      response_size_bytes: sizeBytes + numberOf(restBytes),
      response_data: { ...flatten(answer), ...reply.attributes },
    });
  }

  /** The error with its cause, when that can be told from the line alone. */
  function diagnosed(error: LogError, durationMs: number): LogFields {
    try {
      const answer = attributesOf(() => account.response(durationMs)).attributes;
      const found = diagnoseError?.({ ...common(false)(), error, response_data: { ...answer, ...reply.attributes } });
      if (!found) return { error };
      const details = [error.grpc_details, found.grpc_details && `diagnosed: ${found.grpc_details}`].filter(Boolean);
      return { error: { ...error, grpc_details: details.join("; ") }, error_diagnosis: found.error_diagnosis };
    } catch {
      // The failure matters more than its cause.
      return { error };
    }
  }

  function flatten({ attributes, texts = {} }: MessageAttributes): Record<string, unknown> {
    const contents = Object.entries(texts).map(([name, text]) => logger.personalText(name, text));
    return Object.assign({}, ...contents, attributes) as Record<string, unknown>;
  }

  function endOnce(write: (durationMs: number) => void): void {
    if (ended) return;
    ended = true;
    onend();
    quietly(() => {
      write(elapsedMs());
    });
  }

  function cancel(durationMs: number): void {
    const message = `${title} was cancelled after ${inMs(durationMs)}`;
    logger.log("INFO", "request_cancelled", message, ending(durationMs)());
  }

  return {
    start() {
      quietly(() => onRequestId?.(requestId));
      quietly(() => {
        logger.logDeferred("INFO", "request_start", `${title} started`, common(true));
      });
    },
    sent(message) {
      quietly(() => {
        account.sent(message);
      });
    },
    headers(headers) {
      quietly(() => {
        readReplyHeaders(headers, reply);
      });
    },
    received(message) {
      quietly(() => {
        account.received(message, elapsedMs());
        const measure = measureMessage(method.output, message as MessageShape<DescMessage>);
        if (request.stream) sizeBytes += measure();
        else restBytes = measure;
        readReplyTime(message, reply);
      });
    },
    succeed() {
      endOnce((durationMs) => {
        logger.logDeferred("INFO", "request_success", `${title} succeeded in ${inMs(durationMs)}`, ending(durationMs));
      });
    },
    fail(thrown) {
      const error = failureOf(thrown, signal);
      if (error !== "cancelled" && error.code === Code.Unavailable) closing?.lostConnection();
      endOnce((durationMs) => {
        if (error === "cancelled") {
          cancel(durationMs);
          return;
        }
        readReplyHeaders(error.metadata, reply);
        const words = `${grpcStatusName(error.code)}: ${error.rawMessage.slice(0, 500)}`;
        const message = `${title} failed after ${inMs(durationMs)}: ${words}`;
        logger.log("ERROR", "request_error", message, {
          ...ending(durationMs)(),
          ...diagnosed(errorAttributes(error), durationMs),
        });
      });
    },
    leave() {
      endOnce(cancel);
    },
  };
}

/** A message that cannot be described must not cost the call its line. */
function attributesOf(describe: () => MessageAttributes): MessageAttributes {
  try {
    return describe();
  } catch (thrown) {
    return { attributes: { not_described: String(thrown) } };
  }
}

function numberOf(measure: () => number): number {
  try {
    return measure();
  } catch {
    // A message that cannot be encoded has no size; the line is worth more than this figure.
    return 0;
  }
}

/** Ids and notes of the reply, as far as it came. */
interface ResponseAttributes {
  fields: Pick<LogFields, "server_request_id">;
  attributes: Record<string, unknown>;
}

/** Headers of the reply beside its id, and what the log calls them. */
const replyHeaders = [
  ["request-id", "server_request_uuid"],
  ["client_id", "server_client_id"],
  ["x-audiokit-ignored", "ignored_options"],
  ["x-audiokit-note", "server_note"],
] as const;

function readReplyHeaders(headers: Headers, reply: ResponseAttributes): void {
  const id = headers.get("request_id");
  if (id) reply.fields.server_request_id = id;
  for (const [header, name] of replyHeaders) {
    const value = headers.get(header)?.trim();
    if (value) reply.attributes[name] = value;
  }
}

/** The first answer's own time stamp, milliseconds since the epoch: beside `timestamp` it tells the network's delay. */
function readReplyTime(message: unknown, reply: ResponseAttributes): void {
  const { header } = message as { header?: { timestamp: bigint } };
  if (header && header.timestamp > 0n) reply.attributes["server_time_ms"] ??= Number(header.timestamp);
}

/** What a failure was. Connect's own signal tells the caller's abort and the deadline apart by its reason. */
function failureOf(thrown: unknown, signal: AbortSignal): ConnectError | "cancelled" {
  const failure = classifyFailure(thrown, signal);
  if (failure === "cancelled") return "cancelled";
  const reason: unknown = signal.aborted ? signal.reason : thrown;
  const isPlainTimeout = failure === "deadline" && !(reason instanceof ConnectError);
  return isPlainTimeout
    ? new ConnectError((reason as Error).message, Code.DeadlineExceeded)
    : ConnectError.from(reason);
}

const inMs = (durationMs: number) => `${String(Math.round(durationMs))} ms`;

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The call matters more than its record: a message that cannot be described is still sent.
  }
}
