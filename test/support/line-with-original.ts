import { embedOriginal, type SourceRecord } from "../../src/store/original/embed-original.ts";

/** A line of *Console JSONL*, without its line end, with the record that it was made of. */
export function lineWithOriginal(line: string, record: SourceRecord): string {
  const { before, value } = embedOriginal(record);
  return `${line.slice(0, -1)}${before}${typeof value === "string" ? value : record.text}}`;
}
