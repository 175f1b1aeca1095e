/** One row of a table. */
export interface TableRow {
  /** Where it begins, from 1; a quoted cell may go over several lines. */
  line: number;
  cells: string[];
}

/** A table as it was read. */
export interface Table {
  rows: TableRow[];
  /** Absent where a line is one cell. */
  separator?: string;
  /** Lines with a quote that no quote closes before a separator or the end of a line; it was read as a sign of the cell. */
  unclosedLines: number[];
}

/**
 * Reads CSV as RFC 4180 has it, with what spreadsheets and people add: a line `sep=;` in front (Excel), blanks around a
 * quoted cell, and quotes that are not closed.
 *
 * The separator is the one that `sep=` states, else the one of `,` `;` and tab that the first row has most of. A table with
 * one cell in its first row has one column: separators in the rows below are part of their texts.
 *
 * @param isOneColumn whether a line is one cell, where no `sep=` says otherwise
 */
export function readTable(table: string, isOneColumn = false): Table {
  const [head = "", stated] = /^\ufeff?(?:"?sep=(.)"?(?:\r\n|\r|\n|$))?/i.exec(table) ?? [];
  const separator = isOneColumn && stated === undefined ? undefined : separatorOf(table.slice(head.length), stated);
  const { rows, unclosedLines } = readRows(table, head.length, 1 + linesIn(head), separator);
  return { rows, unclosedLines, ...(separator !== undefined && { separator }) };
}

function readRows(
  table: string,
  start: number,
  firstLine: number,
  separator: string | undefined,
): Omit<Table, "separator"> {
  const rows: TableRow[] = [];
  const unclosedLines: number[] = [];
  let line = firstLine;
  let at = start;
  while (at < table.length) {
    const row: TableRow = { line, cells: [] };
    for (let isOpen = true; isOpen;) {
      const quoted = quotedCell(table, at, separator);
      if (quoted === "unclosed" && unclosedLines.at(-1) !== line) unclosedLines.push(line);
      const { cell, end } = typeof quoted === "object" ? quoted : plainCell(table, at, separator);
      row.cells.push(cell);
      line += linesIn(table.slice(at, end));
      isOpen = table[end] === separator && end < table.length;
      at = isOpen ? end + 1 : end;
    }
    at += table.startsWith("\r\n", at) ? 2 : 1;
    line++;
    rows.push(row);
  }
  return { rows, unclosedLines };
}

interface Cell {
  cell: string;
  /** Where its separator, its end of line or the end of the table stands. */
  end: number;
}

function plainCell(table: string, start: number, separator: string | undefined): Cell {
  let end = start;
  while (end < table.length && table[end] !== separator && !isLineEnd(table[end])) end++;
  return { cell: table.slice(start, end), end };
}

/** Undefined where no quote stands; "unclosed" where it has no end, or more than blanks stand behind its end. */
function quotedCell(table: string, start: number, separator: string | undefined): Cell | "unclosed" | undefined {
  const open = afterBlanks(table, start, separator);
  if (table[open] !== '"') return undefined;
  let close = open;
  do close = table.indexOf('"', close === open ? open + 1 : close + 2);
  while (close >= 0 && table[close + 1] === '"');
  if (close < 0) return "unclosed";
  const end = afterBlanks(table, close + 1, separator);
  if (end < table.length && table[end] !== separator && !isLineEnd(table[end])) return "unclosed";
  return { cell: table.slice(open + 1, close).replaceAll('""', '"'), end };
}

function afterBlanks(table: string, start: number, separator: string | undefined): number {
  let at = start;
  while (table[at] !== separator && (table[at] === " " || table[at] === "\t" || table[at] === "\u00a0")) at++;
  return at;
}

function isLineEnd(sign: string | undefined): boolean {
  return sign === "\n" || sign === "\r";
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function separatorOf(table: string, stated: string | undefined): string | undefined {
  const candidates = stated === undefined ? [",", ";", "\t"] : [stated];
  const counts = candidates.map(() => 0);
  let isQuoted = false;
  for (let at = 0; at < table.length && (isQuoted || !isLineEnd(table[at])); at++) {
    if (table[at] === '"') isQuoted = !isQuoted;
    const candidate = candidates.indexOf(table[at]!);
    if (!isQuoted && candidate >= 0) counts[candidate]!++;
  }
  const most = Math.max(...counts);
  return most > 0 ? candidates[counts.indexOf(most)] : undefined;
}
