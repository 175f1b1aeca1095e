import { pcmBytes, writeWav, type WavFormat } from "../../../src/audio/wav.ts";
import type { Step } from "./page-scenario.ts";

const speechFormat = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;

/** Opens a file on the Recognize page, with these query parameters. */
export function openFile(name: string, bytes: Uint8Array, choices = "language=en"): Step {
  return async (tab, { console }) => {
    await tab.goto(`${console.url}/recognize?${choices}`);
    const file = { name, mimeType: "audio/wav", buffer: Buffer.from(bytes) };
    await tab.locator('input[type="file"]').setInputFiles(file);
  };
}

/** Opens a recording. */
export function openSound(samples: Int16Array<ArrayBuffer>, choices?: string, channelCount = 1): Step {
  return openFile("sound.wav", writeWav(pcmBytes(samples), { ...speechFormat, channelCount }), choices);
}

/** Opens a silent recording of this many seconds, as a telephone exchange writes it. */
export function openLong(seconds: number): Step {
  const format: WavFormat = { coding: "mulaw", sampleRateHz: 8000, channelCount: 1 };
  return openFile("long.wav", writeWav(new Uint8Array(seconds * format.sampleRateHz).fill(0xff), format));
}

/** Starts the recognition of the open file. */
export const recognize: Step = (tab) => tab.getByRole("button", { name: "Recognize", exact: true }).click();

/** Starts live recognition with the microphone. */
export const talk: Step = async (tab, { console }) => {
  await tab.goto(`${console.url}/recognize?mode=microphone&language=en`);
  await tab.getByRole("button", { name: "Start recording", exact: true }).click();
};
