import { readRecord } from "../basics/record.ts";
import { csvMark, csvRow } from "../basics/csv-table.ts";
import {
  applyRedactionRules,
  applyToText,
  eventIds,
  redactEvent,
  replacedField,
  type RedactionRule,
  type RuleCounts,
} from "../logging/redaction/redaction-rules.ts";
import { readRecords } from "./read-records.ts";
import { readCsvCell, splitCsvRow } from "./split-csv-row.ts";

/** What the records of a file are: events of our log in JSON, rows of a table of ours, or lines of anybody. */
export type RecordKind = "events" | "table" | "lines";

/** How a redacted file is followed. */
export interface RedactFileOptions {
  /** How often each rule took something out is added to these. */
  counts?: RuleCounts;
  /** Label of what the file is written in. Default: UTF-8; a redacted file always is. */
  encoding?: string | undefined;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * A file without what the rules name, in UTF-8. A record in which nothing fits keeps its bytes; without rules it is the same
 * file. Columns and fields that say which event or call it is stay. It is read in pieces of 256 kB; what is finished is handed
 * to the browser, which may keep it on disk.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function redactFile(
  file: Blob,
  kind: RecordKind,
  rules: readonly RedactionRule[],
  { counts, encoding = "utf-8", onProgress }: RedactFileOptions = {},
  signal?: AbortSignal,
): Promise<Blob> {
  if (rules.length === 0) return file;
  if (encoding !== "utf-8") file = await inUtf8(file, encoding, signal);
  const redact = { events: redactLine, lines: redactLine, table: createTableRedaction() }[kind];
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: Blob[] = [];
  for await (const { records, startByte, endByte } of readRecords(file, kind === "table", signal)) {
    let isChanged = false;
    const written = records.map((bytes) => {
      const text = decoder.decode(bytes);
      const clean = redact(text, rules, counts, kind);
      isChanged ||= clean !== text;
      return clean === text ? bytes : clean;
    });
    pieces.push(isChanged ? new Blob(written) : file.slice(startByte, endByte));
    onProgress?.(endByte, file.size);
  }
  return new Blob(pieces, { type: file.type });
}

/** Lines of a text without what the rules name, as {@link redactFile} has them. */
export function redactLines(text: string, rules: readonly RedactionRule[]): string {
  if (rules.length === 0) return text;
  return text.replaceAll(/[^\n]*\n|[^\n]+$/g, (line) => redactLine(line, rules));
}

/** The browser may keep it on disk. */
function inUtf8(file: Blob, encoding: string, signal: AbortSignal | undefined): Promise<Blob> {
  const decoded = file.stream().pipeThrough(new TextDecoderStream(encoding), signal === undefined ? {} : { signal });
  return new Response(decoded.pipeThrough(new TextEncoderStream())).blob();
}

/** An object in JSON is read, so that escapes hide nothing, also a field of one that takes several lines; all else is a text. */
function redactLine(line: string, rules: readonly RedactionRule[], counts?: RuleCounts, kind?: RecordKind): string {
  const [, text = "", end = ""] = /^(.*?)(\r?\n?)$/s.exec(line) ?? [];
  // Also a part of an object over several lines begins so; it is a text.
  const record = text.startsWith("{") ? readRecord(text) : undefined;
  if (record === undefined) return `${redactField(text, rules, counts) ?? applyToText(text, rules, counts)}${end}`;
  const clean = kind === "events" ? redactEvent(record, rules, counts) : applyRedactionRules(record, rules, counts);
  return clean === record ? line : `${JSON.stringify(clean)}${end}`;
}

/** A field with a simple value, as it stands in indented JSON. */
const indentedField = /^(\s+)("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"|-?[\d.eE+-]+)(,?)$/;

function redactField(line: string, rules: readonly RedactionRule[], counts?: RuleCounts): string | undefined {
  const [, indent, name, value, comma] = indentedField.exec(line) ?? [];
  const field = name && readRecord(`{${name}:${value!}}`);
  if (!field) return undefined;
  const clean = applyRedactionRules(field, rules, counts);
  if (clean === field) return line;
  const [key, text] = Object.entries(clean)[0]!;
  return `${indent!}${JSON.stringify(key)}: ${JSON.stringify(text)}${comma!}`;
}

/** The first row names the columns. */
function createTableRedaction() {
  let paths: string[] | undefined;
  return (row: string, rules: readonly RedactionRule[], counts?: RuleCounts): string => {
    const isFirst = paths === undefined;
    const mark = isFirst && row.startsWith(csvMark) ? csvMark : "";
    const cells = splitCsvRow(row.slice(mark.length));
    paths ??= cells.map(readCsvCell);
    let isChanged = false;
    const written = cells.map((cell, index) => {
      const value = readCsvCell(cell);
      const clean = isFirst ? applyToText(value, rules, counts) : redactCell(paths![index] ?? "", value, rules, counts);
      isChanged ||= clean !== value;
      return clean === value ? cell : csvRow([clean]).slice(0, -2);
    });
    return isChanged ? `${mark}${written.join(",")}\r\n` : row;
  };
}

/**
 * The value of a field without what the rules name.
 *
 * @param path of the field, dotted
 */
export function redactCell<Value>(
  path: string,
  value: Value,
  rules: readonly RedactionRule[],
  counts?: RuleCounts,
): Value | string {
  if (eventIds.has(path.split(".")[0]!)) return value;
  const named = path.split(".").map((name) => replacedField(name, value, rules, counts));
  return named.find((replaced) => replaced !== undefined) ?? applyRedactionRules(value, rules, counts);
}
