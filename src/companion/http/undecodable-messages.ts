import { codeToString } from "@connectrpc/connect/protocol-connect";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import type { UniversalHandler, UniversalServerResponse } from "@connectrpc/connect/protocol";

/** How Connect begins the message of its own error when a message is no protobuf. */
const undecodable = /^{"code":"internal","message":"parse binary: /;

/**
 * Answers an undecodable message in Connect's protocol with 400 (`invalid_argument`), as Connect does for JSON; by itself it
 * answers 500, as if the server were at fault. gRPC and gRPC-Web keep INTERNAL, which is what gRPC says for it.
 */
export function refuseUndecodable(router: ConnectRouter): void {
  const handlers = router.handlers as UniversalHandler[];
  handlers.forEach((handler, index) => {
    if (!handler.protocolNames.includes("connect")) return;
    const answer = async (...[request]: Parameters<UniversalHandler>) => restate(await handler(request));
    handlers[index] = Object.assign(answer, { ...handler });
  });
}

async function restate(response: UniversalServerResponse): Promise<UniversalServerResponse> {
  if (response.status !== 500 || response.body === undefined) return response;
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  if (!undecodable.test(text)) return { ...response, body: from(chunks) };
  const body = Buffer.from(text.replace("internal", codeToString(Code.InvalidArgument)));
  const header = new Headers(response.header);
  header.set("content-length", String(body.length));
  return { ...response, status: 400, header, body: from([body]) };
}

async function* from(chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
