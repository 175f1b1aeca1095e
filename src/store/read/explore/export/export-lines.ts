import { joinBytes } from "../../../../basics/bytes.ts";
import type { LogEvent } from "../../../../logging/log-event.ts";
import { renderTextLine } from "../../../../logging/render-line.ts";
import type { RowsForm, RowsSize } from "../../../explore.ts";
import { lineFeedOf, recordOf } from "../../original-records.ts";
import type { ExportPiece } from "./collect-export.ts";
import type { LogChunk } from "../log-chunks.ts";
import type { Mask } from "../masks.ts";
import type { RowTable } from "../row-table.ts";

/** The rows of a table that pass. */
export interface FoundRows {
  table: RowTable;
  failed: Mask;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Whether a line is of a row that passes; a line of no call is of none in the view of calls. */
function lineTest({ table: { index }, failed }: FoundRows): (line: number) => boolean {
  if (index === undefined) return (line) => failed[line] === 0;
  return (line) => failed[index.callOf[line]!] === 0;
}

/** Counts the rows that pass, and their lines. */
export function sizeOf(found: FoundRows): RowsSize {
  const { table, failed } = found;
  const isFound = lineTest(found);
  const size = { rows: 0, lines: 0 };
  for (let row = 0; row < table.rows; row++) if (failed[row] === 0) size.rows++;
  for (let line = 0; line < table.chunks.rows; line++) if (isFound(line)) size.lines++;
  return size;
}

/** Exports the lines of rows, as they are, as their records or as text: a piece for each part of the log that has some. */
export async function* exportLines(
  found: FoundRows,
  form: Exclude<RowsForm, { is: "csv" }>,
): AsyncGenerator<ExportPiece> {
  const isFound = lineTest(found);
  const { chunks, rows: total } = found.table.chunks;
  for (const chunk of chunks) {
    const rows: number[] = [];
    for (let row = 0; row < chunk.length; row++) if (isFound(chunk.firstRow + row)) rows.push(row);
    const bytes = rows.length === 0 ? new Uint8Array() : await linesOf(chunk, rows, form);
    yield { bytes, done: chunk.firstRow + chunk.length, total };
  }
}

async function linesOf(
  chunk: LogChunk,
  rows: number[],
  form: Exclude<RowsForm, { is: "csv" }>,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await chunk.read();
  const { lineBytes } = chunk.block;
  const write = writerOf(chunk, form);
  const pieces: Uint8Array[] = [];
  let at = 0;
  let row = 0;
  for (const wanted of rows) {
    for (; row < wanted; row++) at += lineBytes[row]!;
    pieces.push(...write(bytes.subarray(at, at + lineBytes[wanted]!), wanted));
  }
  return joinBytes(pieces);
}

type LineWriter = (line: Uint8Array, row: number) => Uint8Array[];

function writerOf(chunk: LogChunk, form: Exclude<RowsForm, { is: "csv" }>): LineWriter {
  if (form.is === "jsonl") return (line) => [line];
  if (form.is === "text")
    return (line) => [encoder.encode(`${renderTextLine(JSON.parse(decoder.decode(line)) as LogEvent)}\n`)];
  const { rendered, file } = chunk.columns();
  return (line, row) => {
    const record = recordOf(line, rendered?.[row]);
    return record === undefined ? [] : [record, lineFeedOf(form.encodings?.[file?.[row] ?? 0])];
  };
}
