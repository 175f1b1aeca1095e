import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { streamTransport, type StreamTransportOptions } from "./stream-transport.ts";
import { readAnswer } from "./read-answer.ts";

export interface GrpcWebOptions extends StreamTransportOptions {
  fetch: typeof globalThis.fetch;
}

/**
 * Streams of the server over gRPC-Web, for long audio: like connect-web's in everything a caller sees, without its copies,
 * and with a status that is never lost.
 */
export function grpcWebStreams(options: GrpcWebOptions): Transport["stream"] {
  return streamTransport(options, async ({ request: { url, header, signal }, envelopes, parse }) => {
    const { done, value: body } = await envelopes.next();
    if (done) throw new ConnectError("missing request message", Code.Unknown);
    const response = await options.fetch(url, { redirect: "error", method: "POST", headers: header, signal, body });
    return readAnswer(response, parse, signal);
  });
}
