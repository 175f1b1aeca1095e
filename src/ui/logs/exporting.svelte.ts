import { exportName } from "../../export/export-name.ts";
import { saveFile, type SaveOutcome } from "../../export/save-file.ts";
import type { Logger } from "../../logging/logger.ts";
import type { LogFilePart, LogReader } from "../../store/log-store.ts";

/** Saves parts of the log, one at a time. */
export class Exporting {
  readonly #store: Pick<LogReader, "parts" | "exportPart">;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  isOpen = $state(false);
  gzip = $state(false);
  parts = $state.raw<LogFilePart[]>([]);
  /** What is being saved and how far it is. */
  running = $state.raw<{ name: string; doneBytes: number; totalBytes: number }>();
  /** How the last one ended. */
  ended = $state.raw<{ name: string; outcome: SaveOutcome | "failed"; cause?: string }>();
  #abort: AbortController | undefined;

  constructor(store: Pick<LogReader, "parts" | "exportPart">, logger: Pick<Logger, "logSystemEvent">) {
    this.#store = store;
    this.#logger = logger;
  }

  readonly open = (): void => {
    this.isOpen = true;
    this.ended = undefined;
    void this.load();
  };

  /** Reads which parts there are now. */
  async load(): Promise<void> {
    this.parts = await this.#store.parts().catch(() => []);
  }

  /** The name that a part is saved under. */
  nameOf({ file, backup }: LogFilePart): string {
    return exportName(file, backup, this.gzip);
  }

  async save(part: LogFilePart): Promise<void> {
    if (this.running) return;
    const name = this.nameOf(part);
    const abort = (this.#abort = new AbortController());
    const onProgress = (doneBytes: number, totalBytes: number): void => {
      this.running = { name, doneBytes, totalBytes };
    };
    onProgress(0, part.sizeBytes);
    this.ended = undefined;
    try {
      const blob = await this.#store.exportPart(part.file, part.backup);
      const outcome = await saveFile(blob, { name, gzip: this.gzip, onProgress }, abort.signal);
      this.ended = { name, outcome };
      const facts = { file: name, size_bytes: blob.size, outcome };
      this.#logger.logSystemEvent("log_exported", `Export of ${name}: ${outcome}`, facts);
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
