import { csvTable } from "../../../basics/csv-table.ts";
import type { ZippedFile } from "../../../basics/zip-files.ts";
import type { BatchRow } from "./batch-progress.svelte.ts";
import type { BatchOutput, BatchEntry } from "./batch-flow.svelte.ts";

type Row = BatchRow<BatchEntry, BatchOutput>;

/** One entry as a row of a results file. */
export interface ResultLine {
  file: string;
  status: Row["status"];
  text: string;
  voice?: string;
  confidence?: number;
  audio_seconds?: number;
  processing_time_ms?: number;
  archive_id?: string;
  error?: string;
}

/** An entry as a row of results, whether it succeeded or not. */
export function resultLine({ input, status, output, error }: Row): ResultLine {
  const isText = input.kind === "text";
  return {
    file: isText ? input.fileName : input.file.name,
    status,
    text: isText ? input.text : (output?.transcript ?? ""),
    ...(isText && { voice: input.voice }),
    ...(output?.confidence !== undefined && { confidence: output.confidence }),
    ...(output && { audio_seconds: output.seconds, processing_time_ms: Math.round(output.totalMs) }),
    ...(output?.archiveId !== undefined && { archive_id: output.archiveId }),
    ...(error !== undefined && { error: error instanceof Error ? error.message : String(error) }),
  };
}

/** The sounds that were made, and a list of all entries, the failed ones included. */
export function* zippedSounds(rows: readonly Row[]): Generator<ZippedFile> {
  for (const { input, output } of rows) {
    if (input.kind === "text" && output?.wav) yield { name: input.fileName, content: output.wav };
  }
  yield { name: "results.json", content: `${JSON.stringify(rows.map(resultLine), null, 2)}\n` };
  yield { name: "results.csv", content: csvOf(rows.map(resultLine)) };
}

/** How the transcripts of a batch can be saved. */
export const transcriptForms = ["txt", "json", "csv"] as const;
export type TranscriptForm = (typeof transcriptForms)[number];

/** All transcripts in one file. */
export function transcriptsFile(rows: readonly Row[], form: TranscriptForm): string {
  const lines = rows.map(resultLine);
  if (form === "json") return `${JSON.stringify(lines, null, 2)}\n`;
  if (form === "csv") return csvOf(lines);
  return lines.filter(({ status }) => status === "done").map(({ file, text }) => `${file}\n${text}\n`).join("\n"); // prettier-ignore
}

const columns = [
  "file",
  "status",
  "text",
  "voice",
  "confidence",
  "audio_seconds",
  "processing_time_ms",
  "archive_id",
  "error",
] as const satisfies readonly (keyof ResultLine)[];

/** One row for each entry, with the columns that some entry has. */
function csvOf(lines: readonly ResultLine[]): string {
  const used = columns.filter((column) => lines.some((line) => line[column] !== undefined));
  return csvTable([used, ...lines.map((line) => used.map((column) => line[column] ?? ""))]);
}
