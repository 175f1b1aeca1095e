import http from "node:http";
import http2 from "node:http2";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { createBidiSocketTransport } from "../../audiokit/transport/bidi-socket-transport.ts";
import { RecognizeRequestSchema, STT, type RecognizeRequest } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { encodeMetadata } from "../../wire/bidi-frame.ts";
import { bridgePath } from "../../wire/paths.ts";
import { createBridge, type BridgeOptions } from "./bridge.ts";

const recognizePath = "/mts.ai.audiogram.stt.v3.STT/Recognize";
const { open, listen } = localServers();

/** A real gRPC server that says back how many bytes each audio message had, and a bridge before it. */
async function setup(options: Partial<BridgeOptions> = {}) {
  const seen = { calls: 0, aborted: 0, metadata: [] as string[] };
  const adapter = connectNodeAdapter({
    routes: (router) =>
      router.rpc(STT.method.recognize, async function* (messages, context) {
        seen.calls++;
        seen.metadata.push(context.requestHeader.get("x-ai-account") ?? "");
        context.signal.addEventListener("abort", () => seen.aborted++);
        context.responseHeader.set("request_id", "SR-1");
        context.responseTrailer.set("said", "goodbye");
        for await (const { streamingRequest } of messages) {
          if (streamingRequest.case === "config") throw new ConnectError("не тот язык", Code.InvalidArgument);
          const bytes = streamingRequest.case === "audio" ? streamingRequest.value.length : 0;
          yield { hypothesis: { transcript: `${bytes}` }, isFinal: true };
        }
      }),
  });
  const platform = await listen(http2.createServer(adapter));
  const bridge = createBridge({ upstreamUrl: () => platform, methods: new Set([recognizePath]), ...options });
  open.push(() => bridge.close());
  const server = http.createServer((_, response) => response.end(JSON.stringify(bridge.status())));
  server.on("upgrade", (request, socket, head) => bridge.handleUpgrade(request, socket, head));
  const origin = await listen(server);
  const socketClass = class extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin });
      this.on("error", () => undefined); // a browser only closes
    }
  } as unknown as typeof WebSocket;
  const transport = createBidiSocketTransport({ bridgeUrl: origin + bridgePath, WebSocket: socketClass });
  return { origin, bridge, seen, client: createClient(STT, transport) };
}

function audio(bytes: number): RecognizeRequest {
  return create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value: new Uint8Array(bytes) } });
}

async function* each<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}

/** Opens a bare socket and gives back everything it was told, with the close code. */
async function converse(origin: string, messages: (Uint8Array | string)[], headers: Record<string, string> = {}) {
  const socket = new NodeSocket(origin.replace("http", "ws") + bridgePath + recognizePath, ["grpc-websockets"], {
    origin,
    headers,
  });
  let heard = "";
  socket.on("message", (data) => (heard += String(data)));
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  for (const message of messages) socket.send(message);
  const code = await new Promise<number>((done) => socket.once("close", done));
  return { heard: decodeURIComponent(heard.replace(/%(?![0-9A-F]{2})/g, "%25")), code };
}

