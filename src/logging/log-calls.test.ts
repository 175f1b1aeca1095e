import { create, toBinary } from "@bufbuild/protobuf";
import {
  Code,
  ConnectError,
  createClient,
  createRouterTransport,
  type Interceptor,
  type ServiceImpl,
} from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { drain, loggedCalls as setup } from "../../test/support/logged-calls.ts";
import { writeWav } from "../audio/wav.ts";
import {
  AudioEncoding,
  StreamingSynthesizeSpeechResponseSchema,
  SynthesizeSpeechRequestSchema,
  SynthesizeSpeechResponseSchema,
  TTS,
} from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { noteMoment } from "../wire/call-moments.ts";
import { createShutdown } from "./shutdown.ts";
import { logCalls } from "./log-calls.ts";
import { observeCalls } from "./observe-calls.ts";
import { createLogger } from "./logger.ts";
import { traceparentOf } from "./trace-context.ts";

const asked = {
  inputSource: { case: "text", value: "Привет" },
  languageCode: "ru",
  encoding: AudioEncoding.LINEAR_PCM,
  sampleRateHertz: 8000,
  voiceName: "borisova",
} as const;
const pieces = [1600, 800, 100].map((length) => ({ audio: new Uint8Array(length) }));

const failing = (error: unknown) => () => Promise.reject(error as Error);
const never = () => new Promise<never>(() => undefined);

