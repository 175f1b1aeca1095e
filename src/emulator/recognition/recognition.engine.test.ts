import { Code, ConnectError, type Client } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asFloats, readClip, spokenWords, wordErrors, type ClipName } from "../../../test/support/speech-clips.ts";
import { englishConfig, openStt, type ConfigInit } from "../../../test/support/stt-client.ts";
import { encodeALaw, encodeMuLaw } from "../../audio/g711.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { createCommandEngine } from "../../companion/engines/asr-command.ts";
import type { MoonshineReport } from "../../companion/engines/moonshine/moonshine-messages.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import {
  AudioEncoding,
  RecognitionConfig_VoiceActivityMarkEventsMode as MarksMode,
  VADOptions_VoiceActivityDetectionMode as Mode,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsage as Usage,
  type STT,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognizeResponse } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import { VoiceActivityMark_VoiceActivityMarkType as MarkType } from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";
import type { RecognitionEngine } from "./recognition-engine.ts";
import { joinSamples, openResampler } from "../audio/resample.ts";

const clipNames = Object.keys(spokenWords) as ClipName[];
const silence = (seconds: number) => new Int16Array(16_000 * seconds);

function joined(...parts: Int16Array[]): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const textOf = (response: RecognizeResponse[]) => response.map(({ hypothesis }) => hypothesis?.transcript).join(" ");

