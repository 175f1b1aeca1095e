import { Code, ConnectError } from "@connectrpc/connect";
import { trailerFlag, validateResponse, validateTrailer } from "@connectrpc/connect/protocol-grpc-web";
import { answerForm } from "../../wire/answer-form.ts";
import { noteBytes, openSeenResponse, seenResponse, type SeenResponse } from "../../wire/seen-response.ts";
import { decodeTextBody } from "./decode-text-body.ts";
import { readEnvelopes, refuseCompressed } from "./read-envelopes.ts";
import { readableStatus, readTrailers } from "./wire-status.ts";

/** The answer of a call over gRPC-Web, once its fields have come. */
export interface WireAnswer<Message> {
  header: Headers;
  /** Filled when the messages have ended. */
  trailer: Headers;
  message: AsyncGenerator<Message, void>;
}

/**
 * Reads an answer of gRPC-Web, as bytes or as base64. Its status is what `grpc-status` says, in the fields or in the frame of
 * trailers, whatever stands around it; without one, what the status of HTTP means.
 *
 * @throws ConnectError with the status, when it is no success; of the body, from `message`
 */
export async function readAnswer<Message>(
  { status, headers, body }: Response,
  parse: (bytes: Uint8Array) => Message,
  signal: AbortSignal,
): Promise<WireAnswer<Message>> {
  const header = readableStatus(headers);
  // A status of gRPC is looked for before that of HTTP.
  const { foundStatus, headerError } = validateResponse(200, header);
  if (headerError) throw headerError;
  const form = answerForm(header.get("content-type"));
  const bytes = body && (form === "text" ? decodeTextBody(body) : body);
  const seen = seenResponse(signal) ?? openSeenResponse();
  if (bytes && status >= 300 && (form === "web" || form === "text")) await throwTrailers(bytes, header, seen);
  validateResponse(status, header);
  if (!bytes) throw broken("missing response body");
  const trailer = new Headers();
  const message = foundStatus
    ? readNothing(bytes, header, seen)
    : readMessages(bytes, parse, { header, trailer, signal, seen });
  return { header, trailer, message };
}

async function* readMessages<Message>(
  body: ReadableStream<Uint8Array>,
  parse: (bytes: Uint8Array) => Message,
  { header, trailer, signal, seen }: { header: Headers; trailer: Headers; signal: AbortSignal; seen: SeenResponse },
): AsyncGenerator<Message, void> {
  let isEnded = false;
  for await (const { flags, data } of readEnvelopes(body, (sizeBytes) => noteBytes(seen, sizeBytes))) {
    const isTrailer = (flags & trailerFlag) === trailerFlag;
    if (isEnded) throw broken(isTrailer ? "extra trailer" : "extra message");
    refuseCompressed(flags, header);
    if (isTrailer) {
      isEnded = true;
      seen.hasTrailers = true;
      const fields = readTrailers(data);
      validateTrailer(fields, header);
      fields.forEach((text, name) => trailer.set(name, text));
    } else {
      seen.messages++;
      yield parse(data);
    }
  }
  // Node's fetch may end the body instead of failing it (https://github.com/nodejs/undici/issues/1940).
  signal.throwIfAborted();
  if (!isEnded) throw broken("missing trailer");
}

/** After a success in the fields only trailers may come, and they may say otherwise. */
async function* readNothing(
  body: ReadableStream<Uint8Array>,
  header: Headers,
  seen: SeenResponse,
): AsyncGenerator<never, void> {
  if (await throwTrailers(body, header, seen)) throw broken("extra data for trailers-only");
}

/** Throws the failure that a body of trailers alone says. @returns whether something else is there */
async function throwTrailers(body: ReadableStream<Uint8Array>, header: Headers, seen: SeenResponse): Promise<boolean> {
  const received = readEnvelopes(body, (sizeBytes) => noteBytes(seen, sizeBytes));
  // A body that breaks off says nothing beside the status that is known.
  const first = await received.next().catch(() => ({ done: true as const, value: undefined }));
  if (first.done) return false;
  if ((first.value.flags & trailerFlag) !== trailerFlag) return true;
  seen.hasTrailers = true;
  const fields = readTrailers(first.value.data);
  if (fields.has("grpc-status")) validateTrailer(fields, header);
  return false;
}

function broken(words: string): ConnectError {
  return new ConnectError(words, Code.Unknown);
}
