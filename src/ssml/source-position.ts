/** Line and column in a text. */
export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in code points. */
  column: number;
}

/** Converts an offset, in UTF-16 units, to line and column. */
export function positionOf(source: string, offset: number): Position {
  const lines = source.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

/** Formats a position in English: `line 1, column 2`. */
export function formatPosition({ line, column }: Position): string {
  return `line ${String(line)}, column ${String(column)}`;
}