describe("a bridged call", () => {
  it("answers each message before the next is sent, with headers and trailers", async () => {
    const { client, seen } = await setup();
    const heard: string[] = [];
    let header: Headers | undefined;
    let trailer: Headers | undefined;
    let answered: () => void = () => undefined;
    async function* questions() {
      for (const bytes of [3, 0, 70_000]) {
        yield audio(bytes);
        await new Promise<void>((next) => (answered = next));
      }
    }
    const answers = client.recognize(questions(), {
      headers: { "x-ai-account": "acc" },
      onHeader: (fields) => (header = fields),
      onTrailer: (fields) => (trailer = fields),
    });
    for await (const answer of answers) {
      heard.push(answer.hypothesis?.transcript ?? "");
      answered();
    }
    expect(heard).toEqual(["3", "0", "70000"]);
    expect(header?.get("request_id")).toBe("SR-1");
    expect(trailer?.get("said")).toBe("goodbye");
    expect(seen.metadata).toEqual(["acc"]);
  });

  it("fails with the platform's own code and words", async () => {
    const { client } = await setup();
    const config = create(RecognizeRequestSchema, { streamingRequest: { case: "config", value: {} } });
    const failure = await Array.fromAsync(client.recognize(each([config]))).catch((error: unknown) => error);
    expect(ConnectError.from(failure)).toMatchObject({ code: Code.InvalidArgument, rawMessage: "не тот язык" });
  });

  it("reaches the platform when it is aborted", async () => {
    const { client, seen } = await setup();
    const stop = new AbortController();
    async function* forEver() {
      yield audio(1);
      await new Promise((_, leave) => stop.signal.addEventListener("abort", () => leave(stop.signal.reason)));
    }
    const call = (async () => {
      for await (const answer of client.recognize(forEver(), { signal: stop.signal })) if (answer.isFinal) stop.abort();
    })();
    await expect(call).rejects.toMatchObject({ code: Code.Canceled });
    await expect.poll(() => seen.aborted).toBe(1);
  });

  it("ends at its deadline", async () => {
    const { client } = await setup();
    async function* silent() {
      await new Promise(() => undefined);
      yield audio(1);
    }
    const call = Array.fromAsync(client.recognize(silent(), { timeoutMs: 100 }));
    await expect(call).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });

  it("carries 64 calls at once and refuses the 65th by name", async () => {
    const { client, bridge } = await setup({ maxCallsPerClient: 64 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* waiting() {
      yield audio(5);
      await held;
    }
    const calls = Array.from({ length: 64 }, () => Array.fromAsync(client.recognize(waiting())));
    await expect.poll(() => bridge.status().connections).toBe(64);
    const refused = Array.fromAsync(client.recognize(each([audio(1)])));
    await expect(refused).rejects.toMatchObject({ code: Code.ResourceExhausted });
    release();
    const answers = await Promise.all(calls);
    expect(answers.map((one) => one[0]?.hypothesis?.transcript)).toEqual(Array.from({ length: 64 }, () => "5"));
  });

  it("carries 32 calls of one client and tells it of the bound in the 33rd, while others have room", async () => {
    const { origin, bridge } = await setup({ isBehindProxy: true });
    const clientAt = (address: string) => {
      const socketClass = class extends NodeSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { origin, headers: { "x-forwarded-for": `10.0.0.9, ${address}` } });
        }
      } as unknown as typeof WebSocket;
      return createClient(STT, createBidiSocketTransport({ bridgeUrl: origin + bridgePath, WebSocket: socketClass }));
    };
    const held = Promise.withResolvers<undefined>();
    async function* waiting() {
      yield audio(5);
      await held.promise;
    }
    const one = clientAt("10.0.0.1");
    const calls = Array.from({ length: 32 }, () => Array.fromAsync(one.recognize(waiting())));
    await expect.poll(() => bridge.status().connections).toBe(32);
    await expect(Array.fromAsync(one.recognize(each([audio(1)])))).rejects.toMatchObject({
      code: Code.ResourceExhausted,
      rawMessage: "bridge: 32 live calls of this client are running already; try again when one has ended",
    });
    const [answer] = await Array.fromAsync(clientAt("10.0.0.2").recognize(each([audio(7)])));
    expect(answer?.hypothesis?.transcript).toBe("7");
    held.resolve(undefined);
    await Promise.all(calls);
    await expect.poll(() => bridge.status().connections).toBe(0);
    expect(await Array.fromAsync(one.recognize(each([audio(1)])))).toHaveLength(1);
  });

  it("reaches a page that reads slowly whole", async () => {
    const { client } = await setup();
    const call = client.recognize(each(Array.from({ length: 2000 }, () => audio(16_384))));
    let count = 0;
    for await (const answer of call) {
      if (count++ % 500 === 0) await new Promise((later) => setTimeout(later, 20));
      expect(answer.hypothesis?.transcript).toBe("16384");
    }
    expect(count).toBe(2000);
  });
});

