import type { Page } from "@playwright/test";

import { pcmBytes, writeWav } from "../../src/audio/wav.ts";
import { words as recognizeWords } from "../../src/ui/recognize/words.ts";
import { words as synthesizeWords } from "../../src/ui/synthesize/words.ts";
import { accessWords } from "../../src/ui/settings/access-words.ts";
import type { MadeFailure, Scene } from "./scene.ts";

/** Brings the page to the failure, as a person would. */
export async function meetOnPage(
  page: Page,
  { console: { url }, token }: Pick<MadeFailure, "console" | "token">,
  how: NonNullable<Scene["page"]>,
): Promise<void> {
  if (how === "pasted") {
    await pasteToken(page, url, token!);
    await speakOnPage(page);
    return;
  }
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

/** Gives the page a token of its own, which a reload would lose, and goes on to the page of synthesis. */
async function pasteToken(page: Page, url: string, token: string): Promise<void> {
  const words = accessWords.en;
  await page.goto(`${url}/settings`);
  await page.getByRole("radio", { name: words.modes.token, exact: true }).check();
  await page.getByLabel(words.pastedToken, { exact: true }).fill(token);
  await page.getByRole("button", { name: words.usePasted }).click();
  await page.evaluate(() => {
    history.pushState({}, "", "/synthesize?voice=borisova");
    dispatchEvent(new PopStateEvent("popstate"));
  });
}

/** Writes a text on the page of synthesis, which is open, and starts. */
export async function speakOnPage(page: Page): Promise<void> {
  await page.getByLabel(synthesizeWords.en.text, { exact: true }).fill("One.");
  await page.getByRole("button", { name: synthesizeWords.en.start, exact: true }).click();
}
