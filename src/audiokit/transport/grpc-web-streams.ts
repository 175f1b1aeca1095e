import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { compressedFlag } from "@connectrpc/connect/protocol";
import { trailerFlag, trailerParse, validateResponse, validateTrailer } from "@connectrpc/connect/protocol-grpc-web";
import {
  streamTransport,
  type EnvelopeStream,
  type EnvelopeResponse,
  type StreamTransportOptions,
} from "./stream-transport.ts";
import { noteBytes, openSeenResponse, seenResponse, type SeenResponse } from "../../wire/seen-response.ts";
import { readEnvelopes } from "./read-envelopes.ts";

export interface GrpcWebStreamsOptions extends StreamTransportOptions {
  fetch: typeof globalThis.fetch;
}

/**
 * Streams of the server over gRPC-Web, for long audio: like connect-web's in everything a caller sees, without its copies.
 *
 * Two failures are clearer than there: a compressed message, which connect-web would read as it is, fails as
 * `internal`; and what fails here carries no bare text as its cause.
 */
export function grpcWebStreams(options: GrpcWebStreamsOptions): Transport["stream"] {
  return streamTransport(options, (stream) => call(stream, options.fetch));
}

async function call<O extends DescMessage>(
  { request, envelopes, parse }: EnvelopeStream<O>,
  fetch: typeof globalThis.fetch,
): Promise<EnvelopeResponse<O>> {
  const { url, header, signal } = request;
  const { done, value: body } = await envelopes.next();
  if (done) throw broken("missing request message");
  const response = await fetch(url, { redirect: "error", method: "POST", headers: header, signal, body });
  const { foundStatus, headerError } = validateResponse(response.status, response.headers);
  if (headerError) throw headerError;
  if (!response.body) throw broken("missing response body");
  const seen = seenResponse(signal) ?? openSeenResponse();
  const trailer = new Headers();
  const message = foundStatus
    ? readNothing(response.body)
    : readMessages(response.body, parse, { header: response.headers, trailer, signal, seen });
  return { header: response.headers, trailer, message };
}

async function* readMessages<O extends DescMessage>(
  body: ReadableStream<Uint8Array>,
  parse: (bytes: Uint8Array) => MessageShape<O>,
  { header, trailer, signal, seen }: { header: Headers; trailer: Headers; signal: AbortSignal; seen: SeenResponse },
): AsyncGenerator<MessageShape<O>> {
  let isEnded = false;
  for await (const { flags, data } of readEnvelopes(body, (sizeBytes) => noteBytes(seen, sizeBytes))) {
    const isTrailer = (flags & trailerFlag) === trailerFlag;
    if (isEnded) throw broken(isTrailer ? "extra trailer" : "extra message");
    if (isTrailer) {
      isEnded = true;
      seen.hasTrailers = true;
      const fields = trailerParse(data);
      validateTrailer(fields, header);
      fields.forEach((text, name) => trailer.set(name, text));
    } else if ((flags & compressedFlag) === compressedFlag) {
      throw new ConnectError("protocol error: received unsupported compressed output", Code.Internal);
    } else {
      seen.messages++;
      yield parse(data);
    }
  }
  // Node's fetch may end the body instead of failing it (https://github.com/nodejs/undici/issues/1940).
  signal.throwIfAborted();
  if (!isEnded) throw broken("missing trailer");
}

/** After a status in the headers nothing may come. */
async function* readNothing(body: ReadableStream<Uint8Array>): AsyncGenerator<never> {
  const { done } = await readEnvelopes(body).next();
  if (!done) throw broken("extra data for trailers-only");
}

function broken(words: string): ConnectError {
  return new ConnectError(words, Code.Unknown);
}
