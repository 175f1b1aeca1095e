import type { RecordKind } from "../../../export/redact-file.ts";
import type { RowsProgress } from "../../../store/explore.ts";

/** In what form a log is saved: `original`: the records of a file; `console`: our lines; `shown`: rows that the page shows. */
export type ExportForm = "original" | "console" | "shown";

/** Something that can be saved. */
export interface ExportItem {
  form: ExportForm;
  name: string;
  /** Absent where it has none: a chain. */
  lines?: number;
  /** Of the file that is saved, uncompressed; absent where it is known only once it is read. */
  sizeBytes?: number;
  /** What redaction rules read in it; absent where they take nothing out, as of a chain. */
  records?: RecordKind;
  /** Label of what it is written in. Default: UTF-8. */
  encoding?: string | undefined;
  /** It stays as it is where files are packed. */
  isUnpacked?: true;
  /**
   * Makes the file of what was read, once the rules were applied to that. Default: it is the file.
   *
   * @param onProgress told how much of the content is written, where that takes long
   */
  finish?(
    content: Blob,
    signal: AbortSignal,
    onProgress: (doneBytes: number, totalBytes: number) => void,
  ): Promise<Blob>;
  /** @param onProgress called where it is not there at once */
  read(onProgress: (progress: RowsProgress) => void, signal: AbortSignal): Promise<Blob>;
}
