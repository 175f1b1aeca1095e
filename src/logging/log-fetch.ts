import type { ContextValues } from "@connectrpc/connect";
import { classifyFailure } from "../wire/classify-failure.ts";
import { rounded } from "./attributes/call-attributes.ts";
import { callContextKey } from "./call-context.ts";
import type { Shutdown } from "./shutdown.ts";
import { archiveAttributes } from "./attributes/archive-attributes.ts";
import type { LogError, LogFields } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** `fetch` of an address in words, told the facts of a call beside. */
export type PlainFetch = (url: string, init: RequestInit & { contextValues?: ContextValues }) => Promise<Response>;

/** What the log of the archive's answers may be told beside them. */
export interface LogFetchOptions {
  /** The end of the client, which is that of every request under way. Default: nobody says so. */
  closing?: Shutdown;
  /** Default: the browser's own. */
  fetch?: PlainFetch;
}

/** Longest part of a refusal's body that is logged. */
const maxWords = 500;

/**
 * A fetch of the archive that is logged like any call: one `request_start` and exactly one end.
 *
 * The answer is read whole before it is handed on, because its end is the end of the call: not for answers that never end.
 * Contents are not logged: transcripts and recordings are personal.
 */
export function logFetch(logger: Logger, { closing, fetch = fetchPlainly }: LogFetchOptions = {}): PlainFetch {
  const underWay = new Set<() => void>();
  closing?.onend(() => {
    for (const cancel of underWay) cancel();
  });
  return async (address, init) => {
    const { contextValues, ...plain } = init;
    const beganMs = logger.monotonicMs();
    const common = describe(logger, address, plain, contextValues);
    const title = `AudioArchive ${String(common.operation)}`;
    logger.log("INFO", "request_start", `${title} started`, common);

    const cancel = () => end("request_cancelled", "was cancelled", {});
    underWay.add(cancel);
    const end = (event: string, words: string, fields: LogFields, level: "INFO" | "ERROR" = "INFO") => {
      if (!underWay.delete(cancel)) return; // It ended with the page.
      const durationMs = logger.monotonicMs() - beganMs;
      const message = `${title} ${words} after ${String(Math.round(durationMs))} ms`;
      logger.log(level, event, message, { ...common, duration_ms: rounded(durationMs), ...fields });
    };
    try {
      const response = await fetch(address, plain);
      const body = await response.arrayBuffer();
      const fields = answerFields(response, body);
      if (response.ok) end("request_success", "succeeded", fields);
      else
        end(
          "request_error",
          `failed with HTTP ${String(response.status)}`,
          { ...fields, ...refusal(response, body) },
          "ERROR",
        );
      return whole(response, body);
    } catch (thrown) {
      const error = failureOf(thrown, plain.signal);
      if (error === "cancelled") cancel();
      else {
        closing?.lostConnection();
        end("request_error", `failed: ${error.error_type}: ${error.error_message}`, { error }, "ERROR");
      }
      throw thrown;
    }
  };
}

function fetchPlainly(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init);
}

function describe(logger: Logger, address: string, init: RequestInit, context?: ContextValues): LogFields {
  const { requestData, onRequestId } = context?.get(callContextKey) ?? {};
  const requestId = logger.nextRequestId();
  try {
    onRequestId?.(requestId);
  } catch {
    // The request matters more than who wants to know its id.
  }
  const url = new URL(address, globalThis.location?.href);
  const { operation, requestService, attributes } = archiveAttributes(url);
  return {
    request_id: requestId,
    service: "AudioArchive",
    operation,
    endpoint: url.origin + url.pathname,
    request_data: {
      service: requestService,
      ...requestData,
      http_method: init.method ?? "GET",
      url_path: url.pathname,
      ...attributes,
    },
    auth_present: new Headers(init.headers).has("authorization"),
    ssl_enabled: url.protocol === "https:",
    ca_cert: null,
  };
}

function answerFields(response: Response, body: ArrayBuffer): LogFields {
  const type = response.headers.get("content-type");
  return {
    response_size_bytes: body.byteLength,
    response_data: { http_status: response.status, ...(type !== null && { content_type: type }) },
  };
}

function refusal(response: Response, body: ArrayBuffer): { error: LogError } {
  const words = new TextDecoder().decode(body.slice(0, maxWords));
  return { error: { error_type: `HTTP_${String(response.status)}`, error_message: words || response.statusText } };
}

function failureOf(thrown: unknown, signal: AbortSignal | null | undefined): LogError | "cancelled" {
  if (classifyFailure(thrown, signal) === "cancelled") return "cancelled";
  const reason: unknown = signal?.aborted ? signal.reason : thrown;
  const { name, message } = reason instanceof Error ? reason : new Error(String(reason));
  return { error_type: name, error_message: message };
}

/** The same answer with its body still to be read. */
function whole(response: Response, body: ArrayBuffer): Response {
  const hasNoBody = [101, 204, 205, 304].includes(response.status);
  const { status, statusText, headers } = response;
  return new Response(hasNoBody ? null : body, { status, statusText, headers });
}
