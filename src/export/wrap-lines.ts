/** A word of a line. */
export interface LineWord {
  text: string;
  /** Whether no blank stands before it, as in Chinese. */
  isGlued?: boolean;
}

/**
 * Wraps words into lines of even length, as few as possible.
 *
 * @param lineLength in characters; a longer word has a line to itself
 * @param taken characters of the first line that something else takes
 */
export function wrapLines(words: readonly LineWord[], lineLength: number, taken = 0): string[] {
  const fewest = fill(words, lineLength, taken);
  if (fewest.length < 2) return fewest;
  // The narrowest width with no more lines: "a long line / rest" becomes two halves.
  let [low, high] = [1, lineLength];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fill(words, middle, taken).length <= fewest.length) high = middle;
    else low = middle + 1;
  }
  return fill(words, high, taken);
}

function fill(words: readonly LineWord[], width: number, taken: number): string[] {
  const lines: string[] = [];
  for (const { text, isGlued } of words) {
    const last = lines.at(-1);
    const before = lines.length === 1 ? taken : 0;
    const longer = `${last ?? ""}${isGlued ? "" : " "}${text}`;
    if (last !== undefined && before + longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
}
