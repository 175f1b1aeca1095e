import { readFile } from "node:fs/promises";
import { pcmSamples, readWav } from "../../src/audio/wav.ts";

/** Reference transcripts of the human recordings in test/fixtures/speech. */
export const spokenWords = {
  "0880": "he was not an ill disposed young man",
  "0890": "unless to be rather cold hearted and rather selfish is to be ill disposed",
  goforward: "go forward ten meters",
} as const;

/** Name of a recording. */
export type ClipName = keyof typeof spokenWords;

/** Reads a recording: 16 kHz, mono, signed 16-bit. */
export async function readClip(name: ClipName): Promise<Int16Array<ArrayBuffer>> {
  const file = await readFile(new URL(`../fixtures/speech/${name}.wav`, import.meta.url));
  // Copied, because slices of a Buffer share its memory.
  return pcmSamples(readWav(new Uint8Array(file)).samples);
}

/** Converts samples to floats from -1 to 1, as engines expect them. */
export function asFloats(samples: Int16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(samples, (sample) => sample / 32768);
}

/** Word errors of a transcript: insertions, deletions and substitutions against the reference, ignoring case and punctuation. */
export function wordErrors(transcript: string, reference: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const expected = words(reference);
  let row = expected.map((_, index) => index + 1);
  let left = 0;
  for (const word of words(transcript)) {
    let diagonal = left++;
    let before = left;
    row = row.map((above, index) => {
      const cost = Math.min(above + 1, before + 1, diagonal + (word === expected[index] ? 0 : 1));
      diagonal = above;
      return (before = cost);
    });
  }
  return row.at(-1) ?? left;
}
