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

/**
 * The texts of a table: of the column that its first row calls `text`, beside `voice` and `file` where there are such; of
 * the first column where the first row names none.
 */
export function textsOfTable(table: string): BatchText[] {
  const rows = readTable(table);
  const heads = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const columnOf = (names: readonly string[]) => heads.findIndex((head) => names.includes(head));
  const text = columnOf(columnNames.text);
  if (text < 0) return rows.map(([first = ""]) => textOf(first, "", "")).filter(hasText);
  const [voice, fileName] = [columnOf(columnNames.voice), columnOf(columnNames.fileName)];
  return rows
    .slice(1)
    .map((row) => textOf(row[text] ?? "", row[voice] ?? "", row[fileName] ?? ""))
    .filter(hasText);
}

const textOf = (text: string, voice: string, fileName: string): BatchText => {
  return { text: text.trim(), voice: voice.trim(), fileName: fileName.trim() };
};
const hasText = ({ text }: BatchText): boolean => text !== "";

/** Reads CSV as RFC 4180 has it; the separator is the one of `,` `;` and tab that the first row has most of. */
export function readTable(table: string): string[][] {
  const separator = separatorOf(table);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < table.length; at++) {
    const sign = table[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (table[at + 1] === '"') cell += table[at++]!;
      else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && table[at + 1] === "\n") at++;
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
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
