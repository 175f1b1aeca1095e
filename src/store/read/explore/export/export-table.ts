import { csvMark, csvRow } from "../../../../basics/csv-table.ts";
import { fieldValues, listedValues } from "../../../../query/match/field-values.ts";
import { patternPath } from "../../../../query/messages/message-pattern.ts";
import type { ExploreRow } from "../../../explore.ts";
import type { ExportPiece } from "./collect-export.ts";
import type { FoundRows } from "./export-lines.ts";
import { absent } from "../log-column.ts";
import { orderRows } from "../order-rows.ts";
import { readRows } from "../page-rows.ts";
import type { RowTable } from "../row-table.ts";

/** Rows that are read at once. */
const batchRows = 2_000;

/**
 * Exports rows as CSV, oldest first.
 *
 * @param lines the events view of the same log
 * @param paths the columns, or the fields of which those are taken that some of the rows have
 */
export async function* exportTable(
  { table, failed }: FoundRows,
  lines: RowTable,
  columns: { paths: readonly string[] } | { among: readonly string[] },
): AsyncGenerator<ExportPiece> {
  const rows = await orderRows(table, lines, failed, { by: "time", isDescending: false });
  const paths = "paths" in columns ? columns.paths : columns.among.filter((path) => hasField(table, rows, path));
  const encoder = new TextEncoder();
  yield { bytes: encoder.encode(csvMark + csvRow(paths)), done: 0, total: rows.length };
  for (let at = 0; at < rows.length; at += batchRows) {
    const batch = await readRows(table, rows.subarray(at, at + batchRows));
    const text = batch.map((row) => csvRow(cellsOf(row, paths))).join("");
    yield { bytes: encoder.encode(text), done: Math.min(at + batchRows, rows.length), total: rows.length };
  }
}

function cellsOf({ event, outcome }: ExploreRow, paths: readonly string[]) {
  const fields = (paths.includes(patternPath) ? fieldValues : listedValues)({ ...event });
  return paths.map((path) => (path === "outcome" ? outcome : undefined) ?? fields.get(path));
}

function hasField(table: RowTable, rows: Int32Array, path: string): boolean {
  const codes = table.column(path)?.codes;
  return codes !== undefined && rows.some((row) => codes[row] !== absent);
}