describe("a unary call", () => {
  it("is written behind its answer, as request and answer were, whatever becomes of them", async () => {
    const answer = create(SynthesizeSpeechResponseSchema, { audio: new Uint8Array(900) });
    const sizeBytes = toBinary(SynthesizeSpeechResponseSchema, answer).length;
    const { events, logger, tts } = setup(
      {
        synthesize(_, context) {
          context.responseHeader.set("request_id", "FS-1");
          return answer;
        },
      },
      {},
      [],
      { deferMs: 20 },
    );
    const request = create(SynthesizeSpeechRequestSchema, asked);
    const { audio } = await tts.synthesize(request);
    expect(events).toEqual([]);
    request.inputSource.value = "";
    // What decodes sound often takes its bytes away.
    structuredClone(audio, { transfer: [audio.buffer] });
    logger.flush();
    expect(events).toMatchObject([
      { event: "request_start", seq: 1, request_data: { text: "Привет", text_length: 6 } },
      { event: "request_success", seq: 2, response_size_bytes: sizeBytes, response_data: { audio_bytes: 900 } },
    ]);
    expect(events[0]).not.toHaveProperty("server_request_id");
    expect(events[1]).toHaveProperty("server_request_id", "FS-1");
  });

  it("that fails is written at once, behind its start", async () => {
    const { names, tts } = setup({ synthesize: failing(new ConnectError("no", Code.Internal)) }, {}, [], {
      deferMs: 20,
    });
    await expect(tts.synthesize(asked)).rejects.toThrow();
    expect(names()).toEqual(["request_start", "request_error"]);
  });

  it("is logged from start to success, with what was asked and what came", async () => {
    const wav = writeWav(new Uint8Array(16_000), { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    const answer = { audio: wav, header: { timestamp: 1_756_894_441_500n } };
    const { events, clock, tts } = setup({
      synthesize(_, context) {
        context.responseHeader.set("request_id", "FS-1234");
        context.responseHeader.set("client_id", " ");
        clock.now += 250;
        return answer;
      },
    });
    await tts.synthesize(asked, { headers: { authorization: "Bearer abc-1" } });
    const requestId = events[0]?.request_id;
    expect(requestId).toMatch(/^req_1756894441_0000_[0-9a-f]{12}$/);
    const facts = {
      service: "TTS_Synthesize",
      input: "text",
      text_length: 6,
      language_code: "ru",
      encoding: "LINEAR_PCM",
      sample_rate_hertz: 8000,
      voice_name: "borisova",
    };
    const common = {
      request_id: requestId,
      service: "TTS",
      operation: "Synthesize",
      endpoint: "https://speech.example/mts.ai.audiogram.tts.v2.TTS/Synthesize",
      auth_present: true,
      ssl_enabled: true,
      ca_cert: null,
    };
    expect(events).toMatchObject([
      { ...common, event: "request_start", level: "INFO", request_data: { ...facts, text: "Привет" } },
      {
        ...common,
        event: "request_success",
        level: "INFO",
        request_data: facts,
        duration_ms: 250,
        response_size_bytes: toBinary(SynthesizeSpeechResponseSchema, create(SynthesizeSpeechResponseSchema, answer))
          .length,
        server_request_id: "FS-1234",
        response_data: {
          time_to_first_chunk_ms: 250,
          chunk_count: 1,
          audio_bytes: 16_044,
          audio_seconds: 1,
          processing_to_audio_ratio: 0.25,
          server_time_ms: 1_756_894_441_500,
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain("abc-1");
    expect(JSON.stringify(events[1])).not.toContain("Привет");
  });

  it("is logged as an error with the canonical name, the number and the server's words", async () => {
    const { events, tts } = setup({
      synthesize: failing(
        new ConnectError("no voice nobody", Code.InvalidArgument, { request_id: "FS-9", "x-upstream-failure": "UF" }),
      ),
    });
    await expect(tts.synthesize(asked)).rejects.toThrow("no voice");
    expect(events[1]).toMatchObject({
      event: "request_error",
      level: "ERROR",
      server_request_id: "FS-9",
      request_data: { service: "TTS_Synthesize" },
      error: {
        error_type: "INVALID_ARGUMENT",
        error_message: "no voice nobody",
        grpc_code: 3,
        grpc_details: "no voice nobody; x-upstream-failure: UF",
      },
    });
    expect(events).toHaveLength(2);
  });

  it("is cancelled by its caller's signal, at once, even when nothing below listens to it", async () => {
    const stuck: Interceptor = () => never;
    const { names, tts } = setup({}, {}, [stuck]);
    const leave = new AbortController();
    void tts.synthesize(asked, { signal: leave.signal }).catch(() => undefined);
    await expect.poll(names).toEqual(["request_start"]);
    leave.abort();
    expect(names()).toEqual(["request_start", "request_cancelled"]);
  });

  it("that is under way when the page goes is cancelled, and one that has ended is not told of again", async () => {
    const shutdown = createShutdown(new EventTarget());
    const { names, tts } = setup(
      {
        synthesize: never,
        getModelsInfo: () => ({}),
        async *streamingSynthesize() {
          yield { audio: new Uint8Array(2) };
          await never();
        },
      },
      {},
      [],
      { shutdown },
    );
    await tts.getModelsInfo({});
    void tts.synthesize(asked).catch(() => undefined);
    void drain(tts.streamingSynthesize(asked)).catch(() => undefined);
    await expect.poll(() => names().filter((name) => name === "request_start")).toHaveLength(3);
    shutdown.end();
    expect(names().toSorted()).toEqual([
      ...["request_cancelled", "request_cancelled"],
      ...["request_start", "request_start", "request_start", "request_success"],
    ]);
  });

  it("is cancelled when its signal was aborted before", async () => {
    const { names, tts } = setup({ synthesize: never });
    await expect(tts.synthesize(asked, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(names()).toEqual(["request_start", "request_cancelled"]);
  });

  it("that passes its deadline is an error, not a cancellation", async () => {
    const { events, tts } = setup({ synthesize: never });
    await expect(tts.synthesize(asked, { timeoutMs: 5 })).rejects.toThrow();
    expect(events[1]).toMatchObject({
      event: "request_error",
      error: { error_type: "DEADLINE_EXCEEDED", grpc_code: 4 },
    });
    const timed = setup({ synthesize: never });
    await expect(timed.tts.synthesize(asked, { signal: AbortSignal.timeout(5) })).rejects.toThrow();
    expect(timed.events[1]).toMatchObject({ event: "request_error", error: { error_type: "DEADLINE_EXCEEDED" } });
  });

  it("that the server calls cancelled, without our asking, is an error", async () => {
    const { events, tts } = setup({ synthesize: failing(new ConnectError("dropped", Code.Canceled)) });
    await expect(tts.synthesize(asked)).rejects.toThrow();
    expect(events[1]).toMatchObject({ event: "request_error", error: { error_type: "CANCELLED", grpc_code: 1 } });
  });

  it("that cannot be serialised is logged as an error before anything is sent", async () => {
    const { names, events, tts } = setup({ synthesize: () => ({}) });
    await expect(tts.synthesize({ ...asked, sampleRateHertz: 1.5 })).rejects.toThrow();
    expect(names()).toEqual(["request_start", "request_error"]);
    expect(events[1]?.error?.error_message).toContain("sample_rate_hertz");
  });

  it("keeps texts out when content is off, and follows the setting at once", async () => {
    const { events, logger, tts } = setup({ synthesize: () => ({}) });
    logger.setLogContent(false);
    await tts.synthesize(asked);
    expect(JSON.stringify(events)).not.toContain("Привет");
    expect(events[0]?.request_data).toMatchObject({
      text_length: 6,
      text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("never fails because of its log", async () => {
    const broken = createLogger({ sink: { append: () => { throw new Error("disk full"); } } }); // prettier-ignore
    const transport = createRouterTransport((router) => void router.service(TTS, { synthesize: () => ({}) }), {
      transport: { interceptors: [observeCalls(logCalls(broken))] },
    });
    await expect(createClient(TTS, transport).synthesize(asked)).resolves.toBeDefined();
    expect(broken.lost).toBe(2);
  });
});

describe("any call", () => {
  it("carries the ID of its lines to the gateway where that is wanted, and no other time", async () => {
    for (const sendsRequestId of [true, false]) {
      const received: (string | null)[] = [];
      const { events, tts } = setup(
        {
          synthesize(_, { requestHeader }) {
            received.push(requestHeader.get("x-request-id"));
            return {};
          },
          async *streamingSynthesize(_, { requestHeader }) {
            received.push(requestHeader.get("x-request-id"));
            yield* pieces;
          },
        },
        {},
        [],
        { sendsRequestId },
      );
      await tts.synthesize(asked);
      await drain(tts.streamingSynthesize(asked));
      const ids = [...new Set(events.map(({ request_id: id }) => id))];
      expect(received).toEqual(sendsRequestId ? ids : [null, null]);
    }
  });

  it("carries the trace of its lines while that is wanted for its address", async () => {
    const received: (string | null)[] = [];
    const synthesize = (_: unknown, { requestHeader }: { requestHeader: Headers }) => {
      received.push(requestHeader.get("traceparent"));
      return {};
    };
    const wanted = [true, false];
    const tracesCall = (url: string) => url.endsWith("/mts.ai.audiogram.tts.v2.TTS/Synthesize") && wanted.shift()!;
    const { events, tts } = setup({ synthesize }, {}, [], { tracesCall });
    await tts.synthesize(asked);
    await tts.synthesize(asked);
    expect(received).toEqual([traceparentOf(events[0]!.request_id!), null]);
  });
});

describe("a server stream", () => {
  const streamed = { async *streamingSynthesize() { yield* pieces; } } as Partial<ServiceImpl<typeof TTS>>; // prettier-ignore

  it("is logged with its chunks, the time to the first, bytes and seconds", async () => {
    const { events, clock, tts } = setup({
      async *streamingSynthesize() {
        for (const piece of pieces) {
          clock.now += 40;
          yield piece;
        }
      },
    });
    await drain(tts.streamingSynthesize(asked));
    const sizes = pieces.map((piece) => create(StreamingSynthesizeSpeechResponseSchema, piece));
    expect(events).toMatchObject([
      { event: "request_start", request_data: { service: "TTS_StreamingSynthesize", text: "Привет" } },
      {
        event: "request_success",
        duration_ms: 120,
        response_size_bytes: sizes.reduce(
          (sum, message) => sum + toBinary(StreamingSynthesizeSpeechResponseSchema, message).length,
          0,
        ),
        response_data: {
          ...{ time_to_first_chunk_ms: 40, chunk_count: 3, audio_bytes: 2500, audio_seconds: 0.156 },
          phases: { chunks: { at_ms: [40, 80, 120] } },
        },
      },
    ]);
  });

  it("that its reader leaves is cancelled once its signal is aborted, with what had come", async () => {
    const { events, names, tts } = setup(streamed);
    const leave = new AbortController();
    await drain(tts.streamingSynthesize(asked, { signal: leave.signal }), 2);
    leave.abort();
    expect(names()).toEqual(["request_start", "request_cancelled"]);
    expect(events[1]?.response_data).toMatchObject({ chunk_count: 2, audio_bytes: 2400 });
  });

  it("is logged with every chunk of a long one, in its place or counted", async () => {
    for (const [count, name] of [
      [64, "at_ms"],
      [65, "counts"],
      [5_000, "counts"],
    ] as const) {
      const { events, clock, tts } = setup({
        async *streamingSynthesize() {
          for (let index = 0; index < count; index++) {
            clock.now += 40;
            yield pieces[0]!;
          }
        },
      });
      await drain(tts.streamingSynthesize(asked));
      const { phases } = events[1]!.response_data as { phases: { chunks: Record<string, number[]> } };
      const numbers = phases.chunks[name]!;
      expect(name === "at_ms" ? numbers.length : numbers.reduce((sum, one) => sum + one, 0)).toBe(count);
    }
  });

  it("is logged with the phases that its transport notes, whatever comes of it", async () => {
    const moments = ["token_wanted", "token_ready", "headers"] as const;
    const { events, clock, tts } = setup({ synthesize: failing(new ConnectError("no", Code.Internal)) }, {}, [
      (next) => (request) => {
        for (const moment of moments) {
          clock.now += 10;
          noteMoment(request.signal, moment);
        }
        return next(request);
      },
    ]);
    await expect(tts.synthesize(asked)).rejects.toThrow();
    expect(events[1]?.response_data).toMatchObject({
      phases: { token_from_ms: 10, token_wait_ms: 10, headers_ms: 30 },
    });
  });

  it("that nobody reads ends at its deadline", async () => {
    const { names, tts } = setup(streamed);
    tts.streamingSynthesize(asked, { timeoutMs: 5 });
    await expect.poll(names).toEqual(["request_start", "request_error"]);
  });

  it("that breaks in the middle is an error with what had come", async () => {
    const { events, tts } = setup({
      async *streamingSynthesize() {
        yield pieces[0]!;
        throw new ConnectError("engine died", Code.Internal);
      },
    });
    await expect(drain(tts.streamingSynthesize(asked))).rejects.toThrow("engine died");
    expect(events[1]).toMatchObject({
      event: "request_error",
      error: { error_type: "INTERNAL", grpc_code: 13 },
      response_data: { chunk_count: 1 },
    });
    expect(events).toHaveLength(2);
  });

  it("ends once when the signal is aborted after its end", async () => {
    const { names, tts } = setup(streamed);
    const leave = new AbortController();
    await drain(tts.streamingSynthesize(asked, { signal: leave.signal }));
    leave.abort();
    expect(names()).toEqual(["request_start", "request_success"]);
  });
});
