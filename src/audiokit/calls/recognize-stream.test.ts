import http from "node:http";
import http2 from "node:http2";
import { Code, ConnectError, type ConnectRouter, type ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { createBridge } from "../../companion/bridge/bridge.ts";
import { STT, type RecognizeRequest } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { logCalls } from "../../logging/log-calls.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { bridgePath } from "../../wire/paths.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import { createAudioKitClient } from "../client.ts";
import type { LiveOptions, LiveRecognition } from "./recognize-stream.ts";
import type { TransportOptions } from "../transport/audiokit-transport.ts";

const { open, listen } = localServers();

/** A platform behind a real bridge, the logged client of it, and what the platform saw. */
async function setup(recognize: ServiceImpl<typeof STT>["recognize"], more: Partial<TransportOptions> = {}) {
  const routes = (router: ConnectRouter) => void router.service(STT, { recognize });
  const upstreamUrl = await listen(http2.createServer(connectNodeAdapter({ routes })));
  const methods = new Set([`/${STT.typeName}/Recognize`]);
  const bridge = createBridge({ upstreamUrl: () => upstreamUrl, methods });
  open.push(() => bridge.close());
  const server = http.createServer((_, response) => response.end(JSON.stringify(bridge.status())));
  server.on("upgrade", (request, socket, head) => bridge.handleUpgrade(request, socket, head));
  const baseUrl = await listen(server);
  class FromOrigin extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: baseUrl });
      this.on("error", () => undefined); // a browser only closes
    }
  }
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const client = createAudioKitClient({
    baseUrl,
    bridgeUrl: baseUrl + bridgePath,
    interceptors: [observeCalls(logCalls(logger))],
    WebSocket: FromOrigin as unknown as typeof WebSocket,
    ...more,
  });
  const live = (chunks: AsyncIterable<Uint8Array>, options: LiveOptions = {}) =>
    client.recognizeStream(chunks, { coding: "pcm16", sampleRateHz: 8000, channelCount: 1, language: "en" }, options);
  return { live, events, names: () => events.map(({ event }) => event) };
}

/** Says how many bytes it has heard after each piece, and settles the sum when the sound ends. */
const countBytes: ServiceImpl<typeof STT>["recognize"] = async function* (messages, context) {
  context.responseHeader.set("request_id", "SR-1");
  const heard: number[] = [];
  let configs = 0;
  for await (const { streamingRequest } of messages) {
    if (streamingRequest.case === "config") configs++;
    if (streamingRequest.case !== "audio") continue;
    heard.push(streamingRequest.value.length);
    yield { hypothesis: { transcript: heard.join(" ") }, vaMarks: [{ markType: 1, offsetMs: heard.length }] };
  }
  const transcript = `${heard.join(" ")} after ${String(configs)} config`;
  yield { hypothesis: { transcript, confidence: 0.5 }, isFinal: true };
};

async function* sound(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield Promise.resolve(new Uint8Array(size));
}

/** Sound that comes once and then keeps silent without an end. */
async function* stuckSound(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(320);
  await new Promise(() => undefined);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function failureOf(live: LiveRecognition): Promise<AudioKitError> {
  const thrown: unknown = await collect(live).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AudioKitError);
  return thrown as AudioKitError;
}

