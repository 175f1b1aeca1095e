/**
 * File name of an exported part, as Python's rotation spells it: `tts_structured.jsonl`, `tts_structured.jsonl.1`, ...
 *
 * @param backup 0 is the current file
 */
export function exportName(file: string, backup: number, gzip = false): string {
  return `${file}${backup === 0 ? "" : `.${String(backup)}`}${gzip ? ".gz" : ""}`;
}
