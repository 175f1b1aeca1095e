/** A text of a batch, and what a table said of it; empty where it said nothing. */
export interface BatchText {
  text: string;
  voice: string;
  fileName: string;
}

/** One text for each line that is not blank. */
export function linesOf(text: string): BatchText[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ text: line, voice: "", fileName: "" }));
}

/** Names that a column may go by, in small letters. */
const columnNames = {
  text: ["text", "phrase", "sentence", "текст", "фраза"],
  voice: ["voice", "voice_name", "голос"],
  fileName: ["file", "file_name", "filename", "name", "output_file", "файл", "имя"],
} as const;

/** A row of a table that has no text; what else stands in it is for the person, who wrote it for some reason. */
export interface TextlessRow {
  /** Where the row begins in the file, from 1. */
  line: number;
  /** The cells that are not blank; a row without any is a blank line and no row at all. */
  cells: string[];
}

/** What a table gives. */
export interface TableTexts {
  texts: BatchText[];
  /** Rows that cannot be spoken, in their order. */
  textless: TextlessRow[];
}

/**
 * The texts of a table: of the column that its first row calls `text`, beside `voice` and `file` where there are such; of
 * the first column where the first row names none.
 */
export function textsOfTable(table: string): TableTexts {
  const rows = readTable(table).map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) }));
  const heads = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const columnOf = (names: readonly string[]) => heads.findIndex((head) => names.includes(head));
  const named = columnOf(columnNames.text);
  const hasNames = named >= 0;
  const text = hasNames ? named : 0;
  const [voice, fileName] = hasNames ? [columnOf(columnNames.voice), columnOf(columnNames.fileName)] : [-1, -1];
  const found: TableTexts = { texts: [], textless: [] };
  for (const { line, cells } of hasNames ? rows.slice(1) : rows) {
    if (cells[text])
      found.texts.push({ text: cells[text], voice: cells[voice] ?? "", fileName: cells[fileName] ?? "" });
    else if (cells.some(Boolean)) found.textless.push({ line, cells: cells.filter(Boolean) });
  }
  return found;
}

/** One row of a table. */
export interface TableRow {
  /** Where it begins, from 1; a quoted cell may go over several lines. */
  line: number;
  cells: string[];
}

/** Reads CSV as RFC 4180 has it; the separator is the one of `,` `;` and tab that the first row has most of. */
export function readTable(table: string): TableRow[] {
  const separator = separatorOf(table);
  const rows: TableRow[] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 1;
  let startLine = 1;
  for (let at = 0; at < table.length; at++) {
    const sign = table[at]!;
    if (sign === "\n" || (sign === "\r" && table[at + 1] !== "\n")) line++;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (table[at + 1] === '"') cell += table[at++]!;
      else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && table[at + 1] === "\n") {
        at++;
        line++;
      }
      rows.push({ line: startLine, cells: [...row, cell] });
      [row, cell, startLine] = [[], "", line];
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push({ line: startLine, cells: [...row, cell] });
  return rows;
}

function separatorOf(table: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(table)?.[0].replaceAll(/"(?:[^"]|"")*"/g, "") ?? "";
  const count = (sign: string) => first.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}

/** The text of a file: UTF-8 or UTF-16 as it says, else Windows-1251, which Russian tables are written in. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8"; // prettier-ignore
  try {
    return { text: new TextDecoder(marked, { fatal: true }).decode(bytes), encoding: marked };
  } catch {
    // Not what it looked like: every byte means something in Windows-1251.
    return { text: new TextDecoder("windows-1251").decode(bytes), encoding: "windows-1251" };
  }
}
