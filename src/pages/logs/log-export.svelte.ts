import { exportName } from "../../export/export-name.ts";
import { saveFile, type SaveOutcome } from "../../export/save-file.ts";
import type { Logger } from "../../logging/logger.ts";
import type { LogFilePart } from "../../store/log-store.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";

type Exportable = Pick<LogSource, "parts" | "exportPart" | "subscribe">;

/** Saves parts of the log, one at a time. */
export class LogExport {
  readonly #source: Exportable;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #onSaved: () => void;
  isOpen = $state(false);
  gzip = $state(false);
  parts = $state.raw<LogFilePart[]>([]);
  /** What is being saved and how far it is. */
  running = $state.raw<{ name: string; doneBytes: number; totalBytes: number }>();
  /** How the last one ended. */
  ended = $state.raw<{ name: string; outcome: SaveOutcome | "failed"; cause?: string }>();
  #abort: AbortController | undefined;

  /** @param onSaved called when a part was handed over and its export is logged */
  constructor(source: Exportable, logger: Pick<Logger, "logSystemEvent">, onSaved: () => void = () => undefined) {
    this.#source = source;
    this.#logger = logger;
    this.#onSaved = onSaved;
  }

  readonly open = (): void => {
    this.isOpen = true;
    this.ended = undefined;
  };

  /** Keeps the list of parts and their sizes as they are now, until the returned function is called. */
  follow(): () => void {
    return followLog(this.#source, async () => {
      this.parts = await this.#source.parts();
    });
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
      const blob = await this.#source.exportPart(part.file, part.backup);
      const outcome = await saveFile(blob, { name, gzip: this.gzip, onProgress }, abort.signal);
      this.ended = { name, outcome };
      const facts = { file: name, size_bytes: blob.size, outcome };
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
