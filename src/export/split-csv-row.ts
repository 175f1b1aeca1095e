/** The cells of one row of CSV after RFC 4180 as they are written, with their quotes; without the end of the line. */
export function splitCsvRow(row: string): string[] {
  const cells = `,${row.replace(/\r?\n$/, "")}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g);
  return Array.from(cells, ([, cell]) => cell!);
}

/** What a cell says that is written so. */
export function readCsvCell(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
