/** A word of a query, without its escapes. */
export interface Word {
  text: string;
  /** With `*` and `?` as they are, and those that were escaped still behind a backslash. */
  wildcard: string;
  /** It has a `*` or `?` that was not escaped. */
  isWildcard: boolean;
  /** It has an escape, so it is no keyword. */
  isEscaped: boolean;
  end: number;
}

/** A part that could be read up to an end. */
export interface Reading {
  text: string;
  end: number;
}

const afterRegex = /^(?:[\s)\]}]|$)/;
const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

/** Reads a word from a position to a character that ends it; a backslash takes the next character as it is. */
export function readWord(text: string, start: number, ends: RegExp): Word {
  const word: Word = { text: "", wildcard: "", isWildcard: false, isEscaped: false, end: start };
  while (word.end < text.length) {
    const isEscape = text[word.end] === "\\" && word.end + 1 < text.length;
    const character = characterAt(text, isEscape ? word.end + 1 : word.end);
    if (!isEscape && ends.test(character)) break;
    word.isEscaped ||= isEscape;
    word.isWildcard ||= !isEscape && (character === "*" || character === "?");
    word.text += character;
    word.wildcard += (isEscape || character === "\\") && /[*?\\]/.test(character) ? `\\${character}` : character;
    word.end += character.length + (isEscape ? 1 : 0);
  }
  return word;
}

/** Reads a quoted text from its opening quote; undefined where it is not closed. A line feed is `\n`, a tab `\t`. */
export function readQuoted(text: string, start: number): Reading | undefined {
  const quote = text[start]!;
  let quoted = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === quote) return { text: quoted, end: at + 1 };
    if (character !== "\\") quoted += character;
    else if (++at < text.length) quoted += controls[text[at]!] ?? text[at]!;
  }
  return undefined;
}

/** Reads `/…/` from its first slash; undefined for a word that merely begins with a slash, such as a path. */
export function readSlashed(text: string, start: number): Reading | undefined {
  let source = "";
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "/") {
      return source !== "" && afterRegex.test(text.slice(at + 1, at + 2)) ? { text: source, end: at + 1 } : undefined;
    }
    if (text[at] === "\\" && at + 1 < text.length) source += text[++at] === "/" ? "/" : `\\${text[at]!}`;
    else source += text[at]!;
  }
  return undefined;
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!);
}
