import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Code, ConnectError, type Interceptor, type ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { afterEach, describe, expect, it } from "vitest";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { maxMessageBytes } from "../../wire/message-size.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import { collectSpeech, type SpeechStream } from "../calls/speech-stream.ts";
import { createAudioKitClient } from "../client.ts";
import type { TransportOptions } from "./audiokit-transport.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real HTTP server on a free port, and a client of it over gRPC-Web. */
async function setup(listener: RequestListener, options: Partial<TransportOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  closers.push(close);
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { client: createAudioKitClient({ baseUrl, ...options }), close };
}

function serve(tts: Partial<ServiceImpl<typeof TTS>>, stt: Partial<ServiceImpl<typeof STT>> = {}): RequestListener {
  return connectNodeAdapter({ routes: (router) => void router.service(TTS, tts).service(STT, stt) });
}

async function failureOf(call: Promise<unknown>): Promise<AudioKitError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AudioKitError);
  return thrown as AudioKitError;
}

/** Reads a stream to its end; `happens` is what is done with each chunk. */
async function readTo(stream: SpeechStream, happens: () => void): Promise<void> {
  for await (const { bytes } of stream) if (bytes.length > 0) happens();
}

const hello = { text: "Привет", voice: "borisova" };
const recording = (bytes: number) => {
  return { audio: new Uint8Array(bytes), coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
};

describe("the transport", () => {
  it("carries a unary call, a stream, headers and a Cyrillic text", async () => {
    let heard = "";
    const { client } = await setup(
      serve({
        synthesize(request, { responseHeader }) {
          heard = request.inputSource.value ?? "";
          responseHeader.set("request_id", "FS-1");
          return {
            audio: writeWav(pcmBytes(new Int16Array(16)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 }),
          };
        },
        async *streamingSynthesize() {
          yield { audio: new Uint8Array(32) };
          yield { audio: new Uint8Array(32) };
        },
      }),
    );
    expect(await client.synthesize(hello)).toMatchObject({ seconds: 0.001, reply: { serverRequestId: "FS-1" } });
    expect(heard).toBe("Привет");
    expect(await collectSpeech(client.synthesizeStream(hello))).toMatchObject({ chunkCount: 2, seconds: 0.002 });
  });

  it("shows interceptors the call before the token is added, and asks for the token each time", async () => {
    const [seen, sent]: [string | null, string | null][][] = [[], []];
    const tokens = ["one", undefined];
    const watch: Interceptor = (next) => (request) => {
      seen!.push([request.method.name, request.header.get("authorization")]);
      return next(request);
    };
    const { client } = await setup(
      serve({ getModelsInfo: (_, { requestHeader }) => (sent!.push(["", requestHeader.get("authorization")]), {}) }),
      { interceptors: [watch], token: () => Promise.resolve(tokens.shift()) },
    );
    await client.ttsModels();
    await client.ttsModels();
    expect(seen).toEqual([["GetModelsInfo", null], ["GetModelsInfo", null]]); // prettier-ignore
    expect(sent!.map(([, token]) => token)).toEqual(["Bearer one", null]);
  });

  it("gives a call no more time than its operator does, and no more than it asked for", async () => {
    const granted: (string | null)[] = [];
    let longestMs: number | undefined = 40_000;
    const { client } = await setup(
      serve({ getModelsInfo: (_, { requestHeader }) => (granted.push(requestHeader.get("grpc-timeout")), {}) }),
      { longestMs: () => longestMs },
    );
    await client.ttsModels();
    await client.ttsModels({ timeoutMs: 30_000 });
    longestMs = undefined;
    await client.ttsModels();
    expect(granted).toEqual(["40000m", "30000m", "60000m"]);
  });

  it("reads an answer far beyond four megabytes", async () => {
    const audio = writeWav(new Uint8Array(30_000_000), { coding: "pcm16", sampleRateHz: 44_100, channelCount: 1 });
    const { client } = await setup(serve({ synthesize: () => ({ audio }) }));
    expect((await client.synthesize(hello)).wav).toHaveLength(30_000_044);
  });

  it("refuses a message over the limit before a byte is sent, and sends one at the limit", async () => {
    let requests = 0;
    const answer = serve({}, { fileRecognize: ({ audio }) => ({ header: { timestamp: BigInt(audio.length) } }) });
    const { client } = await setup((request, response) => {
      requests++;
      answer(request, response);
    });
    const failure = await failureOf(client.recognizeFile(recording(maxMessageBytes)));
    expect([failure.kind, failure.grpcCode, requests]).toEqual(["too-large", 8, 0]);
    expect(failure.message).toMatch(/^the message has 629145\d\d bytes, the platform accepts 62914560$/);
    const room = 100;
    await expect(client.recognizeFile(recording(maxMessageBytes - room))).resolves.toMatchObject({ phrases: [] });
    expect(requests).toBe(1);
  });

  it("cancels the call on the server when the caller leaves", async () => {
    const stopped = Promise.withResolvers<boolean>();
    const { client } = await setup(
      serve({
        async *streamingSynthesize(_, { signal }) {
          signal.addEventListener("abort", () => {
            stopped.resolve(true);
          });
          yield { audio: new Uint8Array(32) };
          await stopped.promise;
        },
      }),
    );
    const leave = new AbortController();
    const stream = client.synthesizeStream(hello, { signal: leave.signal });
    expect(await failureOf(readTo(stream, () => leave.abort()))).toMatchObject({ kind: "cancelled" });
    expect(await stopped.promise).toBe(true);
  });

  it("is unreachable when nobody listens", async () => {
    const { client, close } = await setup(serve({}));
    close();
    expect(await failureOf(client.ttsModels())).toMatchObject({ kind: "unreachable", grpcCode: 14 });
  });

  it("tells what a gateway answers without gRPC", async () => {
    const cases = { 401: "denied", 403: "denied", 404: "unimplemented", 429: "unreachable", 502: "unreachable" };
    for (const [status, kind] of Object.entries(cases)) {
      const { client } = await setup((_, response) => response.writeHead(Number(status)).end("gateway"));
      expect([status, (await failureOf(client.ttsModels())).kind]).toEqual([status, kind]);
    }
    const page = await setup((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"));
    expect(await failureOf(page.client.ttsModels())).toMatchObject({
      kind: "broken",
      message: "the server answered 200 with text/html instead of gRPC-Web",
    });
  });

  it("is interrupted when the connection is torn in the middle of a stream, not when it ends before or with a status", async () => {
    const { client } = await setup(
      serve({
        async *streamingSynthesize() {
          yield { audio: new Uint8Array(32) };
          await new Promise(() => undefined);
        },
      }),
    );
    const tear = () => {
      for (const close of closers) close();
    };
    expect(await failureOf(readTo(client.synthesizeStream(hello), tear))).toMatchObject({ kind: "interrupted" });
    const silent = await setup((_, response) => response.destroy());
    expect((await failureOf(collectSpeech(silent.client.synthesizeStream(hello)))).kind).toBe("unreachable");
    const refusing = await setup(
      serve({
        async *streamingSynthesize() {
          yield await Promise.resolve({ audio: new Uint8Array(2) });
          throw new ConnectError("an inner service is down", Code.Internal);
        },
      }),
    );
    expect((await failureOf(collectSpeech(refusing.client.synthesizeStream(hello)))).kind).toBe("broken");
  });
});
