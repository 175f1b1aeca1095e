import { wavName } from "../text-to-speech-flow.svelte.ts";

/**
 * Names for the sounds of a batch: the requested one, else `speech-001.wav` and so on; each name once.
 *
 * @param wanted one for each sound; empty where none was requested
 */
export function nameFiles(wanted: readonly string[]): string[] {
  const digits = Math.max(3, String(wanted.length).length);
  const taken = new Map<string, number>();
  return wanted.map((name, index) => {
    const plain = wavName(name || `speech-${String(index + 1).padStart(digits, "0")}`);
    const key = plain.toLowerCase(); // Some disks do not tell capitals apart.
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    if (before === 0) return plain;
    return nameFree(plain.replace(/\.wav$/, ""), before + 1, taken);
  });
}

function nameFree(stem: string, from: number, taken: Map<string, number>): string {
  for (let number = from; ; number++) {
    const name = `${stem}-${String(number)}.wav`;
    if (taken.has(name.toLowerCase())) continue;
    taken.set(name.toLowerCase(), 1);
    return name;
  }
}
