import http from "node:http";
import http2 from "node:http2";
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, createClient, type ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { encodeEnvelope } from "@connectrpc/connect/protocol";
import { describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { createBidiSocketTransport } from "../../audiokit/transport/bidi-socket-transport.ts";
import { RecognizeRequestSchema, STT, type RecognizeRequest } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { bidiSubprotocol, encodeMetadata, halfCloseMark, markEnvelope } from "../../wire/bidi-frame.ts";
import { bridgePath } from "../../wire/paths.ts";
import { createBridge, type BridgeOptions } from "./bridge.ts";

const recognizePath = "/mts.ai.audiogram.stt.v3.STT/Recognize";
const pieceBytes = 64 * 1024;
const pieceCount = 1000;
/** What windows and socket buffers on the way may hold of the 64 MB, in pieces: a half. */
const heldPieces = pieceCount / 2;

const { open, listen } = localServers();

/** A real gRPC server and a bridge before it. */
async function setup(recognize: ServiceImpl<typeof STT>["recognize"], options: Partial<BridgeOptions> = {}) {
  const routes = connectNodeAdapter({ routes: (router) => router.rpc(STT.method.recognize, recognize) });
  const platform = await listen(http2.createServer(routes));
  const bridge = createBridge({ upstreamUrl: () => platform, methods: new Set([recognizePath]), ...options });
  open.push(() => bridge.close());
  const server = http.createServer();
  server.on("upgrade", (request, socket, head) => bridge.handleUpgrade(request, socket, head));
  const origin = await listen(server);
  const connect = (protocol: string = bidiSubprotocol) =>
    new NodeSocket(origin.replace("http", "ws") + bridgePath + recognizePath, [protocol], { origin });
  return { origin, connect, bridge };
}

const audio = (bytes: number): RecognizeRequest =>
  create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value: new Uint8Array(bytes) } });
const opening = encodeMetadata([["x-ai-account", "acc"]]);
const piece = markEnvelope(encodeEnvelope(0, toBinary(RecognizeRequestSchema, audio(pieceBytes))));

/** Waits until a count stands still, and gives it. */
async function settled(count: () => number): Promise<number> {
  let before = -1;
  await expect
    .poll(
      () => {
        const isStill = count() === before && before > 0;
        before = count();
        return isStill;
      },
      { interval: 300 },
    )
    .toBe(true);
  return before;
}

/** Sends every piece, each when the one before has left, and then the half-close; gives how many have left. */
function pour(page: NodeSocket): () => number {
  let count = 0;
  const next = (): void => {
    if (count++ < pieceCount) page.send(piece, next);
    else page.send(Uint8Array.of(halfCloseMark));
  };
  page.send(opening, next);
  return () => count;
}

/** Holds work back until it is released. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { passed: promise, release: () => resolve(undefined) };
}

describe("back-pressure", () => {
  it("stops reading from the platform while the page does not read, and loses nothing", async () => {
    let produced = 0;
    const { connect } = await setup(async function* () {
      for (; produced < pieceCount; produced++) {
        yield await Promise.resolve({ hypothesis: { transcript: "x".repeat(pieceBytes) } });
      }
    });
    const page = connect();
    await new Promise((done) => page.once("open", done));
    let receivedBytes = 0;
    page.on("message", (data: Buffer) => (receivedBytes += data.length));
    page.pause();
    page.send(opening);
    page.send(Uint8Array.of(halfCloseMark));
    expect(await settled(() => produced)).toBeLessThan(heldPieces);
    page.resume();
    await new Promise((done) => page.once("close", done));
    expect(produced).toBe(pieceCount);
    expect(receivedBytes).toBeGreaterThan(pieceCount * pieceBytes);
  });

  it("stops reading from the page while the platform does not read, and loses nothing", async () => {
    const { passed, release } = gate();
    let heardBytes = 0;
    const { connect } = await setup(async function* (messages) {
      await passed;
      for await (const { streamingRequest } of messages) {
        if (streamingRequest.case === "audio") heardBytes += streamingRequest.value.length;
      }
      yield {};
    });
    const page = connect();
    await new Promise((done) => page.once("open", done));
    const poured = pour(page);
    expect(await settled(poured)).toBeLessThan(heldPieces);
    release();
    await new Promise((done) => page.once("close", done));
    expect(heardBytes).toBe(pieceCount * pieceBytes);
  });

  it("takes no more from the caller than the socket takes", async () => {
    const { passed, release } = gate();
    let heard = 0;
    const { origin } = await setup(async function* (messages) {
      await passed;
      for await (const { streamingRequest } of messages) if (streamingRequest.case === "audio") heard++;
      yield {};
    });
    class FromOrigin extends NodeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin });
      }
    }
    const socketClass = FromOrigin as unknown as typeof WebSocket;
    const transport = createBidiSocketTransport({ bridgeUrl: origin + bridgePath, WebSocket: socketClass });
    let taken = 0;
    async function* questions() {
      for (; taken < pieceCount; taken++) yield await Promise.resolve(audio(pieceBytes));
    }
    const call = Array.fromAsync(createClient(STT, transport).recognize(questions()));
    expect(await settled(() => taken)).toBeLessThan(heldPieces);
    release();
    await call;
    expect(heard).toBe(pieceCount);
  });
});

describe("the bridge", () => {
  it("takes no page for dead whose answers lie behind sound that the platform has not taken", async () => {
    const { passed, release } = gate();
    const { connect, bridge } = await setup(
      async function* (messages) {
        await passed;
        for await (const message of messages) if (message.streamingRequest.case === "audio") continue;
        yield {};
      },
      { pingMs: 200 },
    );
    const page = connect();
    await new Promise((done) => page.once("open", done));
    const poured = pour(page);
    await settled(poured);
    // Some rounds of pings have passed by now.
    expect(bridge.status().connections).toBe(1);
    release();
    const code = await new Promise((done) => page.once("close", done));
    expect(code).toBe(1000);
  });

  it("cuts a call whose message is larger than it takes, and the page is told that", async () => {
    const { origin } = await setup(async function* () {}, { maxMessageBytes: 1000 });
    class FromOrigin extends NodeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin });
        this.on("error", () => undefined); // a browser only closes
      }
    }
    const socketClass = FromOrigin as unknown as typeof WebSocket;
    const transport = createBidiSocketTransport({ bridgeUrl: origin + bridgePath, WebSocket: socketClass });
    async function* questions() {
      yield await Promise.resolve(audio(70_000));
      await new Promise(() => undefined);
    }
    const call = Array.fromAsync(createClient(STT, transport).recognize(questions()));
    await expect(call).rejects.toMatchObject({ code: Code.ResourceExhausted });
  });

  it("refuses a socket of another protocol", async () => {
    const { connect } = await setup(async function* () {});
    const answer = await new Promise<http.IncomingMessage>((done) =>
      connect("mqtt")
        .on("error", () => undefined)
        .once("unexpected-response", (_, response) => done(response)),
    );
    expect(answer.statusCode).toBe(400);
  });
});