describe("the bridge", () => {
  const metadata = encodeMetadata([["x-ai-account", "acc"]]);

  it.each([
    ["a text message", [metadata, "hello"], "all messages are binary"],
    ["an unknown mark", [metadata, Uint8Array.of(7, 0, 0, 0, 0, 0)], "no envelope and no half-close"],
    ["a length that lies", [metadata, Uint8Array.of(0, 0, 0, 0, 0, 9, 1)], "says 9 bytes and holds 1"],
    ["a message after the half-close", [metadata, Uint8Array.of(1), Uint8Array.of(1)], "after the half-close"],
    ["a header that cannot be sent", [encodeMetadata([["x-bad", "a\u0001b"]])], "x-bad"],
  ])("refuses %s and says so", async (_, messages, words) => {
    const { origin } = await setup();
    const { heard, code } = await converse(origin, messages);
    expect(heard).toContain(words);
    expect(heard).toContain("grpc-status: 3");
    expect(code).toBe(1000);
  });

  it("refuses a message over the limit", async () => {
    const { origin } = await setup({ maxMessageBytes: 100 });
    const { heard } = await converse(origin, [metadata, Uint8Array.of(0, 0, 0, 0, 0, 101)]);
    expect(heard).toContain("grpc-status: 8");
  });

  it("ends a call that never sends its metadata, and one that falls silent", async () => {
    const { origin } = await setup({ metadataTimeoutMs: 30, idleMs: 30 });
    expect((await converse(origin, [])).heard).toContain("no metadata came");
    expect((await converse(origin, [metadata])).heard).toContain("no message for");
  });

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }, recognizePath, 403],
    ["no origin at all", {}, recognizePath, 403],
    ["a method that is not on the list", undefined, "/mts.ai.audiogram.tts.v2.TTS/Synthesize", 404],
  ])("refuses %s", async (_, headers, method, status) => {
    const { origin } = await setup();
    const url = origin.replace("http", "ws") + bridgePath + method;
    const socket = new NodeSocket(url, ["grpc-websockets"], headers ?? { origin });
    const answer = await new Promise<http.IncomingMessage>((done) =>
      socket.on("error", () => undefined).once("unexpected-response", (_request, response) => done(response)),
    );
    expect(answer.statusCode).toBe(status);
  });

  it("drops a page that answers no pings", async () => {
    const { origin, bridge, seen } = await setup({ pingMs: 50 });
    const socket = new NodeSocket(origin.replace("http", "ws") + bridgePath + recognizePath, ["grpc-websockets"], {
      origin,
      autoPong: false,
    });
    await new Promise((done) => socket.once("open", done));
    socket.send(metadata);
    await expect.poll(() => seen.calls).toBe(1);
    await expect.poll(() => bridge.status().connections).toBe(0);
    await expect.poll(() => seen.aborted).toBe(1);
  });

  it("has what was recognised when the server goes, and learns that its sound was not all taken", async () => {
    const { client, bridge } = await setup();
    const heard: string[] = [];
    let speakOn: () => void = () => undefined;
    async function* speech() {
      yield audio(3);
      await new Promise<void>((next) => (speakOn = next));
      for (;;) yield audio(5);
    }
    let left: Promise<void> | undefined;
    const call = (async () => {
      for await (const { hypothesis } of client.recognize(speech())) {
        heard.push(hypothesis?.transcript ?? "");
        left ??= bridge.leave();
        speakOn();
      }
    })();
    await expect(call).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "the stream was cut: WebSocket closed with 1001 (the server is going away)",
    });
    await left;
    expect(heard[0]).toBe("3");
    expect(bridge.status().connections).toBe(0);
  });

  it("ends as it would have when the server goes after its sound has ended", async () => {
    const { origin, bridge, seen } = await setup();
    const talk = converse(origin, [metadata, Uint8Array.of(1)]);
    await expect.poll(() => seen.calls).toBe(1);
    await bridge.leave();
    const { heard, code } = await talk;
    expect(heard).toContain("grpc-status: 0");
    expect(code).toBe(1000);
  });

  it("is refused as going away when it begins while the server stops", async () => {
    const { client, bridge, seen } = await setup();
    await bridge.leave();
    const call = Array.fromAsync(client.recognize(each([audio(1)])));
    await expect(call).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "bridge: the server is going away",
    });
    expect(seen.calls).toBe(0);
  });

  it("says that the platform's side is gone", async () => {
    const { client } = await setup({ upstreamUrl: () => "http://127.0.0.1:1" });
    const call = Array.fromAsync(client.recognize(each([audio(1)])));
    await expect(call).rejects.toMatchObject({ code: Code.Unavailable });
  });
});
