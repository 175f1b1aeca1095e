import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import { importColumns, numberColumns, textColumns } from "./column-builder.ts";

/** Concatenates the columns of consecutive events. */
export function joinColumns(firstPosition: number, parts: EventColumns[]): EventColumns {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = { firstPosition, length } as EventColumns;
  for (const name of [...numberColumns, ...importColumns]) {
    if (parts.every((part) => part[name] === undefined)) continue;
    const numbers = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      numbers.set(part[name] ?? [], at);
      at += part.length;
    }
    joined[name] = numbers;
  }
  for (const name of textColumns) {
    const texts = parts.map((part) => part[name]);
    if (!texts.includes(undefined)) joined[name] = joinTexts(texts as TextColumn[], length);
  }
  return joined;
}

/** Concatenates text columns; the dictionary holds only values that occur, in order of their first row. */
function joinTexts(parts: TextColumn[], length: number): { values: string[]; codes: Uint32Array } {
  const codeOf = new Map<string, number>();
  const joined = new Uint32Array(length);
  let row = 0;
  for (const { values, codes } of parts) {
    const codeHere = new Uint32Array(values.length + 1);
    for (let at = 0; at < codes.length; at++, row++) {
      const code = codes[at]!;
      if (code === 0) continue;
      if (codeHere[code] === 0) {
        const value = values[code - 1]!;
        codeHere[code] = codeOf.get(value) ?? codeOf.size + 1;
        codeOf.set(value, codeHere[code]);
      }
      joined[row] = codeHere[code]!;
    }
  }
  return { values: [...codeOf.keys()], codes: joined };
}
