import { createServer, connect, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { create, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { ServiceImpl } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { createRpcHandler } from "../companion/http/rpc-handler.ts";
import { RecognizeRequestSchema, STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { SynthesizeSpeechRequestSchema, TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { headersFirst, identifyCall, noteIgnored, noteMismatch } from "./call-metadata.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";
let server: Http2Server | undefined;
afterEach(() => server?.close());

/** Serves the parts over cleartext HTTP/2 and calls one method with raw frames. */
async function open(parts: { tts?: Partial<ServiceImpl<typeof TTS>>; stt?: Partial<ServiceImpl<typeof STT>> }) {
  const handler = createRpcHandler({
    routes: (router) => {
      const options = {
        interceptors: [headersFirst],
        requestGate: (context: Parameters<typeof identifyCall>[0]) => identifyCall(context, "someone"),
      };
      router.service(TTS, parts.tts ?? {}, options);
      router.service(STT, parts.stt ?? {}, options);
      router.service(VoiceCloning, {}, options);
    },
    fallback: (_, response) => response.end(),
    shutdownSignal: new AbortController().signal,
  });
  server = createServer(handler as never).listen(0, "127.0.0.1");
  await new Promise((listening) => server?.once("listening", listening));
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return (path: string) => {
    const stream = session.request({
      ":method": "POST",
      ":path": `/mts.ai.audiogram.${path}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    const headers = new Promise<Record<string, unknown>>((resolve) => stream.once("response", resolve));
    const firstData = new Promise<Buffer>((resolve) => stream.once("data", resolve));
    const trailers = new Promise<Record<string, unknown>>((resolve) => stream.once("trailers", resolve));
    stream.once("close", () => session.close());
    return { stream, headers, firstData, trailers };
  };
}

function frame<M extends DescMessage>(schema: M, message: MessageShape<M>): Buffer {
  const body = toBinary(schema, message);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

describe("headersFirst", () => {
  it("sends the headers of a server stream while its first message is still being made", async () => {
    const gate = Promise.withResolvers<undefined>();
    const call = await open({
      tts: {
        async *streamingSynthesize(_, context) {
          noteIgnored(context, ["custom_options.a", "custom_options.b"]);
          noteMismatch(context, "речь 100%");
          await gate.promise;
          yield { audio: new Uint8Array(2) };
        },
      },
    });
    const { stream, headers, firstData } = call("tts.v2.TTS/StreamingSynthesize");
    stream.end(frame(SynthesizeSpeechRequestSchema, create(SynthesizeSpeechRequestSchema)));

    const received = await headers;
    expect(received["request_id"]).toMatch(new RegExp(`^SS-${uuid}$`));
    expect(received["request_id"]).toBe(`SS-${String(received["request-id"])}`);
    expect(received["client_id"]).toBe("someone");
    expect(received["x-audiokit-ignored"]).toBe("custom_options.a, custom_options.b");
    expect(decodeURIComponent(String(received["x-audiokit-note"]))).toBe("речь 100%");

    gate.resolve(undefined);
    expect(await firstData).toHaveLength(9);
  });

  it("sends the headers of a bidi stream after the configuration and before any response", async () => {
    const call = await open({
      stt: {
        async *recognize(requests, context) {
          for await (const { streamingRequest } of requests) {
            if (streamingRequest.case === "config") noteIgnored(context, ["genderage_config"]);
            else yield { isFinal: true };
          }
        },
      },
    });
    const { stream, headers, firstData, trailers } = call("stt.v3.STT/Recognize");
    const config = create(RecognizeRequestSchema, { streamingRequest: { case: "config", value: {} } });
    stream.write(frame(RecognizeRequestSchema, config));

    const received = await headers;
    expect(received["request_id"]).toMatch(new RegExp(`^SR-${uuid}$`));
    expect(received["x-audiokit-ignored"]).toBe("genderage_config");

    const audio = create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value: new Uint8Array(2) } });
    stream.write(frame(RecognizeRequestSchema, audio));
    await firstData;
    stream.end();
    expect((await trailers)["grpc-status"]).toBe("0");
  });

  it("ends a stream that fails after its headers with the status in the trailers", async () => {
    const call = await open({
      tts: {
        async *streamingSynthesize() {
          await Promise.resolve();
          throw new Error("engine gone");
        },
      },
    });
    const { stream, headers, trailers } = call("tts.v2.TTS/StreamingSynthesize");
    stream.end(frame(SynthesizeSpeechRequestSchema, create(SynthesizeSpeechRequestSchema)));
    stream.resume();
    expect(await headers).not.toHaveProperty("grpc-status");
    expect((await trailers)["grpc-status"]).toBe("13");
  });
});

describe("identifyCall", () => {
  it.each([
    ["stt.v3.STT/FileRecognize", "FR"],
    ["stt.v3.STT/GetModelsInfo", "MI"],
    ["tts.v2.TTS/Synthesize", "FS"],
    ["tts.v2.TTS/VoiceCloning", "FS"],
    ["tts.v2.TTS/GetModelsInfo", "MI"],
    ["voice_cloning.v1.VoiceCloning/CloneVoice", "VC"],
  ])("begins the request id of %s with %s, also when the call fails", async (path, prefix) => {
    const call = await open({});
    const { stream, headers } = call(path);
    stream.end(Buffer.alloc(5));
    stream.resume();
    expect((await headers)["request_id"]).toMatch(new RegExp(`^${prefix}-${uuid}$`));
  });
});
