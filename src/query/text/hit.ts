/** A part of a text that a condition was looking for, as `slice` takes it. */
export interface Hit {
  start: number;
  end: number;
}

/** The part that an expression found. */
export function hitOf(match: RegExpExecArray): Hit {
  return { start: match.index, end: match.index + match[0].length };
}
