/** A place in a text, for people. */
export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in characters as a writer counts them. */
  column: number;
}

/** The place of an offset. */
export function positionOf(source: string, offset: number): Position {
  const lines = source.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

/** A place in words. */
export function formatPosition({ line, column }: Position): string {
  return `line ${String(line)}, column ${String(column)}`;
}
