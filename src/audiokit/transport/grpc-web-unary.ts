import { Code, ConnectError, createContextValues, type Transport } from "@connectrpc/connect";
import {
  createClientMethodSerializers,
  createMethodUrl,
  encodeEnvelope,
  runUnaryCall,
} from "@connectrpc/connect/protocol";
import { requestHeader } from "@connectrpc/connect/protocol-grpc-web";
import type { GrpcWebOptions } from "./grpc-web-streams.ts";
import { readAnswer } from "./read-answer.ts";

/** Unary calls over gRPC-Web: like connect-web's, with the reader of the streams, so that both say the same of an answer. */
export function grpcWebUnary({ baseUrl, interceptors, fetch }: GrpcWebOptions): Transport["unary"] {
  return (method, signal, limitMs, header, message, contextValues) => {
    const { serialize, parse } = createClientMethodSerializers(method, true);
    const timeoutMs = limitMs !== undefined && limitMs > 0 ? limitMs : undefined;
    return runUnaryCall({
      ...(interceptors && { interceptors }),
      ...(signal && { signal }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      req: {
        stream: false,
        service: method.parent,
        method,
        requestMethod: "POST",
        url: createMethodUrl(baseUrl, method),
        header: requestHeader(true, timeoutMs, header, false),
        contextValues: contextValues ?? createContextValues(),
        message,
      },
      next: async ({ url, header: headers, signal: ended, message: sent }) => {
        const body = encodeEnvelope(0, serialize(sent));
        const response = await fetch(url, { redirect: "error", method: "POST", headers, signal: ended, body });
        const answer = await readAnswer(response, parse, ended);
        const [received, extra] = await Array.fromAsync(answer.message);
        if (extra) throw new ConnectError("extra message", Code.Unimplemented);
        if (!received) throw new ConnectError("missing message", Code.Unimplemented);
        return { ...answer, stream: false, service: method.parent, method, message: received };
      },
    });
  };
}
