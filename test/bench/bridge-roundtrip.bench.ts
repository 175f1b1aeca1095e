import { create } from "@bufbuild/protobuf";
import { createClient, type Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { WebSocket as NodeSocket } from "ws";
import { createBidiSocketTransport } from "../../src/audiokit/transport/bidi-socket-transport.ts";
import { RecognizeRequestSchema, STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { median, report } from "./report.ts";
import { openStubPlatform } from "./stub-platform.ts";

// Round trip of a small message in an open call: over the bridge, against native gRPC, by the same client to the same server,
// in turns. `node test/bench/bridge-roundtrip.bench.ts`

const rounds = 5;
const messages = 2_000;
/** 20 ms of audio. */
const messageBytes = 640;

await using serving = await openStubPlatform((router) =>
  router.service(STT, {
    async *recognize(requests) {
      for await (const { streamingRequest } of requests) yield { isFinal: streamingRequest.case === "audio" };
    },
  }),
);
for (const way of ["direct", "envoy"] as const) {
  const [bridge, native]: [number[], number[]] = [[], []];
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round++) {
    const times = [
      await roundTrip(overBridge(serving[way])),
      await roundTrip(createGrpcTransport({ baseUrl: serving[way] })),
    ];
    if (round === 0) continue;
    bridge.push(times[0]!);
    native.push(times[1]!);
  }
  report("bridge-roundtrip", `native bidi, ${way}`, median(bridge), median(native));
}

/** Median round trip of one message, in milliseconds. */
async function roundTrip(transport: Transport): Promise<number> {
  const value = new Uint8Array(messageBytes);
  const message = create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } });
  const times: number[] = [];
  let answered = Promise.withResolvers<undefined>();
  async function* speak() {
    for (let sent = 0; sent < messages; sent++) {
      const sentAtMs = performance.now();
      answered = Promise.withResolvers();
      yield message;
      await answered.promise;
      times.push(performance.now() - sentAtMs);
    }
  }
  let answers = 0;
  for await (const { isFinal } of createClient(STT, transport).recognize(speak())) {
    if (isFinal) answers++;
    answered.resolve(undefined);
  }
  if (answers !== messages) throw new Error(`${messages} messages had ${answers} answers`);
  return median(times);
}

function overBridge(baseUrl: string): Transport {
  const socketClass = class extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: baseUrl });
    }
  } as unknown as typeof WebSocket;
  return createBidiSocketTransport({ bridgeUrl: baseUrl + bridgePath, WebSocket: socketClass });
}
