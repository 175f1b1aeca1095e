import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { createContextValues, type Interceptor, type StreamRequest, type Transport } from "@connectrpc/connect";
import {
  createClientMethodSerializers,
  createMethodUrl,
  encodeEnvelope,
  runStreamingCall,
} from "@connectrpc/connect/protocol";
import { requestHeader } from "@connectrpc/connect/protocol-grpc-web";

export interface StreamTransportOptions {
  /** The URL before the names of service and method. */
  baseUrl: string;
  interceptors?: Interceptor[];
}

/** One stream as its carrier sees it: envelopes out, envelopes in. */
export interface EnvelopeStream<O extends DescMessage> {
  request: Pick<StreamRequest, "url" | "header" | "signal">;
  /** The caller's messages as envelopes. */
  envelopes: AsyncGenerator<Uint8Array<ArrayBuffer>>;
  /** Reads one message of the response. @throws ConnectError `internal` when it is none */
  parse: (bytes: Uint8Array) => MessageShape<O>;
}

/** What a carrier returns once the response has begun. */
export interface EnvelopeResponse<O extends DescMessage> {
  header: Headers;
  /** Filled when the messages have ended. */
  trailer: Headers;
  message: AsyncIterable<MessageShape<O>>;
}

/**
 * The streams of a Connect transport over a carrier of our own, with interceptors, deadline and cancellation as in any other.
 *
 * @param carry sends the envelopes and reads the response; what it throws is how the call fails
 */
export function streamTransport(
  { baseUrl, interceptors }: StreamTransportOptions,
  carry: <O extends DescMessage>(stream: EnvelopeStream<O>) => Promise<EnvelopeResponse<O>>,
): Transport["stream"] {
  return (method, signal, askedMs, header, input, contextValues) => {
    const { serialize, parse } = createClientMethodSerializers(method, true);
    const timeoutMs = askedMs !== undefined && askedMs > 0 ? askedMs : undefined;
    return runStreamingCall({
      ...(interceptors && { interceptors }),
      ...(signal && { signal }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      req: {
        stream: true,
        service: method.parent,
        method,
        requestMethod: "POST",
        url: createMethodUrl(baseUrl, method),
        header: requestHeader(true, timeoutMs, header, false),
        contextValues: contextValues ?? createContextValues(),
        message: input,
      },
      next: async (request) => {
        const envelopes = (async function* () {
          for await (const message of request.message) yield encodeEnvelope(0, serialize(message));
        })();
        return { ...request, ...(await carry({ request, envelopes, parse })) };
      },
    });
  };
}
