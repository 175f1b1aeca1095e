import { readTable, type Table } from "./read-table.ts";

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

/** A line of a table that is not as tables are written, and how it was read. */
export type TableProblem =
  | { line: number; kind: "unclosedQuote" }
  /** `unread` stands behind the last column. */
  | { line: number; kind: "moreCells"; unread: string[] };

/** What a table gives. */
export interface TableTexts {
  texts: BatchText[];
  /** Rows that cannot be spoken, in their order. */
  textless: TextlessRow[];
  /** The columns by their names, or by their numbers from 1; absent where there is none. */
  columns: { [key in keyof BatchText]?: string | number };
  /** Columns with a name that nothing is read from. */
  unread: string[];
  /** In the order of their lines. */
  problems: TableProblem[];
}

/**
 * The texts of a table: of the column that its first row calls `text`, beside `voice` and `file` where there are such; of
 * the first column where the first row names none. A table without names whose lines fall into different numbers of cells
 * has one column: its commas are punctuation.
 */
export function textsOfTable(table: string): TableTexts {
  const { rows, unclosedLines, places } = readNamed(table);
  const heads = places ? rows[0]!.cells : [];
  const { text = 0, voice = -1, fileName = -1 } = places ?? {};
  const found: TableTexts = {
    texts: [],
    textless: [],
    columns: places ? namesOf(places, heads) : { text: 1 },
    unread: heads.filter((head, index) => head !== "" && ![text, voice, fileName].includes(index)),
    problems: unclosedLines.map((line) => ({ line, kind: "unclosedQuote" })),
  };
  for (const { line, cells } of places ? rows.slice(1) : rows) {
    if (cells[text])
      found.texts.push({ text: cells[text], voice: cells[voice] ?? "", fileName: cells[fileName] ?? "" });
    else if (cells.some(Boolean)) found.textless.push({ line, cells: cells.filter(Boolean) });
    const unread = places ? cells.slice(heads.length).filter(Boolean) : [];
    if (unread.length > 0) found.problems.push({ line, kind: "moreCells", unread });
  }
  found.problems.sort((one, other) => one.line - other.line);
  return found;
}

type Places = Partial<Record<keyof BatchText, number>>;

/** A table and, where its first row names a text, the places of the columns that are known. */
function readNamed(table: string): Table & { places?: Places } {
  const read = trimmed(readTable(table));
  const places = placesOf(read.rows[0]?.cells ?? []);
  if (places) return { ...read, places };
  const counts = read.rows.filter(({ cells }) => cells.some(Boolean)).map(({ cells }) => cells.length);
  return new Set(counts).size > 1 ? trimmed(readTable(table, true)) : read;
}

function trimmed(table: Table): Table {
  return { ...table, rows: table.rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) })) };
}

function placesOf(heads: readonly string[]): Places | undefined {
  const found = Object.entries(columnNames).map(([column, names]: [string, readonly string[]]) => [
    column,
    heads.findIndex((head) => names.includes(head.toLowerCase())),
  ]);
  const places = Object.fromEntries(found.filter(([, place]) => place !== -1)) as Places;
  return places.text === undefined ? undefined : places;
}

function namesOf(places: Places, heads: readonly string[]): TableTexts["columns"] {
  return Object.fromEntries(Object.entries(places).map(([column, place]) => [column, heads[place]!]));
}
