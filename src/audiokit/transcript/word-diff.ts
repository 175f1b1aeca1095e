import { comparableWords } from "./comparable-words.ts";

/** One step from the words of the reference (`meant`) to the recognised ones (`heard`), as they stand in their text. */
export type DiffStep =
  | { kind: "equal"; meant: string; heard: string }
  | { kind: "replaced"; meant: string; heard: string }
  | { kind: "missing"; meant: string }
  | { kind: "added"; heard: string };

/** Longest text compared, in words: the table grows with the square (at 5000 words, 25 million cells of 4 bytes). */
export const maxDiffWords = 5000;

/**
 * The shortest edit script from one text to the other, word by word; of several, replacing is preferred.
 *
 * @throws RangeError when a text has more than `maxDiffWords` words
 */
export function diffWords(meantText: string, heardText: string): DiffStep[] {
  const [meant, heard] = [comparableWords(meantText), comparableWords(heardText)];
  const longest = Math.max(meant.length, heard.length);
  if (longest > maxDiffWords) {
    throw new RangeError(`a text of ${String(longest)} words is too long to compare, ${String(maxDiffWords)} go`);
  }
  const isEqual = (row: number, column: number) => meant[row]?.compared === heard[column]?.compared;
  const costs = fillCosts(meant.length, heard.length, isEqual);
  const width = heard.length + 1;
  const cost = (row: number, column: number) => costs[row * width + column] ?? Infinity;
  const steps: DiffStep[] = [];
  // From the end back to the beginning, along the cheapest way.
  for (let row = meant.length, column = heard.length; row > 0 || column > 0;) {
    const here = cost(row, column);
    const equal = row > 0 && column > 0 && isEqual(row - 1, column - 1);
    if (row > 0 && column > 0 && here === cost(row - 1, column - 1) + (equal ? 0 : 1)) {
      const kind = equal ? "equal" : "replaced";
      steps.push({ kind, meant: meant[--row]?.shown ?? "", heard: heard[--column]?.shown ?? "" });
    } else if (row > 0 && here === cost(row - 1, column) + 1) {
      steps.push({ kind: "missing", meant: meant[--row]?.shown ?? "" });
    } else {
      steps.push({ kind: "added", heard: heard[--column]?.shown ?? "" });
    }
  }
  return steps.reverse();
}

/** Levenshtein's table, row by row: the fewest steps between the first words of both. */
function fillCosts(rows: number, columns: number, isEqual: (row: number, column: number) => boolean): Uint32Array {
  const width = columns + 1;
  const costs = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number) => costs[row * width + column] ?? 0;
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      costs[row * width + column] =
        row === 0 || column === 0
          ? row + column
          : Math.min(
              at(row - 1, column) + 1,
              at(row, column - 1) + 1,
              at(row - 1, column - 1) + (isEqual(row - 1, column - 1) ? 0 : 1),
            );
    }
  }
  return costs;
}
