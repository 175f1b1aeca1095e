import type { SubstringFinder } from "./substring.ts";

/** Rows whose line contains the substring, oldest first. */
export function rowsWith(bytes: Uint8Array, lineBytes: ArrayLike<number>, finder: SubstringFinder): Uint32Array {
  const found: number[] = [];
  let row = 0;
  let lineEnd = lineBytes[0] ?? 0;
  for (let at = finder.find(bytes, 0); at >= 0; at = finder.find(bytes, lineEnd)) {
    while (lineEnd <= at) lineEnd += lineBytes[++row]!;
    found.push(row);
  }
  return Uint32Array.from(found);
}
