import { exportName } from "../../../export/export-name.ts";
import { originalNames } from "../../../export/original-names.ts";
import { saveFile, type SaveOutcome } from "../../../export/save-file.ts";
import type { Logger } from "../../../logging/logger.ts";
import type { ImportedFile, LogFilePart } from "../../../store/log-store.ts";
import { followLog } from "../../../app/page-log/follow-log.ts";
import type { LogSource } from "../../../app/page-log/log-source.ts";

type Exportable = Pick<LogSource, "parts" | "exportPart" | "exportOriginal" | "subscribe">;

/** In what form a log is saved: `original`: the records of a file; `console`: our lines. */
export type ExportForm = "original" | "console";

/** Something that can be saved. */
export interface ExportItem {
  form: ExportForm;
  name: string;
  lines: number;
  /** Of the file that is saved, uncompressed; absent where it is known only once it is read. */
  sizeBytes?: number;
  read(): Promise<Blob>;
}

/** Saves parts of the log, one at a time. */
export class LogExport {
  readonly #source: Exportable;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #onSaved: () => void;
  readonly #readFiles: (() => Promise<ImportedFile[]>) | undefined;
  isOpen = $state(false);
  gzip = $state(false);
  parts = $state.raw<LogFilePart[]>([]);
  /** Those of the imported log. */
  files = $state.raw<ImportedFile[]>([]);
  /** What is being saved and how far it is. */
  running = $state.raw<{ name: string; doneBytes: number; totalBytes: number }>();
  /** How the last one ended. */
  ended = $state.raw<{ name: string; outcome: SaveOutcome | "failed"; cause?: string }>();
  #abort: AbortController | undefined;

  /**
   * @param onSaved called when a part was handed over and its export is logged
   * @param readFiles of an imported log; absent: the live log, whose lines are the original
   */
  constructor(
    source: Exportable,
    logger: Pick<Logger, "logSystemEvent">,
    onSaved: () => void = () => undefined,
    readFiles?: () => Promise<ImportedFile[]>,
  ) {
    this.#source = source;
    this.#logger = logger;
    this.#onSaved = onSaved;
    this.#readFiles = readFiles;
  }

  /** What can be saved: the parts of our own log, or the records of each imported file and the lines made of them. */
  readonly items = $derived.by((): Partial<Record<ExportForm, ExportItem[]>> => {
    const parts = this.parts.map((part): ExportItem => {
      const { file, backup, lines, sizeBytes } = part;
      const name = exportName(file, backup, this.gzip);
      return { form: "console", name, lines, sizeBytes, read: () => this.#source.exportPart(file, backup) };
    });
    if (this.#readFiles === undefined) return { console: parts };
    const names = originalNames(
      this.files.map(({ name }) => name),
      this.gzip,
    );
    const originals = this.files.map(({ lines }, index): ExportItem => {
      return { form: "original", name: names[index]!, lines, read: () => this.#source.exportOriginal(index) };
    });
    return { original: originals.filter(hasLines), console: parts.filter(hasLines) };
  });

  readonly open = (): void => {
    this.isOpen = true;
    this.ended = undefined;
  };

  /** Keeps the list of parts and their sizes as they are now, until the returned function is called. */
  follow(): () => void {
    return followLog(this.#source, async () => {
      const files = await this.#readFiles?.();
      this.parts = await this.#source.parts();
      this.files = files ?? [];
    });
  }

  async save({ form, name, sizeBytes = 0, read }: ExportItem): Promise<void> {
    if (this.running) return;
    const abort = (this.#abort = new AbortController());
    const onProgress = (doneBytes: number, totalBytes: number): void => {
      this.running = { name, doneBytes, totalBytes };
    };
    onProgress(0, sizeBytes);
    this.ended = undefined;
    try {
      const blob = await read();
      const outcome = await saveFile(blob, { name, gzip: this.gzip, onProgress }, abort.signal);
      this.ended = { name, outcome };
      const facts = { file: name, size_bytes: blob.size, outcome, ...(form === "original" && { form }) };
      this.#logger.logSystemEvent("log_exported", `Export of ${name}: ${outcome}`, facts);
      if (outcome !== "cancelled") this.#onSaved();
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown.message : String(thrown);
      this.ended = { name, outcome: "failed", cause };
      this.#logger.logSystemEvent("log_export_failed", `Export of ${name} failed: ${cause}`, { file: name }, "ERROR");
    }
    this.running = undefined;
  }

  /** Gives up what is being saved; nothing is left behind. */
  readonly cancel = (): void => this.#abort?.abort();
}

const hasLines = ({ lines }: ExportItem) => lines > 0;
