import { Code, ConnectError, createRouterTransport, type ConnectRouter, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { readWav, writeWav } from "../audio/wav.ts";
import {
  AudioEncoding,
  STT,
  VADOptions_VoiceActivityDetectionMode as VadMode,
} from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS, VoiceStyle, type SynthesizeSpeechRequest } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { RecognitionConfig } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { AudioKitError } from "./contract/audiokit-error.ts";
import { collectSpeech } from "./calls/speech-stream.ts";
import { clientOver } from "./client.ts";
import type { RecognitionRequest } from "./calls/recognition-request.ts";

function setup(tts: Partial<ServiceImpl<typeof TTS>>, stt: Partial<ServiceImpl<typeof STT>> = {}) {
  let nowMs = 1000;
  const routes = (router: ConnectRouter) => void router.service(TTS, tts).service(STT, stt);
  const client = clientOver(createRouterTransport(routes), () => nowMs);
  return { client, pass: (ms: number) => (nowMs += ms) };
}

/** The failure of a call; anything but an AudioKitError fails the test. */
async function failureOf(call: Promise<unknown>): Promise<AudioKitError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AudioKitError);
  return thrown as AudioKitError;
}

const hello = { text: "Привет", voice: "borisova" };
const refuse = (code: Code, headers?: HeadersInit) => () => Promise.reject(new ConnectError("no", code, headers));