describe("a live recognition", () => {
  it("sends the configuration once and whole samples, and gives growing and settled phrases", async () => {
    const { live, events } = await setup(countBytes);
    const marks: number[] = [];
    const recognition = live(sound(3, 0, 4, 320), { onMark: ({ offsetMs }) => marks.push(offsetMs) });
    const phrases = await collect(recognition);
    expect(phrases.map(({ text, isFinal }) => [text, isFinal])).toEqual([
      ["2", false],
      ["2 4", false],
      ["2 4 320", false],
      ["2 4 320 after 1 config", true],
    ]);
    expect(marks).toEqual([1, 2, 3]);
    expect(recognition.summary()).toMatchObject({
      transcript: "2 4 320 after 1 config",
      meanConfidence: 0.5,
      audioSeconds: 326 / 16_000,
      reply: { serverRequestId: "SR-1" },
    });
    expect(events).toMatchObject([
      { event: "request_start", service: "ASR", request_data: { service: "ASR_StreamRecognize", sample_rate: 8000 } },
      {
        event: "request_success",
        server_request_id: "SR-1",
        response_data: {
          total_chunks: 3,
          total_bytes: 326,
          audio_seconds: 0.02,
          partials_count: 3,
          finals_count: 1,
          transcript_length: 22,
          mean_confidence: 0.5,
        },
      },
    ]);
    expect(events[1]?.response_data).toHaveProperty("time_to_first_partial_ms");
  });

  it("cuts a long piece into seconds", async () => {
    const { live } = await setup(countBytes);
    const [, , last] = await collect(live(sound(20_000)));
    expect(last?.text).toBe("16000 4000 after 1 config");
  });

  it("that is stopped still gives the last phrase", async () => {
    const { live, names } = await setup(countBytes);
    const recognition = live(stuckSound());
    const texts: string[] = [];
    for await (const { text } of recognition) {
      texts.push(text);
      recognition.stop();
    }
    expect(texts).toEqual(["320", "320 after 1 config"]);
    expect(names()).toEqual(["request_start", "request_success"]);
  });

  it("ends well when the platform ends it after one utterance", async () => {
    const { live, names } = await setup(async function* (messages) {
      const heard = messages[Symbol.asyncIterator]();
      for (const kind of ["config", "audio"]) {
        expect(((await heard.next()).value as RecognizeRequest).streamingRequest.case).toBe(kind);
      }
      yield { hypothesis: { transcript: "yes" }, isFinal: true };
    });
    expect(await collect(live(stuckSound()))).toMatchObject([{ text: "yes", isFinal: true }]);
    expect(names()).toEqual(["request_start", "request_success"]);
  });

  it("is cancelled by its signal and by leaving the loop", async () => {
    const leave = new AbortController();
    const first = await setup(countBytes);
    const onPartial = () => leave.abort();
    expect(await failureOf(first.live(stuckSound(), { signal: leave.signal, onPartial }))).toMatchObject({
      kind: "cancelled",
    });
    expect(first.names()).toEqual(["request_start", "request_cancelled"]);

    let aborted = false;
    const second = await setup(async function* (messages, { signal }) {
      signal.addEventListener("abort", () => (aborted = true));
      for await (const message of messages) yield { hypothesis: { transcript: message.$typeName } };
    });
    for await (const phrase of second.live(stuckSound())) if (phrase.text !== "") break;
    expect(second.names()).toEqual(["request_start", "request_cancelled"]);
    await expect.poll(() => aborted).toBe(true);
  });

  it("fails at its deadline, with the platform's words, and with the source of its sound", async () => {
    const late = await setup(countBytes);
    expect(await failureOf(late.live(stuckSound(), { timeoutMs: 100 }))).toMatchObject({ kind: "deadline" });
    expect(late.names()).toEqual(["request_start", "request_error"]);

    const refusing = await setup(async function* () {
      await Promise.reject(new ConnectError("нет такой модели", Code.InvalidArgument));
    });
    expect(await failureOf(refusing.live(sound(320)))).toMatchObject({
      kind: "rejected",
      message: "нет такой модели",
    });

    const unplugged = await setup(countBytes);
    async function* broken() {
      yield new Uint8Array(320);
      await Promise.reject(new Error("the microphone is gone"));
    }
    expect(await failureOf(unplugged.live(broken()))).toMatchObject({ message: "the microphone is gone" });
    expect(unplugged.names()).toEqual(["request_start", "request_error"]);
  });

  it("carries token and metadata over the socket, and begins anew with a renewed token when it is refused", async () => {
    const seen: (string | null)[][] = [];
    let token = "old";
    const { live, names } = await setup(
      (messages, context) => {
        seen.push(["authorization", "x-ai-workspace"].map((name) => context.requestHeader.get(name)));
        if (token === "old") throw new ConnectError("expired", Code.PermissionDenied);
        return countBytes(messages, context);
      },
      {
        token: () => Promise.resolve(token),
        renewToken: () => Promise.resolve(((token = "new"), true)),
        metadata: (hasToken) => (hasToken ? { "x-ai-workspace": "space" } : {}),
      },
    );
    const phrases = await collect(live(sound(4)));
    expect(phrases.at(-1)?.text).toBe("4 after 1 config");
    expect(seen).toEqual([
      ["Bearer old", "space"],
      ["Bearer new", "space"],
    ]);
    expect(names()).toEqual(["request_start", "request_success"]);
  });

  it("says that there is no bridge, in the log too", async () => {
    const events: LogEvent[] = [];
    const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
    const client = createAudioKitClient({
      baseUrl: "http://127.0.0.1:9",
      interceptors: [observeCalls(logCalls(logger))],
    });
    const live = client.recognizeStream(sound(2), { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    expect(await failureOf(live)).toMatchObject({
      kind: "unimplemented",
      message: expect.stringContaining("bridgeUrl") as string,
    });
    expect(events.map(({ event }) => event)).toEqual(["request_start", "request_error"]);
  });
});
