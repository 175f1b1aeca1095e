import { clone, toBinary, type DescMessage, type Message } from "@bufbuild/protobuf";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createRouterTransport, type ConnectRouter } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import type { RecognitionRequest } from "../../audiokit/calls/recognition-request.ts";
import { phraseSplitters } from "../../audiokit/calls/phrase-splitter.ts";
import type { LiveRequest } from "../../audiokit/calls/recognize-stream.ts";
import { collectSpeech } from "../../audiokit/calls/speech-stream.ts";
import { postprocessingModes, voiceStyles, type SynthesisRequest } from "../../audiokit/calls/synthesize.ts";
import { clientOver, type AudioKitClient } from "../../audiokit/client.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { FileRecognizeRequestSchema, RecognizeRequestSchema, STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  SynthesizeSpeechRequestSchema,
  TTS,
  VoiceCloningRequestSchema,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { CloneVoiceRequestSchema, VoiceCloning } from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import type { CallInput, NewCallInput } from "../../local-archive/call-inputs.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { foldCall } from "../../query/match/fold-call.ts";
import { recordInputs } from "../call-inputs/record-input.ts";
import { readReplay } from "./read-replay.ts";
import { runReplays, type SentReplay } from "./run-replays.ts";
import type { ReplayVariant } from "./replay-variant.ts";

const wav = writeWav(pcmBytes(new Int16Array(16)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });

/** A platform in memory that keeps what arrives, and a client whose calls are logged and whose inputs are recorded. */
function setup(content = true) {
  const arrived: { schema: DescMessage; message: Message }[] = [];
  const take = (schema: DescMessage, message: Message) =>
    void arrived.push({ schema, message: clone(schema, message) });
  let refuses = false;
  const answer = () => {
    if (refuses) throw new Error("not now");
  };
  const routes = (router: ConnectRouter) =>
    void router
      .service(TTS, {
        synthesize: (message) => (take(SynthesizeSpeechRequestSchema, message), answer(), { audio: wav }),
        async *streamingSynthesize(message) {
          take(SynthesizeSpeechRequestSchema, message);
          yield await Promise.resolve({ audio: new Uint8Array(4) });
        },
        voiceCloning: (message) => (take(VoiceCloningRequestSchema, message), { audio: wav }),
        async *streamingVoiceCloning(message) {
          take(VoiceCloningRequestSchema, message);
          yield await Promise.resolve({ audio: new Uint8Array(4) });
        },
      })
      .service(STT, {
        fileRecognize: (message) => (
          take(FileRecognizeRequestSchema, message),
          { response: [{ hypothesis: { transcript: "да" } }] }
        ),
        async *recognize(messages) {
          for await (const message of messages) take(RecognizeRequestSchema, message);
          yield { isFinal: true, hypothesis: { transcript: "да" } };
        },
      })
      .service(VoiceCloning, {
        cloneVoice: (message) => (take(CloneVoiceRequestSchema, message), { val: "task" }),
        deleteVoice: () => ({}),
        getTaskInfo: () => ({}),
      });
  const events: LogEvent[] = [];
  const clock = { now: 1_000, epochMs: () => clock.now, monotonicMs: () => clock.now };
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, content, clock });
  const stored = new Map<string, CallInput>();
  const record = recordInputs({
    isEnabled: () => true,
    maxBytes: () => 1_000_000,
    hasSecret: () => false,
    save({ requestId, ...input }: NewCallInput) {
      stored.set(requestId, input as CallInput);
      return Promise.resolve();
    },
    onFailure: (thrown) => expect.unreachable(String(thrown)),
  });
  const interceptors = [observeCalls(logCalls(logger, { recordInput: record }))];
  const client = clientOver(createRouterTransport(routes, { transport: { interceptors } }));
  const waited: number[] = [];
  const wait = (durationMs: number) => (waited.push(durationMs), Promise.resolve());
  const linesOf = (id: string) => events.filter(({ request_id }) => request_id === id);
  const callOf = (id: string) => foldCall(linesOf(id).map((line) => ({ ...line }))) as unknown as LogEvent;

  /** Makes a call, reads it from the log, and sends it again; what arrived both times. */
  async function twice(
    make: (client: AudioKitClient) => Promise<unknown>,
    variants: ReplayVariant[] = [{ is: "same" }],
  ) {
    await make(client).catch(() => undefined);
    const id = events.at(-1)!.request_id!;
    await expect.poll(() => stored.has(id)).toBe(true);
    const origin = arrived.splice(0);
    const replay = readReplay(callOf(id), stored.get(id))!;
    const sent: SentReplay[] = [];
    const resample = () => expect.unreachable();
    const signal = new AbortController().signal;
    await runReplays(replay, variants, { client, logger, resample, wait }, (one) => void sent.push(one), signal);
    return { id, replay, sent, origin: origin.map(bytesOf), again: arrived.splice(0).map(bytesOf) };
  }
  const refuse = () => (refuses = true);
  return { client, events, linesOf, callOf, twice, waited, refuse, clock };
}
const bytesOf = ({ schema, message }: { schema: DescMessage; message: Message }) =>
  `${schema.typeName} ${bytesToHex(toBinary(schema, message))}`;

