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
  let [lastLoud, longest] = [-1, 0];
  for (const [at, sample] of samples.entries()) {
    if (Math.abs(sample) <= 150) continue;
    if (lastLoud >= 0) longest = Math.max(longest, at - lastLoud);
    lastLoud = at;
  }
  return (longest / rateHz) * 1000;
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
  ])("lasts in %s as long as the same sentence without the sign: %j", async (language, text, without) => {
    const samples = await speak(text, language);
    // The engine itself varies by less than a millisecond.
    const otherwise = await speak(without, language);
    expect((Math.abs(samples.length - otherwise.length) / rateHz) * 1000).toBeLessThan(10);
    expect(longestPauseMs(samples)).toBeLessThan(200);
  });

  it("still has a pause behind its end", async () => {
    const two = "The committee finally decided last night to go home. The others stayed there until noon.";
    expect(longestPauseMs(await speak(two, "en"))).toBeGreaterThan(250);
  });
});
