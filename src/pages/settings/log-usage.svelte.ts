import type { Logger } from "../../logging/logger.ts";
import { logFileNames, type LogFileName, type LogStats, type LogStore } from "../../store/log-store.ts";
import { followLog } from "../../app/page-log/follow-log.ts";

/** One log file with all its backups. */
export interface FileUse {
  file: LogFileName;
  backups: number;
  lines: number;
  sizeBytes: number;
}

/** What the log holds, and clearing it. */
export class LogUsage {
  readonly #store: LogStore;
  readonly #logger: Pick<Logger, "flush">;
  stats = $state.raw<LogStats>();
  hasFailed = $state(false);
  /** The person is asked whether the log may be cleared. */
  isAsking = $state(false);
  isClearing = $state(false);
  outcome = $state<"cleared" | "clearFailed">();

  constructor(store: LogStore, logger: Pick<Logger, "flush">) {
    this.#store = store;
    this.#logger = logger;
  }

  readonly files: FileUse[] = $derived.by(() => logFileNames.map((file) => this.#use(file)));
  readonly totalLines = $derived.by(() => this.files.reduce((sum, { lines }) => sum + lines, 0));

  #use(file: LogFileName): FileUse {
    const parts = this.stats?.parts.filter((part) => part.file === file) ?? [];
    return {
      file,
      backups: parts.filter(({ backup }) => backup > 0).length,
      lines: parts.reduce((sum, part) => sum + part.lines, 0),
      sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    };
  }

  /** Follows the log until the returned function is called. */
  follow(): () => void {
    return followLog(this.#store, this.load, 1000);
  }

  readonly load = async (): Promise<void> => {
    try {
      this.stats = await this.#store.getLogStats();
      this.hasFailed = false;
    } catch {
      // The page says so and offers to try again; the store notes the cause itself.
      this.hasFailed = true;
    }
  };

  readonly ask = (): void => {
    this.isAsking = true;
    this.outcome = undefined;
  };

  readonly clear = async (): Promise<void> => {
    this.isClearing = true;
    try {
      // What happened before the click would else be written behind the deletion.
      this.#logger.flush();
      await this.#store.clear();
      this.outcome = "cleared";
      await this.load();
    } catch {
      // Told in words; the log is as it was.
      this.outcome = "clearFailed";
    }
    this.isClearing = false;
    this.isAsking = false;
  };
}
