import { connect, constants, type ClientHttp2Session } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { emulatorRoutes } from "../../emulator/routes.ts";
import { createTokenIssuer } from "../../emulator/token.ts";
import { serve, type RunningServer } from "../server/serve.ts";

let served: RunningServer | undefined;
let session: ClientHttp2Session | undefined;
afterEach(async () => {
  session?.destroy();
  await served?.close();
});

/** More than fit onto one connection at the same time. */
const calls = 300;
/** More than one window holds, so that some of it is always still to come. */
const sound = new Uint8Array(100_000);

/** A connection to a server that refuses every recording after its first message. */
async function connectToRefusal(): Promise<ClientHttp2Session> {
  const tokens = await createTokenIssuer();
  served = await serve({
    host: "127.0.0.1",
    port: 0,
    routes: emulatorRoutes({
      synthesis: {},
      recognition: {
        async *recognize(requests) {
          for await (const { streamingRequest } of requests) {
            if (streamingRequest.case !== "audio") throw new ConnectError("no such preset", Code.NotFound);
            yield {};
          }
        },
      },
      tokens,
    }),
    tokens,
    consoleConfig: { gateway: "direct", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
    onlyLocalNames: true,
  });
  return (session = connect(`http://127.0.0.1:${served.port}`));
}

/** Speaks on without waiting; gives the status of the call, and ends it as a client of that kind does. */
function speak(session: ClientHttp2Session, resetsWith: number | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ":method": "POST",
      ":path": "/mts.ai.audiogram.stt.v3.STT/Recognize",
      "content-type": "application/grpc",
    });
    let status = "";
    stream.on("trailers", (fields) => (status = String(fields["grpc-status"])));
    stream.on("error", reject).on("end", () => {
      if (resetsWith !== undefined) stream.close(resetsWith);
      resolve(status);
    });
    stream.resume();
    const head = Buffer.alloc(5);
    head.writeUInt32BE(sound.length, 1);
    for (const part of [Buffer.alloc(5), head, sound]) stream.write(part);
  });
}

describe("a call that is refused while its sound still comes", () => {
  it.each([
    ["leaves it at that", undefined],
    ["ends its stream, as Envoy does", constants.NGHTTP2_NO_ERROR],
    ["cancels its stream", constants.NGHTTP2_CANCEL],
  ])("takes no place of the connection when its client %s", async (_, resetsWith) => {
    const connection = await connectToRefusal();
    const statuses = new Set<string>();
    for (let call = 0; call < calls; call++) statuses.add(await speak(connection, resetsWith));
    expect([...statuses]).toEqual([String(Code.NotFound)]);
  });
});
