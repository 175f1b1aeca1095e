/** Rows as CSV after RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csvTable(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** Escapes a text that a spreadsheet would read as a formula, also behind blanks and in wide signs. */
function csvCell(value: string | number): string {
  const text =
    typeof value === "string" && /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
