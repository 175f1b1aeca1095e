import type { Page } from "@playwright/test";

import { pcmBytes, writeWav } from "../../src/audio/wav.ts";
import { words as recognizeWords } from "../../src/ui/recognize/words.ts";
import { words as synthesizeWords } from "../../src/ui/synthesize/words.ts";
import type { Scene } from "./scene.ts";

/** Brings the page to the failure, as a person would. */
export async function meetOnPage(page: Page, url: string, how: NonNullable<Scene["page"]>): Promise<void> {
  if (how === "recognize") {
    await page.goto(`${url}/recognize?language=en`);
    const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
    const wav = Buffer.from(writeWav(pcmBytes(new Int16Array(16_000)), format));
    await page.locator('input[type="file"]').setInputFiles({ name: "silence.wav", mimeType: "audio/wav", buffer: wav });
    await page.getByRole("button", { name: recognizeWords.en.start, exact: true }).click();
    return;
  }
  const voice = how === "nobody" ? "nobody" : "borisova";
  await page.goto(`${url}/synthesize?voice=${voice}`);
  await speakOnPage(page);
}

/** Writes a text on the page of synthesis, which is open, and starts. */
export async function speakOnPage(page: Page): Promise<void> {
  await page.getByLabel(synthesizeWords.en.text, { exact: true }).fill("One.");
  await page.getByRole("button", { name: synthesizeWords.en.start, exact: true }).click();
}
