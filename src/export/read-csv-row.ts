/** The cells of one row of CSV after RFC 4180, as `csvRow` writes it; its line end is left out. */
export function readCsvRow(row: string): string[] {
  const text = row.replace(/\r?\n$/, "");
  const cells = text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(cells, ([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain);
}
