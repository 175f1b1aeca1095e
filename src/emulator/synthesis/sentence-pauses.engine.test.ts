import { createClient, createRouterTransport } from "@connectrpc/connect";
import { afterAll, describe, expect, it } from "vitest";
import { pcmSamples, readWav } from "../../audio/wav.ts";
import { createEspeakEngine } from "../../companion/engines/espeak/espeak.ts";
import { AudioEncoding, TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { emulatorRoutes } from "../routes.ts";
import { createTts } from "./synthesis.ts";

const engine = createEspeakEngine();
afterAll(() => engine.close());

const rateHz = 22050;

async function speak(text: string, languageCode: string): Promise<Int16Array> {
  const tokens = { verify: () => Promise.resolve(undefined) };
  const routes = emulatorRoutes({ synthesis: createTts(engine), recognition: {}, tokens });
  const { audio } = await createClient(TTS, createRouterTransport(routes)).synthesize({
    inputSource: { case: "text", value: text },
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: rateHz,
    voiceName: "gavrilov",
    languageCode,
  });
  return pcmSamples(readWav(audio).samples);
}

/** Longest silence between the first and the last sound, in milliseconds. */
function longestPauseMs(samples: Int16Array): number {
  const loud = Array.from(samples.keys()).filter((at) => Math.abs(samples[at]!) > 150);
  const gaps = loud.slice(1).map((at, index) => at - loud[index]!);
  return (gaps.reduce((most, gap) => Math.max(most, gap), 0) / rateHz) * 1000;
}

describe("a sentence that is spoken", () => {
  it.each([
    [
      "en",
      "The quick brown fox jumps over the lazy dog and\nthen runs away into the dark forest all alone.",
      "The quick brown fox jumps over the lazy dog and then runs away into the dark forest all alone.",
    ],
    [
      "en",
      "The committee finally decided last night that Dr. Smith travelled home.",
      "The committee finally decided last night that Doctor Smith travelled home.",
    ],
    [
      "ru",
      "Экспозиция рассказывает о жизни и творчестве великого поэта А. С. Пушкина в Москве.",
      "Экспозиция рассказывает о жизни и творчестве великого поэта а эс Пушкина в Москве.",
    ],
    ["ru", "Проект им. Пушкина закрыт.", "Проект имени Пушкина закрыт."],
    ["en", "The prere\u200bquisites are met.", "The prerequisites are met."],
  ])("sounds in %s like %j without the sign", async (language, text, without) => {
    const samples = await speak(text, language);
    expect(samples).toEqual(await speak(without, language));
    expect(longestPauseMs(samples)).toBeLessThan(200);
  });

  it("still has a pause behind its end", async () => {
    const two = "The committee finally decided last night to go home. The others stayed there until noon.";
    expect(longestPauseMs(await speak(two, "en"))).toBeGreaterThan(250);
  });
});
