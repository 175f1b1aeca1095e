import { csvTable, type CsvValue } from "../../../basics/csv-table.ts";

/** The numbers of a chart as rows. */
export interface ChartTable {
  columns: string[];
  /** Numbers stand as they are, not as they are shown; NaN is an empty cell. */
  rows: CsvValue[][];
}

/** The table as a CSV file. */
export function chartCsv({ columns, rows }: ChartTable): string {
  return csvTable([columns, ...rows.map((row) => row.map((cell) => (Number.isNaN(cell) ? undefined : cell)))]);
}
