import type { ImportedFile, ImportedLog } from "../../store/log-store.ts";

/** Whether a person should see how a log was read: something was not understood, left out or guessed without a hint. */
export function isWorthALook({ files, skipped = [] }: Pick<ImportedLog, "files" | "skipped">): boolean {
  return skipped.length > 0 || files.some(isFileWorthALook);
}

function isFileWorthALook(file: ImportedFile): boolean {
  const isUnknown = file.kind === undefined || file.kind === "text" || file.kind === "json";
  const { brokenLines, timelessLines = 0, skippedLines = 0, repeats, notes = [] } = file;
  return isUnknown || brokenLines + timelessLines + skippedLines + notes.length > 0 || repeats !== undefined;
}
