import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, createContextValues, type Interceptor, type Transport } from "@connectrpc/connect";
import {
  createClientMethodSerializers,
  createEnvelopeReadableStream,
  createMethodUrl,
  encodeEnvelope,
  runStreamingCall,
  type EnvelopedMessage,
} from "@connectrpc/connect/protocol";
import { requestHeader, trailerFlag, trailerParse, validateTrailer } from "@connectrpc/connect/protocol-grpc-web";
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
    stream(method, signal, timeoutMs, header, input, contextValues) {
      const { serialize, parse } = createClientMethodSerializers(method, true);
      return runStreamingCall({
        ...(interceptors && { interceptors }),
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && timeoutMs > 0 && { timeoutMs }),
        req: {
          stream: true,
          service: method.parent,
          method,
          requestMethod: "POST",
          url: createMethodUrl(bridgeUrl, method),
          header: requestHeader(true, timeoutMs, header, false),
          contextValues: contextValues ?? createContextValues(),
          message: input,
        },
        next: async (request) => {
          const envelopes = (async function* () {
            for await (const message of request.message) yield encodeEnvelope(0, serialize(message));
          })();
          const bytes = openSocketStream(request.url, request.header, envelopes, request.signal, options);
          const reader = createEnvelopeReadableStream(bytes).getReader();
          const responseHeader = await readHeader(reader);
          const trailer = new Headers();
          return {
            ...request,
            header: responseHeader,
            trailer,
            message: readMessages(reader, parse, responseHeader, trailer),
          };
        },
      });
    },
  };
}

type EnvelopeReader = ReadableStreamDefaultReader<EnvelopedMessage>;

function isMetadata(envelope: EnvelopedMessage): boolean {
  return (envelope.flags & trailerFlag) === trailerFlag;
}

async function readHeader(reader: EnvelopeReader): Promise<Headers> {
  const { done, value } = await reader.read();
  if (done || !isMetadata(value)) throw new ConnectError("the bridge sent no headers", Code.Internal);
  return trailerParse(value.data);
}

/** Ends at the trailers, not when the socket closes: a proxy may hold the closing back (Envoy's delayed_close_timeout). */
async function* readMessages<O extends DescMessage>(
  reader: EnvelopeReader,
  parse: (bytes: Uint8Array) => MessageShape<O>,
  header: Headers,
  trailer: Headers,
): AsyncGenerator<MessageShape<O>> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new ConnectError("the stream ended without trailers", Code.Unavailable);
    if (isMetadata(value)) {
      const fields = trailerParse(value.data);
      validateTrailer(fields, header);
      fields.forEach((text, name) => trailer.set(name, text));
      return;
    }
    yield parse(value.data);
  }
}