describe("createStt, whole files", () => {
  const reports: MoonshineReport[] = [];
  // On a busy machine the next token may be far away, and what is tested here is that it stops there.
  const engine = createMoonshineEngine({ cancelGraceMs: 50_000, onReport: (report) => reports.push(report) });
  const russian = createCommandEngine({
    model: "e2e-v3",
    language: "ru",
    command: `head -c 44 > /dev/null; printf '{"text":"Проверка связи.","confidence":0.7}\\n'`,
  });
  const broken = createCommandEngine({ model: "broken", language: "de", command: "echo kaputt >&2; exit 4" });
  let stt: Client<typeof STT>;

  beforeAll(async () => {
    stt = await openStt([engine, russian, broken]);
  });
  afterAll(() => engine.close());

  async function recognize(samples: Int16Array<ArrayBuffer>, change: ConfigInit = {}) {
    return (await stt.fileRecognize({ config: englishConfig(change), audio: pcmBytes(samples) })).response;
  }

  it.each(clipNames)("recognises %s with at most one wrong word, as one final phrase on channel 1", async (name) => {
    const [phrase, ...more] = await recognize(await readClip(name));
    expect(more).toEqual([]);
    expect(phrase).toMatchObject({ isFinal: true, channel: 1, vaMarks: [] });
    expect(wordErrors(phrase!.hypothesis!.transcript, spokenWords[name])).toBeLessThanOrEqual(1);
    expect(phrase!.hypothesis!.confidence).toBeGreaterThan(0.6);
  });

  it("gives a raw transcript, and punctuation beside it only when asked", async () => {
    const clip = await readClip("0890");
    const [plain] = await recognize(clip);
    expect(plain!.hypothesis!.transcript).toMatch(/^[a-z' ]+$/);
    expect(plain!.hypothesis!.normalizedTranscript).toBe("");
    const [spelled] = await recognize(clip, { punctuationConfig: { enable: true } });
    expect(spelled!.hypothesis!.transcript).toBe(plain!.hypothesis!.transcript);
    expect(spelled!.hypothesis!.normalizedTranscript).toMatch(/^Unless.*[,-].*/);
  });

  it("gives words with times within the phrase only when asked", async () => {
    const clip = await readClip("0890");
    expect((await recognize(clip))[0]!.hypothesis!.words).toEqual([]);
    const { hypothesis } = (await recognize(clip, { enableWordTimeOffsets: true }))[0]!;
    const { words, transcript, startTimeMs, endTimeMs } = hypothesis!;
    expect(words.map(({ word }) => word).join(" ")).toBe(transcript);
    let before = startTimeMs;
    for (const word of words) {
      expect(word.startTimeMs).toBeGreaterThanOrEqual(before);
      expect(word.endTimeMs).toBeGreaterThanOrEqual(word.startTimeMs);
      before = word.startTimeMs;
    }
    expect(before).toBeGreaterThan(startTimeMs + 2000);
    expect(words.at(-1)!.endTimeMs).toBeLessThanOrEqual(endTimeMs);
    expect(endTimeMs).toBeLessThanOrEqual(clip.length / 16);
  });

  it("divides phrases at pauses and says where each lies in the audio", async () => {
    const [left, right] = await Promise.all([readClip("goforward"), readClip("0880")]);
    const sound = joined(silence(1), left, silence(2), right, silence(1));
    const phrases = await recognize(sound, { vaResponseMode: MarksMode.VA_ENABLE });
    expect(phrases).toHaveLength(2);
    const rightStartMs = 1000 + left.length / 16 + 2000;
    const [first, second] = phrases;
    expect(first!.hypothesis!.transcript).toBe("go forward ten meters");
    expect(wordErrors(second!.hypothesis!.transcript, spokenWords["0880"])).toBeLessThanOrEqual(1);
    expect(first!.hypothesis!.startTimeMs).toBeGreaterThanOrEqual(900);
    expect(first!.hypothesis!.endTimeMs).toBeLessThanOrEqual(rightStartMs - 2000 + 300);
    expect(Math.abs(second!.hypothesis!.startTimeMs - rightStartMs)).toBeLessThan(600);
    for (const { vaMarks, hypothesis } of phrases) {
      expect(vaMarks.map(({ markType, offsetMs }) => [markType, offsetMs])).toEqual([
        [MarkType.VA_MARK_BEGIN, hypothesis!.startTimeMs],
        [MarkType.VA_MARK_END, hypothesis!.endTimeMs],
      ]);
    }
  });

  it("takes the whole text for one phrase without voice activity, however long", async () => {
    const clip = await readClip("0890");
    const sound = joined(...Array.from({ length: 7 }, () => clip));
    expect(sound.length / 16_000).toBeGreaterThan(25);
    const phrases = await recognize(sound, { vaConfig: { usage: Usage.DO_NOT_PERFORM_VOICE_ACTIVITY } });
    expect(phrases).toHaveLength(1);
    const spoken = Array.from({ length: 7 }, () => spokenWords["0890"]).join(" ");
    expect(wordErrors(phrases[0]!.hypothesis!.transcript, spoken)).toBeLessThan(20);
    expect(phrases[0]!.hypothesis!.endTimeMs).toBeGreaterThan(sound.length / 16 - 1000);
    expect(phrases[0]!.hypothesis!.endTimeMs).toBeLessThanOrEqual(sound.length / 16);
  });

  it.each([
    ["is dropped", Mode.ONLY_SPEECH],
    ["belongs to the phrases", Mode.SPLIT_BY_PAUSES],
  ])("hears all phrases when silence %s", async (_, mode) => {
    const clip = await readClip("goforward");
    const sound = joined(silence(3), clip, silence(3), clip, silence(3));
    const vaConfig = { algoOptions: { case: "vadOptions" as const, value: { mode } } };
    const phrases = await recognize(sound, { vaConfig, enableWordTimeOffsets: true });
    expect(phrases.map(({ hypothesis }) => hypothesis!.transcript)).toEqual([
      spokenWords.goforward,
      spokenWords.goforward,
    ]);
    const [first, second] = phrases.map(({ hypothesis }) => hypothesis!);
    const isKept = mode === Mode.SPLIT_BY_PAUSES;
    expect(first!.startTimeMs === 0).toBe(isKept);
    expect(second!.startTimeMs === first!.endTimeMs).toBe(isKept);
    expect(second!.words[0]!.startTimeMs).toBeGreaterThan(first!.endTimeMs + 2000);
  });

  it.each([
    ["mu-law", AudioEncoding.MULAW, encodeMuLaw],
    ["A-law", AudioEncoding.ALAW, encodeALaw],
  ] as const)("recognises a telephone's 8 kHz %s", async (_, encoding, encode) => {
    const resampler = await openResampler(16_000, 8000);
    const narrow = joinSamples([resampler.push(asFloats(await readClip("0890"))), resampler.end()]);
    const audio = encode(Int16Array.from(narrow, (sample) => Math.max(-1, Math.min(1, sample)) * 32767));
    const config = englishConfig({ encoding, sampleRateHertz: 8000 });
    const { response } = await stt.fileRecognize({ config, audio });
    expect(wordErrors(textOf(response), spokenWords["0890"])).toBeLessThanOrEqual(2);
  });

  it.each([44_100, 48_000])("recognises %i Hz", async (sampleRateHertz) => {
    const resampler = await openResampler(16_000, sampleRateHertz);
    const wide = joinSamples([resampler.push(asFloats(await readClip("goforward"))), resampler.end()]);
    const audio = Int16Array.from(wide, (sample) => Math.max(-1, Math.min(1, sample)) * 32767);
    expect(textOf(await recognize(audio, { sampleRateHertz }))).toBe(spokenWords.goforward);
  });

  it("recognises each channel by itself, in the order of speech, or all as one", async () => {
    const [left, right] = await Promise.all([readClip("0880"), readClip("goforward")]);
    const lengths = left.length + right.length + 16_000;
    const stereo = new Int16Array(lengths * 2);
    right.forEach((sample, index) => (stereo[2 * index + 1] = sample));
    left.forEach((sample, index) => (stereo[2 * (right.length + 16_000 + index)] = sample));
    const format = { audioChannelCount: 2 };
    const split = await recognize(stereo, { ...format, splitByChannel: true });
    expect(split.map(({ channel }) => channel)).toEqual([2, 1]);
    expect(split[0]!.hypothesis!.transcript).toBe(spokenWords.goforward);
    expect(wordErrors(split[1]!.hypothesis!.transcript, spokenWords["0880"])).toBeLessThanOrEqual(1);
    const mixed = await recognize(stereo, format);
    expect(mixed.map(({ channel }) => channel)).toEqual([1, 1]);
    expect(wordErrors(textOf(mixed), `${spokenWords.goforward} ${spokenWords["0880"]}`)).toBeLessThanOrEqual(2);
  });

  it("says nothing about silence, and only where sound was about a noise without words", async () => {
    expect(await recognize(silence(3))).toEqual([]);
    const noise = Int16Array.from({ length: 48_000 }, (_, index) => Math.sin(index * index) * 12_000);
    const marks = await recognize(noise, { vaResponseMode: MarksMode.VA_ENABLE });
    for (const { hypothesis, vaMarks } of marks) {
      expect(hypothesis).toBeUndefined();
      expect(vaMarks).toHaveLength(2);
    }
  });

  it("answers by the model when the language is another, and says so in the headers", async () => {
    const headers = new Headers();
    const config = englishConfig({ model: "moonshine-tiny-en", languageCode: "ru", genderageConfig: { enable: true } });
    const { response } = await stt.fileRecognize(
      { config, audio: pcmBytes(await readClip("goforward")) },
      { onHeader: (header) => header.forEach((value, key) => headers.set(key, value)) },
    );
    expect(textOf(response)).toBe(spokenWords.goforward);
    expect(headers.get("x-audiokit-note")).toContain('language_code "ru" had no effect');
    expect(headers.get("x-audiokit-ignored")).toBe("genderage_config");
    expect(headers.get("request_id")).toMatch(/^FR-/);
  });

  it("lets an operator's command serve its language", async () => {
    const clip = await readClip("goforward");
    const change = { languageCode: "ru", punctuationConfig: { enable: true }, enableWordTimeOffsets: true };
    const [byLanguage] = await recognize(clip, change);
    expect(byLanguage!.hypothesis).toMatchObject({
      transcript: "проверка связи",
      normalizedTranscript: "Проверка связи.",
    });
    expect(byLanguage!.hypothesis!.confidence).toBeCloseTo(0.7, 5);
    expect(byLanguage!.hypothesis!.words.map(({ word }) => word)).toEqual(["проверка", "связи"]);
    expect(await recognize(clip, { ...change, model: "e2e-v3" })).toHaveLength(1);
  });

  it("refuses two engines of one name", async () => {
    await expect(openStt([russian, russian])).rejects.toThrow('two recognition engines have the model name "e2e-v3"');
  });

  it("lists the engines that exist", async () => {
    const before = Date.now();
    const { models, header } = await stt.getModelsInfo({});
    expect(models).toMatchObject([
      { name: "moonshine-tiny-en", languageCode: "en", sampleRateHertz: 16_000, dictionaryName: [] },
      { name: "e2e-v3", languageCode: "ru", sampleRateHertz: 16_000 },
      { name: "broken", languageCode: "de" },
    ]);
    expect(Number(header!.timestamp)).toBeGreaterThanOrEqual(before);
  });

  async function failure(call: Promise<unknown>): Promise<ConnectError> {
    return ConnectError.from(
      await call.then(
        () => "no failure",
        (error: unknown) => error,
      ),
    );
  }

  it.each([
    ["config: is missing", undefined, new Uint8Array(2)],
    ["audio: is empty", {}, new Uint8Array(0)],
    ["audio: ends with 1 of the 2 bytes", {}, new Uint8Array(3201)],
    ["audio: begins with the header of a WAV file", {}, writeWav(new Uint8Array(3200), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 })], // prettier-ignore
  ])("refuses a call with %s", async (message, change, audio) => {
    const error = await failure(stt.fileRecognize(change ? { config: englishConfig(change), audio } : { audio }));
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.rawMessage).toContain(message);
  });

  it("answers INTERNAL with the engine's own reason when the engine fails", async () => {
    const error = await failure(recognize(await readClip("goforward"), { languageCode: "de" }));
    expect(error.code).toBe(Code.Internal);
    expect(error.rawMessage).toMatch(/^model broken: .*it ended with 4: kaputt/);
  });

  it("fails a call cleanly when the engine's process dies, and serves the next", async () => {
    const clip = await readClip("0890");
    const dead = engine.processId!;
    const call = recognize(clip);
    setTimeout(() => process.kill(dead, "SIGKILL"), 50);
    const error = await failure(call);
    expect(error.code).toBe(Code.Internal);
    expect(error.rawMessage).toContain("moonshine-tiny-en ended (SIGKILL)");
    expect(wordErrors(textOf(await recognize(clip)), spokenWords["0890"])).toBeLessThanOrEqual(1);
  });

  /** One phrase of 21 seconds: a second of work for the engine. */
  async function longCall(): Promise<{ config: ConfigInit; audio: Uint8Array }> {
    const clip = await readClip("0890");
    const vaConfig = { usage: Usage.DO_NOT_PERFORM_VOICE_ACTIVITY };
    return { config: englishConfig({ vaConfig }), audio: pcmBytes(joined(clip, clip, clip, clip)) };
  }

  it("stops the engine when the caller cancels, and serves the next in the same process", async () => {
    const began = Promise.withResolvers<void>();
    const watched: RecognitionEngine = {
      ...engine,
      transcribe(samples, signal) {
        began.resolve();
        return engine.transcribe(samples, signal);
      },
    };
    const running = engine.processId;
    reports.length = 0;
    const cancel = new AbortController();
    const call = (await openStt([watched])).fileRecognize(await longCall(), { signal: cancel.signal });
    const outcome = failure(call);
    await began.promise;
    setTimeout(() => {
      cancel.abort();
    }, 20);
    expect((await outcome).code).toBe(Code.Canceled);
    expect(textOf(await recognize(await readClip("goforward")))).toBe(spokenWords.goforward);
    expect(reports.map((report) => report.outcome)).toEqual(["cancelled", "done"]);
    expect(engine.processId).toBe(running);
  });

  it("stops the engine at the deadline", async () => {
    reports.length = 0;
    const error = await failure(stt.fileRecognize(await longCall(), { timeoutMs: 200 }));
    expect(error.code).toBe(Code.DeadlineExceeded);
    await recognize(await readClip("goforward"));
    expect(reports.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
  });
});
