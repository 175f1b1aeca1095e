import { readFile } from "node:fs/promises";
import { pcmSamples, readWav } from "../../src/audio/wav.ts";

/** The human recordings in test/fixtures/speech and what is said in them. */
export const spokenWords = {
  "0880": "he was not an ill disposed young man",
  "0890": "unless to be rather cold hearted and rather selfish is to be ill disposed",
  goforward: "go forward ten meters",
} as const;

/** One of the recordings. */
export type ClipName = keyof typeof spokenWords;

/** Reads a recording: 16 kHz, mono, signed 16-bit. */
export async function readClip(name: ClipName): Promise<Int16Array<ArrayBuffer>> {
  const file = await readFile(new URL(`../fixtures/speech/${name}.wav`, import.meta.url));
  // Not the Buffer itself, whose slices share its memory.
  return pcmSamples(readWav(new Uint8Array(file)).samples);
}

/** Samples as engines take them, -1..1. */
export function asFloats(samples: Int16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(samples, (sample) => sample / 32768);
}

/** How many words must be put in, left out or replaced to make one text the other; case and punctuation do not count. */
export function wrongWords(heard: string, spoken: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const wanted = words(spoken);
  let row = wanted.map((_, index) => index + 1);
  let left = 0;
  for (const word of words(heard)) {
    let diagonal = left++;
    let before = left;
    row = row.map((above, index) => {
      const cost = Math.min(above + 1, before + 1, diagonal + (word === wanted[index] ? 0 : 1));
      diagonal = above;
      return (before = cost);
    });
  }
  return row.at(-1) ?? left;
}
