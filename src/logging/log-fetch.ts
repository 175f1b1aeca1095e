import type { ContextValues } from "@connectrpc/connect";
import { classifyFailure } from "../wire/classify-failure.ts";
import { joinBytes } from "../basics/bytes.ts";
import { noteBytes, noteHeaders, openSeenResponse, type SeenResponse } from "../wire/seen-response.ts";
import { archiveAttributes } from "./attributes/archive-attributes.ts";
import { isOnline } from "./attributes/page-conditions.ts";
import { seenAttributes } from "./attributes/seen-attributes.ts";
import { callContextKey } from "./call-context.ts";
import { diagnoseFailure, type DiagnoseError } from "./diagnose-failure.ts";
import type { LogError, LogFields } from "./log-event.ts";
import type { Logger } from "./logger.ts";
import { openRequestSpan } from "./request-span.ts";
import { traceparentOf, type TracesCall } from "./trace-context.ts";

/** `fetch` of a URL given as text, with the context of the call beside its options. */
export type PlainFetch = (url: string, init: RequestInit & { contextValues?: ContextValues }) => Promise<Response>;

/** Longest part of a refusal's body that is logged as its message, in bytes. */
const maxBodyBytes = 500;
/** Longest part in which its title and first words are looked for, in bytes. */
const maxForeignBytes = 8_192;

/**
 * A fetch of the archive that is logged like any call: one `request_start` and exactly one end.
 *
 * The response is read whole before it is returned, because its end is the end of the call: not for responses that never
 * end. Contents are not logged: transcripts and recordings are personal. A request to the page's own origin carries its ID as
 * `x-request-id`, as calls do, so that a gateway logs it under the same one; another origin may refuse the header.
 *
 * @param fetch default: the browser's own
 * @param diagnoseError names the cause of a failure; default: no cause
 * @param tracesCall whether a request carries `traceparent`; default: none does
 */
export function logFetch(
  logger: Logger,
  fetch: PlainFetch = fetchPlainly,
  diagnoseError?: DiagnoseError,
  tracesCall: TracesCall = () => false,
): PlainFetch {
  return async (address, { contextValues, ...init }) => {
    const context = contextValues?.get(callContextKey) ?? {};
    const url = new URL(address, globalThis.location?.href);
    const common = requestFields(url, init, context.requestData);
    const seen = openSeenResponse();
    const wasOnline = isOnline();
    let received: LogFields = {};
    const span = openRequestSpan(logger, {
      title: `AudioArchive ${String(common.operation)}`,
      context,
      ending() {
        const fields = { ...common, ...received };
        return () => fields;
      },
    });
    const withSeen = (error: LogError, thrown?: unknown): LogError => {
      const call = { url: common.endpoint ?? "", error: thrown, response: seen, wasOnline };
      const found = seenAttributes({ ...call, withoutSecrets: logger.withoutSecrets });
      return { ...error, ...(found && { seen: found }) };
    };
    const fail = (error: LogError, thrown?: unknown) =>
      span.fail((fields) => diagnoseFailure(fields, withSeen(error, thrown), diagnoseError));
    span.start(() => common);
    try {
      const isOwn = url.origin === globalThis.location?.origin;
      const ids = {
        ...(isOwn && { "x-request-id": span.requestId }),
        ...(tracesCall(url.href) && { traceparent: traceparentOf(span.requestId) }),
      };
      const response = await fetch(address, withHeaders(init, ids));
      noteHeaders(seen, response.headers, response.status);
      const body = await readBody(response, seen);
      received = responseFields(response, body);
      if (response.ok) span.succeed();
      else {
        seen.foreignBody = textOf(body, maxForeignBytes);
        seen.foreignBytes = body.subarray(0, maxForeignBytes);
        fail(refusal(response, body));
      }
      return whole(response, body);
    } catch (thrown) {
      if (classifyFailure(thrown, init.signal) === "cancelled") span.cancel();
      else {
        logger.shutdown?.lostConnection();
        const reason: unknown = init.signal?.aborted ? init.signal.reason : thrown;
        fail(errorOf(reason), reason);
      }
      throw thrown;
    }
  };
}

function fetchPlainly(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init);
}

function withHeaders(init: RequestInit, more: Record<string, string>): RequestInit {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return { ...init, headers };
}

function requestFields(url: URL, init: RequestInit, requestData?: Record<string, unknown>): LogFields {
  const { operation, requestService, attributes } = archiveAttributes(url);
  return {
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

async function readBody({ body }: Response, seen: SeenResponse): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for (const reader = body?.getReader(); reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    noteBytes(seen, value.length);
    chunks.push(value);
  }
  return joinBytes(chunks);
}

const textOf = (body: Uint8Array, mostBytes: number) => new TextDecoder().decode(body.subarray(0, mostBytes));

function responseFields(response: Response, body: Uint8Array): LogFields {
  const type = response.headers.get("content-type");
  return {
    response_size_bytes: body.byteLength,
    response_data: { http_status: response.status, ...(type !== null && { content_type: type }) },
  };
}

function refusal(response: Response, body: Uint8Array): LogError {
  const error_message = textOf(body, maxBodyBytes) || response.statusText;
  return { error_type: `HTTP_${String(response.status)}`, error_message };
}

function errorOf(reason: unknown): LogError {
  const { name, message } = reason instanceof Error ? reason : new Error(String(reason));
  return { error_type: name, error_message: message };
}

/** The same response with its body still to be read. */
function whole(response: Response, body: Uint8Array<ArrayBuffer>): Response {
  const hasNoBody = [101, 204, 205, 304].includes(response.status);
  const { status, statusText, headers } = response;
  return new Response(hasNoBody ? null : body, { status, statusText, headers });
}
