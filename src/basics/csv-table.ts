/** What a cell can hold; null is written as a word, undefined as nothing. */
export type CsvValue = string | number | boolean | null | undefined;

/** The mark by which spreadsheets know UTF-8; it stands in front of the first row. */
export const csvMark = "\ufeff";

/** Rows as CSV after RFC 4180, with the mark in front. */
export function csvTable(rows: readonly (readonly CsvValue[])[]): string {
  return `${csvMark}${rows.map(csvRow).join("")}`;
}

/** One row of such a table, with its line end. */
export function csvRow(row: readonly CsvValue[]): string {
  return `${row.map(csvCell).join(",")}\r\n`;
}

/** Escapes a text that a spreadsheet would read as a formula, also behind blanks and in wide signs. */
function csvCell(value: CsvValue): string {
  if (value === undefined) return "";
  const text =
    typeof value === "string" && /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
