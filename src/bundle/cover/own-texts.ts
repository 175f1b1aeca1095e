/** Part of a text: from `start` up to, but not including, `end`. */
export interface Part {
  start: number;
  end: number;
}

/** The personal texts of one call, to be found in what others say of it. */
export interface OwnTexts {
  /** Whole words of a text that stand in one of them: by four letters and more, or by six characters in a row. */
  sharedWith(text: string): Part[];
}

/** Shorter words stand in texts by chance. In characters. */
const shortestWord = 4;
/** So many equal characters in a row are a quotation. */
const gramLength = 6;
/** What a text has beyond this is not compared, in characters. */
const longestText = 100_000;

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Compares texts with those of a call; nothing is computed before the first question. */
export function createOwnTexts(texts: readonly string[]): OwnTexts {
  let words: Set<string> | undefined;
  let grams: Set<string> | undefined;

  function prepare(): { words: Set<string>; grams: Set<string> } {
    if (words && grams) return { words, grams };
    [words, grams] = [new Set(), new Set()];
    for (const text of texts) {
      const plain = folded(text.slice(0, longestText));
      for (const { 0: one } of plain.matchAll(word)) if (one.length >= shortestWord) words.add(one);
      for (let at = 0; at + gramLength <= plain.length; at++) grams.add(plain.slice(at, at + gramLength));
    }
    return { words, grams };
  }

  return {
    sharedWith(text) {
      if (texts.length === 0) return [];
      const known = prepare();
      const plain = folded(text);
      const marked = new Uint8Array(plain.length);
      for (let at = 0; at + gramLength <= plain.length; at++) {
        const gram = plain.slice(at, at + gramLength);
        if (known.grams.has(gram) && /[\p{L}\p{N}]{2}/u.test(gram)) marked.fill(1, at, at + gramLength);
      }
      const parts: Part[] = [];
      for (const { index, 0: one } of plain.matchAll(word)) {
        const end = index + one.length;
        const isWhole = one.length >= shortestWord && known.words.has(one);
        if (!isWhole && !isQuoted(marked.subarray(index, end))) continue;
        const before = parts.at(-1);
        // What stands between two words of a quotation belongs to it.
        if (before && isBetween(plain.slice(before.end, index))) before.end = end;
        else parts.push({ start: index, end });
      }
      return parts.filter(({ start, end }) => end - start >= shortestWord);
    },
  };
}

/** All of a word, or enough of its beginning, for it may be cut or inflected. */
function isQuoted(marked: Uint8Array): boolean {
  const unmarked = marked.indexOf(0);
  return unmarked === -1 || unmarked >= 3;
}

/** No letters, and not much else. */
function isBetween(text: string): boolean {
  return text.length <= 3 && !/[\p{L}\p{N}]/u.test(text);
}

/** The text to be compared, of the same length: without case, and with one kind of space. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text).replaceAll(/[\s+]/g, " ");
}
