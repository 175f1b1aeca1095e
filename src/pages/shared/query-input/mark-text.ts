/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** A piece of the text with what is drawn behind it. */
export interface MarkedText {
  text: string;
  /** It is a condition of the query. */
  isWord: boolean;
  isWrong: boolean;
}

/** Cuts a text at the ends of its conditions and errors; put together again the pieces are the text. */
export function markText(text: string, words: readonly Span[], errors: readonly Span[]): MarkedText[] {
  // An error without length stands before what is missing: the character before it is marked.
  const wrong = errors.map(({ start, end }) =>
    end > start ? { start, end } : { start: Math.max(0, start - 1), end: start },
  );
  const ends = [...words, ...wrong].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, text.length, ...ends])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  const isIn = (spans: readonly Span[], at: number) => spans.some(({ start, end }) => at >= start && at < end);
  return cuts.slice(0, -1).map((start, index) => ({
    text: text.slice(start, cuts[index + 1]),
    isWord: isIn(words, start),
    isWrong: isIn(wrong, start),
  }));
}
