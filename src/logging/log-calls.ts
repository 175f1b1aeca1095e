import type { ConnectError, StreamRequest, UnaryRequest } from "@connectrpc/connect";
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { followMoments } from "../wire/call-moments.ts";
import { seenResponse } from "../wire/seen-response.ts";
import { grpcStatus } from "../wire/grpc-status.ts";
import { measureMessage } from "../wire/message-size.ts";
import type { MessageAttributes } from "./attributes/call-attributes.ts";
import { recordPhases } from "./attributes/call-phases.ts";
import { errorAttributes } from "./attributes/error-attributes.ts";
import { methodAttributes } from "./attributes/method-attributes.ts";
import { isOnline } from "./attributes/page-conditions.ts";
import { readHeaders, readServerTime, type ResponseAttributes } from "./attributes/response-attributes.ts";
import { seenAttributes } from "./attributes/seen-attributes.ts";
import { callContextKey } from "./call-context.ts";
import { sentAudio, type RecordInput } from "./call-input.ts";
import { diagnoseFailure, type DiagnoseError } from "./diagnose-failure.ts";
import type { LogError, LogFields } from "./log-event.ts";
import type { Logger } from "./logger.ts";
import type { CallObserver, ObserveCall } from "./observe-calls.ts";
import { openRequestSpan } from "./request-span.ts";
import { traceparentOf, type TracesCall } from "./trace-context.ts";

/** What the log of calls takes beside the calls. */
export interface LogCallsOptions {
  /** Whether a token will be added further down; the header itself is seen anyway. Default: no. */
  authPresent?: () => boolean;
  /** Names the cause of a failure. Default: no cause. */
  diagnoseError?: DiagnoseError | undefined;
  /**
   * Whether each call carries its ID as `x-request-id`, so that a gateway logs it under the same one. A gateway of another
   * origin may refuse a header that its CORS policy does not list. Default: no.
   */
  sendsRequestId?: boolean;
  /** Whether a call carries `traceparent`, the trace of its lines; see `TracesCall`. Default: none does. */
  tracesCall?: TracesCall | undefined;
  /** Takes what a person's calls send, to send it again later; undefined: it is not stored. Default: nothing is. */
  recordInput?: RecordInput;
}

/**
 * Observes calls for the log: each has one `request_start` and exactly one end, `request_success`, `request_error` or
 * `request_cancelled`. One that never ends is cancelled with its page.
 */
export function logCalls(logger: Logger, options: LogCallsOptions = {}): ObserveCall {
  return (request) => logCall(logger, request, options);
}

function logCall(
  logger: Logger,
  request: UnaryRequest | StreamRequest,
  { authPresent = () => false, diagnoseError, sendsRequestId = false, tracesCall, recordInput }: LogCallsOptions,
): CallObserver {
  const { method, contextValues } = request;
  const { service, requestService, open } = methodAttributes(method);
  const messages = open();
  const wasOnline = isOnline();
  const context = contextValues.get(callContextKey);
  const response: ResponseAttributes = { fields: {}, attributes: {} };
  let requestAttributes: MessageAttributes | undefined;
  let sizeBytes = 0;
  let unmeasuredBytes = () => 0;
  const phases = recordPhases();

  /** What was requested, as far as it was sent; a single message is described once for all. */
  function describeRequest(): MessageAttributes {
    if (request.stream) return attributesOf(() => messages.request());
    return (requestAttributes ??= attributesOf(() => messages.request()));
  }

  /**
   * What stands on every line; personal texts only on the first.
   *
   * What messages and headers say is read at once, because they belong to others; the returned function makes the
   * fields of it.
   */
  function common(withTexts: boolean): () => LogFields {
    const requested = describeRequest();
    const isAuthorized = request.header.has("authorization") || authPresent();
    const [given, received] = [{ ...context.requestData }, { ...response.fields }];
    return () => ({
      service,
      operation: method.name,
      endpoint: request.url.split(/[?#]/, 1)[0] ?? "",
      request_data: {
        service: requestService,
        ...given,
        ...(withTexts ? withPersonalTexts(logger, requested) : requested.attributes),
        ...inputHash(),
      },
      auth_present: isAuthorized,
      ssl_enabled: request.url.startsWith("https:"),
      ca_cert: null,
      ...received,
    });
  }

  const span = openRequestSpan(logger, {
    title: `${service} ${method.name}`,
    context,
    ending(durationMs) {
      const [shared, received] = [common(false), attributesOf(() => messages.response(durationMs))];
      const timing = phases.attributes(messages.times?.());
      return () => ({
        ...shared(),
        response_size_bytes: sizeBytes + numberOf(unmeasuredBytes),
        response_data: { ...withPersonalTexts(logger, received), ...response.attributes, ...timing },
      });
    },
  });

  const input = context.initiator === "console" ? undefined : recordInput?.(span.requestId);

  /** Known once the sound was read; a line that is written sooner has none. */
  function inputHash(): Record<string, unknown> {
    const hash = input?.sha256();
    return hash === undefined ? {} : { input_sha256: hash };
  }

  if (sendsRequestId) request.header.set("x-request-id", span.requestId);
  if (tracesCall?.(request.url) === true) request.header.set("traceparent", traceparentOf(span.requestId));
  followMoments(request.signal, (moment) => phases.note(moment, span.elapsedMs()));

  /** The error as the log writes it, with what was seen of its response. */
  function describeError(error: ConnectError): LogError {
    const { url, signal } = request;
    const { withoutSecrets } = logger;
    // The start, which has them, may be below the level.
    logger.noteTexts(Object.values(describeRequest().texts ?? {}));
    const seen = seenAttributes({ url, error, response: seenResponse(signal), wasOnline, withoutSecrets });
    return { ...errorAttributes(error), ...(seen && { seen }) };
  }

  return {
    start() {
      if (input) {
        const { texts, unlogged } = describeRequest();
        input.texts({ ...texts, ...unlogged });
      }
      span.start(common(true));
    },
    sent(message) {
      const atMs = span.elapsedMs();
      messages.sent(message, atMs);
      const audio = input && sentAudio(message);
      if (audio) input.audio(audio, atMs);
    },
    headers: (headers) => readHeaders(headers, response),
    received(message) {
      messages.received(message, span.elapsedMs());
      const measure = measureMessage(method.output, message as MessageShape<DescMessage>);
      if (request.stream) sizeBytes += measure();
      else unmeasuredBytes = measure;
      readServerTime(message, response);
    },
    end(end) {
      input?.end();
      if (end.outcome === "success") span.succeed();
      else if (end.outcome === "cancelled") span.cancel();
      else {
        const { error } = end;
        if ((error.code as number) === grpcStatus.unavailable) logger.shutdown?.lostConnection();
        readHeaders(error.metadata, response);
        span.fail((fields) => diagnoseFailure(fields, describeError(error), diagnoseError));
      }
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

/** Attributes and texts as fields; the texts in full or as hashes, as the setting says. */
function withPersonalTexts(logger: Logger, { attributes, texts = {} }: MessageAttributes): Record<string, unknown> {
  const contents = Object.entries(texts).map(([name, text]) => logger.personalText(name, text));
  return Object.assign({}, ...contents, attributes) as Record<string, unknown>;
}

function numberOf(measure: () => number): number {
  try {
    return measure();
  } catch {
    // A message that cannot be encoded has no size; the line is worth more than this figure.
    return 0;
  }
}