const synthesis: SynthesisRequest = {
  text: "Привет, «мир» 🙂\n$(x)",
  voice: "borisova",
  language: "en",
  sampleRateHz: 8_000,
  coding: "mulaw",
  modelType: "high_quality",
  modelSampleRateHz: 24_000,
  customOptions: {
    pace: { kind: "number", value: 1.25 },
    label: { kind: "string", value: "тест" },
    seed: { kind: "int64", value: "9223372036854775807" },
    steps: { kind: "int32", value: -3 },
    loud: { kind: "bool", value: true },
  },
};
const audio = new Uint8Array(Array.from({ length: 6_400 }, (_, index) => index % 251));
const sound = { audio, coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const rich: Partial<RecognitionRequest> = {
  language: "en",
  model: "general",
  wordTimes: false,
  punctuation: false,
  denormalization: true,
  vaMarks: "as-soon-as-known",
  speakers: { exact: 2 },
  genderAge: true,
  antispoofing: { falseRejection: 0.25, maxAnalysisMs: 4_000 },
  contextDictionary: { name: "names", weight: -0.5 },
  substitution: { contents: "раз = 1\nдва = 2" },
};
const options = {
  threshold: 0.5,
  minSilenceMs: 300,
  minSpeechMs: 40,
  speechPadMs: -20,
  keep: "speech",
  beginningThreshold: 0.75,
  endingThreshold: 0.25,
  beginningWindowMs: 80,
  endingWindowMs: 120,
} as const;

describe("a replay of a synthesis", () => {
  const stylesAndModes = voiceStyles.flatMap((style) => postprocessingModes.map((mode) => [style, mode] as const));

  it("arrives byte for byte as its origin did, whatever the style, the mode and the experimental options", async () => {
    const { twice } = setup();
    for (const [style, postprocessing] of stylesAndModes) {
      const { origin, again } = await twice((client) => client.synthesize({ ...synthesis, style, postprocessing }));
      expect(origin).toHaveLength(1);
      expect(again).toEqual(origin);
    }
  });

  it("arrives as its origin did through the stream, as SSML, and with a cloned voice", async () => {
    const { twice } = setup();
    const cloned = { text: "<speak>да</speak>", ssml: true, voiceId: "v-1", sampleRateHz: 22_050 };
    for (const make of [
      (client: AudioKitClient) => collectSpeech(client.synthesizeStream(synthesis)),
      (client: AudioKitClient) => client.synthesize({ ...synthesis, text: "<speak>да</speak>", ssml: true }),
      (client: AudioKitClient) => client.synthesizeCloned(cloned),
      (client: AudioKitClient) => collectSpeech(client.synthesizeClonedStream({ ...cloned, coding: "alaw" })),
    ]) {
      const { origin, again } = await twice(make);
      expect(origin).toHaveLength(1);
      expect(again).toEqual(origin);
    }
  });

  it("takes text and options from what was stored where the log has their hashes only", async () => {
    const { twice } = setup(false);
    const { replay, origin, again } = await twice((client) => client.synthesize(synthesis));
    expect(replay).toMatchObject({ text: { from: "stored" }, unknown: [] });
    expect(again).toEqual(origin);
  });

  it("says what nobody knows any more", async () => {
    const { client, events, callOf } = setup(false);
    await client.synthesize(synthesis);
    const replay = readReplay(callOf(events.at(-1)!.request_id!), undefined)!;
    expect(replay.text).toBeUndefined();
    expect(replay.unknown).toEqual(["custom_options"]);
    expect(replay.inputSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("does not take a text from the log out of which something was taken", async () => {
    const { client, events, callOf } = setup();
    await client.synthesize({ ...synthesis, text: "my token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl" });
    expect(readReplay(callOf(events.at(-1)!.request_id!), undefined)!.text).toBeUndefined();
  });

  it("is sent once for each variant, and each arrives with that one thing changed", async () => {
    const { twice, linesOf } = setup();
    const variants = [
      { is: "rate", sampleRateHz: 48_000 },
      { is: "voice", voice: "gandzhaev" },
      { is: "model", model: "fast" },
    ] as const;
    const { id, sent } = await twice((client) => client.synthesize(synthesis), [...variants]);
    const fields = sent.map(({ requestId }) => linesOf(requestId!)[0]!.request_data!);
    expect(fields).toMatchObject([
      { sample_rate_hertz: 48_000, voice_name: "borisova", replay_of: id, replay_variant: "rate 48000" },
      { sample_rate_hertz: 8_000, voice_name: "gandzhaev", replay_of: id, replay_variant: "voice gandzhaev" },
      { synthesize_options: { model_type: "fast" }, voice_name: "borisova", replay_of: id },
    ]);
  });

  it("names its origin on both lines and leaves an audit event", async () => {
    const { twice, linesOf, events } = setup();
    const { id, sent } = await twice((client) => client.synthesize(synthesis));
    const lines = linesOf(sent[0]!.requestId!);
    expect(lines.map(({ event, request_data }) => [event, request_data!["replay_of"]])).toEqual([
      ["request_start", id],
      ["request_success", id],
    ]);
    const audit = events.find(({ event }) => event === "system_audit_replay");
    expect(audit?.data).toEqual({
      what: "call",
      replay_of: id,
      service: "TTS",
      operation: "Synthesize",
      variants: ["same"],
    });
  });

  it("of a call that failed has the failure as its result, and the next variant is sent", async () => {
    const { twice, refuse } = setup();
    refuse();
    const { sent, again } = await twice(
      (client) => client.synthesize(synthesis),
      [{ is: "same" }, { is: "voice", voice: "x" }],
    );
    expect(sent.map(({ failure }) => (failure as Error).name)).toEqual(["AudioKitError", "AudioKitError"]);
    expect(again).toHaveLength(2);
  });
});

describe("a replay of a recognition", () => {
  it("arrives byte for byte as its origin did, with every option and every splitter", async () => {
    const { twice } = setup();
    for (const phraseSplitter of phraseSplitters) {
      for (const splitterOptions of [undefined, {}, { threshold: 0, beginningThreshold: 0 }, options]) {
        const request = { ...sound, ...rich, phraseSplitter, ...(splitterOptions && { splitterOptions }) };
        const { origin, again } = await twice((client) => client.recognizeFile(request));
        expect(origin).toHaveLength(1);
        expect([phraseSplitter, again]).toEqual([phraseSplitter, origin]);
      }
    }
  });

  it("arrives as its origin did with the defaults, with channels apart, and with the other choices", async () => {
    const { twice } = setup();
    const requests: RecognitionRequest[] = [
      sound,
      { ...sound, coding: "alaw", sampleRateHz: 8_000, channelCount: 2, splitByChannel: true },
      { ...sound, speakers: {}, antispoofing: { falseAcceptance: 0.5 }, substitution: { name: "numbers" } },
      { ...sound, speakers: { max: 3 }, antispoofing: {}, vaMarks: "with-text" },
    ];
    for (const request of requests) {
      const { origin, again } = await twice((client) => client.recognizeFile(request));
      expect(again).toEqual(origin);
    }
  });

  it("needs the sound, which no log has", async () => {
    const { client, events, callOf } = setup();
    await client.recognizeFile(sound);
    const replay = readReplay(callOf(events.at(-1)!.request_id!), undefined)!;
    expect(replay).toMatchObject({ soundBytes: 6_400, assumed: [], unknown: [] });
    expect(replay.sound).toBeUndefined();
  });

  it("that was live arrives in the same messages and in the pace in which they were sent", async () => {
    const { twice, waited, clock } = setup();
    async function* chunks() {
      for (const [start, end] of [
        [0, 1_000],
        [1_000, 1_002],
        [1_002, 6_400],
      ] as const) {
        clock.now += 250;
        yield await Promise.resolve(audio.subarray(start, end));
      }
    }
    const { substitution, ...live } = rich;
    const request: LiveRequest = { ...sound, ...live, interimResults: false, singleUtterance: true };
    const { origin, again, replay } = await twice(async (client) => {
      for await (const phrase of client.recognizeStream(chunks(), {
        ...request,
        ...(substitution && { substitution }),
      }))
        void phrase;
    });
    expect(origin).toHaveLength(4);
    expect(again).toEqual(origin);
    expect(waited).toEqual([250, 250]);
    expect(replay.sound?.messages.map(({ sizeBytes }) => sizeBytes)).toEqual([1_000, 2, 5_398]);
  });
});

describe("other calls", () => {
  it("a voice sample arrives as it was sent", async () => {
    const { twice } = setup();
    const { origin, again, replay } = await twice((client) => client.cloneVoice({ signal: audio }));
    expect(replay.parameters.kind).toBe("clone");
    expect(again).toEqual(origin);
  });

  it("a request that the console cannot send again is none", () => {
    const line: Partial<LogEvent> = { event: "request_start", request_id: "r", operation: "List" };
    expect(readReplay(line as LogEvent, undefined)).toBeUndefined();
  });
});