describe("synthesize", () => {
  it("sends the platform's words for the request and measures the WAV that comes", async () => {
    let sent: SynthesizeSpeechRequest | undefined;
    const { client, pass } = setup({
      synthesize(request, context) {
        sent = request;
        pass(120);
        context.responseHeader.set("request_id", "FS-1");
        context.responseHeader.set("request-id", "1");
        context.responseHeader.set("client_id", " ");
        context.responseHeader.set("x-audiokit-ignored", "a.b, %D1%8F");
        return { audio: writeWav(new Uint8Array(4000), { coding: "alaw", sampleRateHz: 8000, channelCount: 1 }) };
      },
    });
    const ssml = {
      text: "<speak>Привет</speak>",
      ssml: true,
      voice: "kishchik",
      style: "sad",
      coding: "alaw",
    } as const;
    const { wav, ...rest } = await client.synthesize({ ...ssml, sampleRateHz: 8000, modelType: "high_quality" });
    expect(sent).toMatchObject({
      inputSource: { case: "ssml", value: ssml.text },
      languageCode: "ru",
      encoding: AudioEncoding.ALAW,
      sampleRateHertz: 8000,
      voiceName: "kishchik",
      synthesizeOptions: { modelType: "high_quality", voiceStyle: VoiceStyle.SAD },
    });
    expect(rest).toEqual({
      coding: "alaw",
      sampleRateHz: 8000,
      channelCount: 1,
      seconds: 0.5,
      chunkCount: 1,
      firstAudioMs: 120,
      totalMs: 120,
      reply: { serverRequestId: "FS-1", requestUuid: "1", ignored: ["a.b", "я"] },
    });
    expect(readWav(wav).samples).toHaveLength(4000);
  });

  it("sends experimental options of every kind, in a stream as well", async () => {
    const sent: SynthesizeSpeechRequest[] = [];
    const wav = writeWav(new Uint8Array(2), { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    const { client } = setup({
      synthesize: (request) => (sent.push(request), { audio: wav }),
      async *streamingSynthesize(request) {
        sent.push(request);
        yield { audio: new Uint8Array(2) };
      },
    });
    const customOptions = {
      mood: { kind: "string", value: "calm" },
      small: { kind: "int32", value: -3 },
      large: { kind: "int64", value: "-9223372036854775808" },
      share: { kind: "number", value: 0.25 },
      fast: { kind: "bool", value: true },
    } as const;
    await client.synthesize({ ...hello, customOptions });
    await collectSpeech(client.synthesizeStream({ ...hello, customOptions }));
    for (const { synthesizeOptions } of sent) {
      const { customOptions: received = {} } = synthesizeOptions ?? {};
      expect(Object.fromEntries(Object.entries(received).map(([name, { kind }]) => [name, kind]))).toEqual({
        mood: { case: "stringValue", value: "calm" },
        small: { case: "int32Value", value: -3 },
        large: { case: "int64Value", value: -9_223_372_036_854_775_808n },
        share: { case: "numberValue", value: 0.25 },
        fast: { case: "boolValue", value: true },
      });
    }
    expect(sent).toHaveLength(2);
  });

  it.each([
    { kind: "int32", value: 2 ** 31 },
    { kind: "int64", value: "9223372036854775808" },
    { kind: "int64", value: "many" },
  ] as const)("refuses an experimental option that is not of its kind: $kind $value", async (tempo) => {
    const { client } = setup({});
    const request = { ...hello, customOptions: { tempo } };
    for (const call of [client.synthesize(request), collectSpeech(client.synthesizeStream(request))]) {
      const failure = await failureOf(call);
      expect(failure).toMatchObject({ kind: "rejected", message: expect.stringContaining("customOptions.tempo") });
    }
  });

  it("is broken when the answer is no WAV", async () => {
    const { client } = setup({ synthesize: () => ({ audio: new Uint8Array(9) }) });
    expect(await failureOf(client.synthesize(hello))).toMatchObject({ kind: "broken" });
  });
});

describe("recognizeFile", () => {
  const recording: RecognitionRequest = {
    audio: new Uint8Array(64_000),
    coding: "pcm16",
    sampleRateHz: 16_000,
    channelCount: 2,
  };

  it("gives phrases, marks in order of time, the transcript and the length of what was sent", async () => {
    const { client, pass } = setup(
      {},
      {
        fileRecognize() {
          pass(700);
          return {
            response: [
              {
                vaMarks: [
                  { markType: 2, offsetMs: 900 },
                  { markType: 1, offsetMs: 100 },
                ],
                channel: 1,
              },
              {
                hypothesis: {
                  transcript: "go forward",
                  normalizedTranscript: "Go forward.",
                  confidence: 0.5,
                  startTimeMs: 100,
                  endTimeMs: 900,
                  words: [{ word: "go", startTimeMs: 100, endTimeMs: 300, confidence: 1 }],
                },
                channel: 1,
                speakerInfo: { speakerId: 2 },
                genderage: { gender: 2, age: 1, emotion: { neutral: 1 } },
                spoofingResult: [{ result: 1, confidence: 1, endTimeMs: 5 }],
              },
              { hypothesis: { transcript: "ten meters", confidence: 1 }, speakerInfo: {} },
              { hypothesis: {} },
            ],
          };
        },
      },
    );
    expect(await client.recognizeFile(recording)).toEqual({
      phrases: [
        {
          text: "Go forward.",
          rawText: "go forward",
          startMs: 100,
          endMs: 900,
          confidence: 0.5,
          words: [{ word: "go", startMs: 100, endMs: 300, confidence: 1 }],
          isFinal: true,
          channel: 1,
          speaker: 2,
          guess: { gender: "female", age: "adult", emotion: { positive: 0, neutral: 1, angry: 0, sad: 0 } },
          spoofing: [{ genuine: true, confidence: 1, startMs: 0, endMs: 5 }],
        },
        {
          text: "ten meters",
          rawText: "ten meters",
          startMs: 0,
          endMs: 0,
          confidence: 1,
          words: [],
          isFinal: true,
          channel: 0,
          spoofing: [],
        },
      ],
      vaMarks: [
        { type: "begin", offsetMs: 100, channel: 1 },
        { type: "end", offsetMs: 900, channel: 1 },
      ],
      transcript: "Go forward. ten meters",
      meanConfidence: 0.75,
      audioSeconds: 1,
      totalMs: 700,
      reply: { ignored: [] },
    });
  });

  async function configOf(options: Partial<RecognitionRequest>): Promise<RecognitionConfig | undefined> {
    let config: RecognitionConfig | undefined;
    const { client } = setup({}, { fileRecognize: (request) => ((config = request.config), {}) });
    await client.recognizeFile({ ...recording, ...options });
    return config;
  }

  it("asks for word times and punctuation, and for nothing else unasked", async () => {
    const config = await configOf({});
    expect(config).toMatchObject({
      encoding: AudioEncoding.LINEAR_PCM,
      sampleRateHertz: 16_000,
      audioChannelCount: 2,
      languageCode: "ru",
      model: "",
      enableWordTimeOffsets: true,
      vaConfig: { usage: 0, algoOptions: { case: undefined } },
      vaResponseMode: 0,
      punctuationConfig: { enable: true },
      denormalizationConfig: { enable: false },
    });
    for (const name of [
      "genderageConfig",
      "antispoofingConfig",
      "contextDictionary",
      "speakerLabelingConfig",
    ] as const) {
      expect(config?.[name]).toBeUndefined();
    }
  });

  it("sends every option in its place, and splitter settings only to the splitter that has them", async () => {
    const splitterOptions = { threshold: 0.25, minSilenceMs: 500, beginningThreshold: 0.5, keep: "speech" } as const;
    expect(
      await configOf({
        model: "e2e-v3",
        vaMarks: "as-soon-as-known",
        splitterOptions,
        speakers: { max: 3 },
        genderAge: true,
        antispoofing: { falseRejection: 0.5 },
        contextDictionary: { name: "names", weight: 0.5 },
        substitution: { contents: "a=b" },
      }),
    ).toMatchObject({
      model: "e2e-v3",
      vaResponseMode: 2,
      vaConfig: {
        usage: 0,
        algoOptions: { case: "vadOptions", value: { threshold: 0.25, minSilenceMs: 500, mode: VadMode.ONLY_SPEECH } },
      },
      speakerLabelingConfig: { enable: true, speakers: { case: "maxSpeakers", value: 3 } },
      genderageConfig: { enable: true },
      antispoofingConfig: { enable: true, falseRateType: { case: "FRR", value: 0.5 } },
      contextDictionary: { dictionaryName: "names", weight: 0.5 },
      substitutionDictionaryConfig: { dictionary: { case: "dictionaryData", value: "a=b" } },
    });
    const cases = {
      none: [1, undefined],
      "enhanced-vad": [3, "enhancedVadOptions"],
      "vad-v2": [5, "vadV2Options"],
    } as const;
    for (const [phraseSplitter, [usage, name]] of Object.entries(cases)) {
      const config = await configOf({ phraseSplitter: phraseSplitter as keyof typeof cases, splitterOptions });
      expect(config?.vaConfig).toMatchObject({ usage, algoOptions: { case: name } });
    }
  });
});

describe("model lists", () => {
  it("keep empty names and duplicates apart, whatever their order", async () => {
    const listed = [
      { name: "borisova", sampleRateHertz: 8000, type: "high_quality" },
      { name: "", sampleRateHertz: 22_050, type: "cloning" },
      { name: "borisova", sampleRateHertz: 8000, type: "high_quality" },
      { name: "borisova", sampleRateHertz: 22_050, type: "high_quality" },
    ];
    const answers = [listed, listed.toReversed()];
    const { client } = setup({ getModelsInfo: () => ({ models: answers.shift()! }) });
    const { models } = await client.ttsModels();
    expect(models.map(({ name }) => name)).toEqual(["borisova", "", "borisova", "borisova"]);
    const keys = models.map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    expect((await client.ttsModels()).models.map(({ key }) => key).sort()).toEqual(keys.sort());
  });

  it("name the dictionaries of recognition models", async () => {
    const models = [{ name: "e2e-v3", sampleRateHertz: 16_000, languageCode: "ru", dictionaryName: ["names"] }];
    const { client } = setup({}, { getModelsInfo: () => ({ models }) });
    expect((await client.sttModels()).models).toMatchObject([
      { name: "e2e-v3", sampleRateHz: 16_000, language: "ru", dictionaries: ["names"] },
    ]);
  });
});

describe("a failure", () => {
  it("has a kind for each status", async () => {
    const kinds = {
      rejected: [Code.InvalidArgument, Code.NotFound, Code.FailedPrecondition, Code.OutOfRange, Code.AlreadyExists],
      denied: [Code.PermissionDenied, Code.Unauthenticated],
      quota: [Code.ResourceExhausted],
      unreachable: [Code.Unavailable],
      deadline: [Code.DeadlineExceeded],
      unimplemented: [Code.Unimplemented],
      broken: [Code.Internal, Code.Unknown, Code.DataLoss, Code.Aborted, Code.Canceled],
    };
    for (const [kind, codes] of Object.entries(kinds)) {
      for (const code of codes) {
        const { client } = setup({ getModelsInfo: refuse(code) });
        expect(await failureOf(client.ttsModels())).toMatchObject({ kind, grpcCode: code, message: "no" });
      }
    }
  });

  it("carries the ids of the reply and its cause", async () => {
    const { client } = setup({ synthesize: refuse(Code.InvalidArgument, { request_id: "FS-7", "request-id": "7" }) });
    const failure = await failureOf(client.synthesize(hello));
    expect(failure.reply).toMatchObject({ serverRequestId: "FS-7", requestUuid: "7" });
    expect(failure.cause).toBeInstanceOf(ConnectError);
  });

  it("is a deadline when the time given has passed, by either clock", async () => {
    const { client } = setup({ synthesize: () => new Promise<never>(() => undefined) });
    expect(await failureOf(client.synthesize(hello, { timeoutMs: 5 }))).toMatchObject({ kind: "deadline" });
    const timed = client.synthesize(hello, { signal: AbortSignal.timeout(5) });
    expect(await failureOf(timed)).toMatchObject({ kind: "deadline", grpcCode: 4 });
  });
});
