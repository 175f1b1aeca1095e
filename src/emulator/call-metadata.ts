import { createContextKey, type HandlerContext, type Interceptor } from "@connectrpc/connect";
import type { DescMethod } from "@bufbuild/protobuf";
import { randomUuid } from "../basics/uuid.ts";

/** Response header with the request options that the embedded platform ignored; percent-encoded. */
export const ignoredHeader = "x-audiokit-ignored";
/** Response header with sentences about options that were honoured in another way than requested; percent-encoded. */
export const noteHeader = "x-audiokit-note";

/** Longest text of a note, in characters: header limits of a proxy must not turn a good response into a failure. */
const maxNoteLength = 1000;

/**
 * Sends the response headers at once. The host of the routes supplies it with each call; without a host (in
 * memory) headers travel with the first message.
 */
export const sendHeadersKey = createContextKey<(headers: Headers) => void>(() => undefined, {
  description: "sends response headers before the first message",
});

/** Where interceptors find the context of the call that they are about: its response headers, before there is a response. */
export const handlerContextKey = createContextKey<HandlerContext | undefined>(undefined, {
  description: "context of the call",
});

/**
 * Sets the response headers that every call of the platform has: `request_id` (prefix, dash, UUID), `request-id` (the
 * UUID alone), `client_id` (empty for a call without a token).
 */
export function identifyCall(context: HandlerContext, clientId: string, uuid: () => string = randomUuid): void {
  const id = uuid();
  context.responseHeader.set("request_id", `${prefixOf(context.method)}-${id}`);
  context.responseHeader.set("request-id", id);
  context.responseHeader.set("client_id", clientId);
}

/** Adds options that the call accepts but ignores. Call it before the first `await` of the implementation. */
export function noteIgnored(context: HandlerContext, names: string[]): void {
  if (names.length > 0) appendNote(context, ignoredHeader, names.join(", "), ", ");
}

/** Adds a sentence about how the response differs from the request. Call it before the first `await`. */
export function noteMismatch(context: HandlerContext, text: string): void {
  appendNote(context, noteHeader, text, " ");
}

/**
 * Interceptor that sends the headers of a stream before its first message, as the platform does: clients wait for them.
 *
 * A server stream has set its notes when its first step pauses; a bidi stream when it asks for the second request
 * message, having read the configuration in the first.
 */
export const headersFirst: Interceptor = (next) => async (request) => {
  if (!request.stream) return next(request);
  const send = () => {
    request.contextValues.get(sendHeadersKey)(response.header);
  };
  const isBidi = request.method.methodKind === "bidi_streaming";
  // The implementation starts with the first read of the response, so `send` never runs before `response` is there.
  const response = await next(isBidi ? { ...request, message: callOnSecond(request.message, send) } : request);
  if (isBidi || !response.stream) return response;
  return { ...response, message: callOnPause(response.message, send) };
};

async function* callOnSecond<T>(messages: AsyncIterable<T>, call: () => void): AsyncGenerator<T> {
  for await (const message of messages) {
    yield message;
    call();
  }
}

async function* callOnPause<T>(messages: AsyncIterable<T>, call: () => void): AsyncGenerator<T> {
  const iterator = messages[Symbol.asyncIterator]();
  try {
    const first = iterator.next();
    call();
    for (let step = await first; step.done !== true; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}

/** The two letters with which the platform's request ids begin. */
function prefixOf(method: DescMethod): string {
  const service = method.parent.typeName;
  if (method.name === "GetModelsInfo") return "MI";
  if (service.endsWith(".VoiceCloning")) return "VC";
  if (service.endsWith(".LongRunning")) return "LR";
  const kind = service.endsWith(".STT") ? "R" : "S";
  return (method.methodKind === "unary" ? "F" : "S") + kind;
}

function appendNote(context: HandlerContext, header: string, text: string, separator: string): void {
  const before = context.responseHeader.get(header);
  context.responseHeader.set(header, before === null ? printable(text) : before + separator + printable(text));
}

/** Header values are ASCII: everything else, and `%`, is percent-encoded as in `grpc-message`. */
function printable(text: string): string {
  return text
    .slice(0, maxNoteLength)
    .toWellFormed()
    .replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}
