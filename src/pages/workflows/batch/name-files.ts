import { fileNameKey, fileNameOf } from "../../../basics/file-name.ts";

/**
 * Names for the sounds of a batch: the requested one, else `speech-001.wav` and so on; each name once.
 *
 * @param wanted one for each sound; empty where none was requested
 */
export function nameFiles(wanted: readonly string[]): string[] {
  const digits = Math.max(3, String(wanted.length).length);
  /** How often each name was wanted, by what a disk compares. */
  const taken = new Map<string, number>();
  return wanted.map((name, index) => {
    const stem = name.replace(/\.wav$/i, "") || `speech-${String(index + 1).padStart(digits, "0")}`;
    const plain = fileNameOf(stem, ".wav", "speech");
    const before = taken.get(fileNameKey(plain)) ?? 0;
    taken.set(fileNameKey(plain), before + 1);
    return before === 0 ? plain : nameFree(stem, before + 1, taken);
  });
}

function nameFree(stem: string, from: number, taken: Map<string, number>): string {
  for (let number = from; ; number++) {
    const name = fileNameOf(stem, `-${String(number)}.wav`, "speech");
    const key = fileNameKey(name);
    if (taken.has(key)) continue;
    taken.set(key, 1);
    return name;
  }
}
