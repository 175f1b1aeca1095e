import type { Page } from "@playwright/test";
import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";

/**
 * Makes this many calls from a page: unary calls, streams, live calls and one for a voice that nobody has in turns, as many at a time as
 * there are kinds.
 *
 * @param repeats how often the call that fails is made in its turn; 0: not at all. It counts as one
 */
export async function callInTurns(page: Page, count: number, repeats = 0): Promise<void> {
  await page.evaluate(
    async ([total, failures]) => {
      const { audiokit } = globalThis as unknown as { audiokit: AudioKitLibrary };
      const speech = { text: "One two.", voice: "borisova", language: "en" } as const;
      const all = [
        () => audiokit.getTtsModels(),
        () => audiokit.synthesizeText(speech),
        async () => {
          for await (const chunk of audiokit.synthesizeStream(speech)) void chunk;
        },
        async () => {
          const silence = (async function* () {
            for (let i = 0; i < 3; i++) yield await Promise.resolve(new Uint8Array(3200));
          })();
          const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, language: "en" } as const;
          for await (const phrase of audiokit.recognizeStream(silence, format)) void phrase;
        },
        async () => {
          for (let i = 0; i < failures; i++) {
            const spoken = await audiokit.synthesizeText({ ...speech, voice: "nobody" }).catch(() => undefined);
            if (spoken !== undefined) throw new Error("a voice that nobody has has spoken");
          }
        },
      ];
      const kinds = failures > 0 ? all : all.slice(0, -1);
      let next = 0;
      const worker = async () => {
        for (let i = next++; i < total; i = next++) await kinds[i % kinds.length]!();
      };
      await Promise.all(kinds.map(worker));
    },
    [count, repeats] as const,
  );
}
