import { Code, createClient, createRouterTransport, type CallOptions } from "@connectrpc/connect";
import { afterAll, describe, expect, it } from "vitest";
import { readClip, spokenWords, wordErrors } from "../../../test/support/speech-clips.ts";
import { pcmBytes, readWav } from "../../audio/wav.ts";
import { createEspeakEngine } from "../../companion/engines/espeak/espeak.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import { createVad } from "../../companion/engines/vad.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt_presets/v2/stt_presets_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts_presets/v2/tts_presets_pb.ts";
import { createStt } from "../recognition/recognition.ts";
import { emulatorRoutes } from "../routes.ts";
import { createTts } from "../synthesis/synthesis.ts";
import { checkPresets, createPresetStt, createPresetTts } from "./preset-services.ts";
import { builtInPresets, joinPresets, parsePresets } from "./presets.ts";

const espeak = createEspeakEngine();
const moonshine = createMoonshineEngine();
afterAll(() => Promise.all([espeak.close(), moonshine.close()]));

const phone = {
  preset_name: "phone",
  preset_version: 2,
  settings: { voice_name: "gavrilov", encoding: "ALAW", sample_rate_hertz: 8000 },
};

async function setup(file: unknown = {}) {
  const presets = joinPresets(builtInPresets(), parsePresets(file));
  const tokens = { verify: () => Promise.resolve(undefined) };
  const stt = createStt({ engines: [moonshine], vad: await createVad() });
  const transport = createRouterTransport(
    emulatorRoutes({
      synthesis: {},
      recognition: {},
      presetSynthesis: createPresetTts(createTts(espeak), presets),
      presetRecognition: createPresetStt(stt, presets),
      tokens,
    }),
  );
  return { tts: createClient(TTS, transport), stt: createClient(STT, transport) };
}

const text = { case: "text" as const, value: "Проверка связи." };
const byDefault = { presetName: "default", presetVersion: 1 };

describe("synthesis by preset", () => {
  it("speaks as the preset says", async () => {
    const { tts } = await setup({ tts: [phone] });
    const plain = readWav((await tts.synthesize({ inputSource: text, preset: byDefault })).audio);
    expect(plain).toMatchObject({ coding: "pcm16", sampleRateHz: 16_000 });
    const preset = { presetName: "phone", presetVersion: 2 };
    let requestId: string | null = null;
    const options: CallOptions = { onHeader: (headers) => (requestId = headers.get("request_id")) };
    const wav = readWav((await tts.synthesize({ inputSource: text, preset }, options)).audio);
    expect(wav).toMatchObject({ coding: "alaw", sampleRateHz: 8000 });
    expect(requestId).toMatch(/^FS-/);
    let streamedBytes = 0;
    for await (const { audio } of tts.streamingSynthesize({ inputSource: text, preset })) streamedBytes += audio.length;
    expect(streamedBytes / wav.samples.length).toBeCloseTo(1, 1);
  });

  it.each([
    [undefined, Code.InvalidArgument],
    [{ presetName: "default", presetVersion: 2 }, Code.NotFound],
    [{ presetName: "none", presetVersion: 1 }, Code.NotFound],
  ])("refuses preset %j", async (preset, code) => {
    const { tts } = await setup();
    await expect(tts.synthesize({ inputSource: text, ...(preset && { preset }) })).rejects.toMatchObject({ code });
  });
});

describe("recognition by preset", () => {
  it("recognises files and streams as the preset says", async () => {
    const { stt } = await setup();
    const audio = pcmBytes(await readClip("0890"));
    const { response } = await stt.fileRecognize({ preset: byDefault, audio });
    expect(wordErrors(response[0]!.hypothesis!.transcript, spokenWords["0890"])).toBeLessThanOrEqual(1);
    expect(response[0]!.hypothesis!.words.length).toBeGreaterThan(5);

    async function* speak() {
      yield { streamingRequest: { case: "preset" as const, value: byDefault } };
      yield { streamingRequest: { case: "audio" as const, value: audio } };
    }
    const answers = [];
    for await (const answer of stt.recognize(speak())) answers.push(answer);
    expect(answers.some(({ isFinal }) => !isFinal)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ isFinal: true });
  });

  it("refuses an unknown preset, and audio before the preset", async () => {
    const { stt } = await setup();
    const unknown = { presetName: "default", presetVersion: 7 };
    const file = stt.fileRecognize({ preset: unknown, audio: new Uint8Array(2) });
    await expect(file).rejects.toMatchObject({ code: Code.NotFound });
    const stream = async (request: object) => {
      async function* requests() {
        yield { streamingRequest: request as never };
      }
      for await (const answer of stt.recognize(requests())) void answer;
    };
    await expect(stream({ case: "preset", value: unknown })).rejects.toMatchObject({ code: Code.NotFound });
    const early = stream({ case: "audio", value: new Uint8Array(2) });
    await expect(early).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});

describe("a file of presets", () => {
  it.each<[file: unknown, message: string]>([
    [[], "the file: must be an object with tts, stt"],
    [{ asr: [] }, "the file: asr is none of tts, stt"],
    [{ tts: {} }, "tts: must be a list"],
    [{ tts: [7] }, "tts[0]: must be an object with preset_name, preset_version, settings"],
    [{ tts: [{ ...phone, preset_name: "" }] }, "tts[0].preset_name: must be a name"],
    [{ tts: [{ ...phone, preset_version: 0 }] }, "tts[0].preset_version: must be a whole number from 1, got 0"],
    [{ tts: [phone, phone] }, 'tts: "phone" version 2 stands there twice'],
    [{ tts: [{ ...phone, settings: { text: "да" } }] }, "tts[0].settings: a preset has no text of its own"],
    [{ stt: [{ ...phone, settings: {} }] }, "stt[0].settings.config: is missing"],
  ])("is refused with the place: %j", (file, message) => {
    expect(() => parsePresets(file)).toThrow(message);
  });

  it("is refused when a field of the contract is wrong", () => {
    expect(() => parsePresets({ tts: [{ ...phone, settings: { voice: "x" } }] })).toThrow(
      /^tts\[0\]\.settings: .*voice/,
    );
  });

  it("is refused when the engines cannot serve it", () => {
    const nobody = { ...phone, settings: { ...phone.settings, voice_name: "nobody" } };
    expect(() => checkPresets(parsePresets({ tts: [nobody] }), espeak, [])).toThrow(/^tts preset "phone" version 2: voice_name: /); // prettier-ignore
    const russian = { preset_name: "ru", preset_version: 1, settings: { config: { encoding: 1, sample_rate_hertz: 8000, language_code: "ru" } } }; // prettier-ignore
    expect(() => checkPresets(parsePresets({ stt: [russian] }), espeak, [moonshine])).toThrow(/^stt preset "ru" version 1: language_code: /); // prettier-ignore
  });

  it("replaces a built-in preset of the same name and version", () => {
    const file = parsePresets({ tts: [{ ...phone, preset_name: "default", preset_version: 1 }, phone] });
    const { tts } = joinPresets(builtInPresets(), file);
    expect(tts.map(({ name, settings }) => [name, settings.voiceName])).toEqual([
      ["default", "gavrilov"],
      ["phone", "gavrilov"],
    ]);
  });
});
