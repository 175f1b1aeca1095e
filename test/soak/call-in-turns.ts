import type { Page } from "@playwright/test";
import type { AudioKitLibrary } from "../../src/library/audiokit-library.ts";

/**
 * Makes this many calls from a page: unary calls, streams and live calls in turns, as many at a time as there are kinds.
 *
 * @param unknownVoice one call of each turn fails, for a voice of this name; the log has the name
 */
export async function callInTurns(page: Page, count: number, unknownVoice?: string): Promise<void> {
  await page.evaluate(
    async ([total, voice]) => {
      const { audiokit } = globalThis as unknown as { audiokit: AudioKitLibrary };
      const speech = { text: "One two.", voice: "borisova", language: "en" } as const;
      const kinds = [
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
        ...(voice === undefined
          ? []
          : [
              async () => {
                const failed = await audiokit.synthesizeText({ ...speech, voice }).then(
                  () => false,
                  () => true,
                );
                if (!failed) throw new Error("a voice that nobody has has spoken");
              },
            ]),
      ];
      let next = 0;
      const worker = async () => {
        for (let i = next++; i < total; i = next++) await kinds[i % kinds.length]!();
      };
      await Promise.all(kinds.map(worker));
    },
    [count, unknownVoice] as const,
  );
}
