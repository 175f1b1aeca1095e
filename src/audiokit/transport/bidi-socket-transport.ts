import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, decodeBinaryHeader, type Interceptor, type Transport } from "@connectrpc/connect";
import type { EnvelopedMessage } from "@connectrpc/connect/protocol";
import { trailerFlag, validateTrailer } from "@connectrpc/connect/protocol-grpc-web";
import { noteMoment } from "../../wire/call-moments.ts";
import { noteBytes, noteHeaders, openSeenResponse, type SeenResponse } from "../../wire/seen-response.ts";
import { upstreamBodyField, upstreamStatusField } from "../../wire/bidi-frame.ts";
import { streamTransport } from "./stream-transport.ts";
import { readEnvelopes, refuseCompressed } from "./read-envelopes.ts";
import { noteForeign } from "./watch-responses.ts";
import { readTrailers } from "./wire-status.ts";
import { openSocketStream, type SocketStreamOptions } from "./socket-stream.ts";

export interface BidiSocketOptions extends SocketStreamOptions {
  /** Where the bridge is: `https://host/bridge`. */
  bridgeUrl: string;
  interceptors?: Interceptor[];
}

/**
 * A Connect transport for streams over a WebSocket bridge, so that a live call has interceptors, headers, trailers, error
 * details, deadlines and cancellation like any other.
 *
 * It carries every kind of stream. Unary calls have gRPC-Web and are refused here.
 */
export function createBidiSocketTransport(options: BidiSocketOptions): Transport {
  const { bridgeUrl, interceptors } = options;
  return {
    unary() {
      return Promise.reject(new ConnectError("unary calls go over gRPC-Web", Code.Unimplemented));
    },
    stream: streamTransport({ baseUrl: bridgeUrl, ...(interceptors && { interceptors }) }, async (stream) => {
      const { request, envelopes, parse } = stream;
      const seen = openSeenResponse(request.signal);
      const bytes = openSocketStream(request, envelopes, seen, options);
      const received = readEnvelopes(bytes, (sizeBytes) => noteBytes(seen, sizeBytes));
      const header = await readHeader(received);
      noteMoment(request.signal, "headers");
      const status = header.get(upstreamStatusField);
      noteHeaders(seen, header, status === null ? undefined : Number(status));
      noteBody(seen, header);
      const trailer = new Headers();
      return { header, trailer, message: readMessages(received, parse, { header, trailer, seen }) };
    }),
  };
}

/** Takes the beginning of a foreign answer out of the headers, where the bridge has put it. */
function noteBody(seen: SeenResponse, header: Headers): void {
  const body = header.get(upstreamBodyField);
  header.delete(upstreamBodyField);
  if (body !== null) noteForeign(seen, decodeBinaryHeader(body), header);
}

type Envelopes = AsyncGenerator<EnvelopedMessage, void>;

function isMetadata(envelope: EnvelopedMessage): boolean {
  return (envelope.flags & trailerFlag) === trailerFlag;
}

async function readHeader(received: Envelopes): Promise<Headers> {
  const { done, value } = await received.next();
  if (done || !isMetadata(value)) throw new ConnectError("the bridge sent no headers", Code.Internal);
  return readTrailers(value.data);
}

/** Ends at the trailers, not when the socket closes: a proxy may hold the closing back (Envoy's delayed_close_timeout). */
async function* readMessages<O extends DescMessage>(
  received: Envelopes,
  parse: (bytes: Uint8Array) => MessageShape<O>,
  { header, trailer, seen }: { header: Headers; trailer: Headers; seen: SeenResponse },
): AsyncGenerator<MessageShape<O>> {
  for (;;) {
    const { done, value } = await received.next();
    if (done) throw new ConnectError("the stream ended without trailers", Code.Unavailable);
    if (isMetadata(value)) {
      seen.hasTrailers = true;
      const fields = readTrailers(value.data);
      validateTrailer(fields, header);
      fields.forEach((text, name) => trailer.set(name, text));
      return;
    }
    refuseCompressed(value.flags, header);
    seen.messages++;
    yield parse(value.data);
  }
}
