import type { Logger } from "../logging/logger.ts";
import type { ImportProgress, ImportedLog, ImportedLogStore } from "../store/log-store.ts";
import type { Router } from "../app/router.svelte.ts";

/** Why an import brought nothing. */
export type ImportProblem = "too_large" | "unreadable" | "empty" | "quota" | "unknown";

/** Names of dropped files that are opened as a log; everything else is left to the pages. */
const logName = /\.(jsonl|ndjson|log|txt)(\.\d+)?(\.gz)?$/i;

/** Whether a file looks like a log by its name. */
export function isLogFile(name: string): boolean {
  return logName.test(name);
}

/** The imported log sets: choosing one, bringing one in, naming and removing it. */
export class ImportedLogs {
  readonly #importedLogs: ImportedLogStore;
  readonly #router: Router;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  isOpen = $state(false);
  sets = $state.raw<ImportedLog[]>([]);
  progress = $state.raw<ImportProgress>();
  problem = $state.raw<{ kind: ImportProblem; message: string }>();
  /** Id of the set whose removal waits for an answer. */
  asked = $state("");
  /** Id of the set that is being named. */
  named = $state("");
  #abort: AbortController | undefined;

  constructor(importedLogs: ImportedLogStore, router: Router, logger: Pick<Logger, "logSystemEvent">) {
    this.#importedLogs = importedLogs;
    this.#router = router;
    this.#logger = logger;
  }

  /** Id of the set that pages show; empty for the live log. */
  readonly chosen = $derived.by(() => this.#router.query("set"));
  readonly chosenSet = $derived.by(() => this.sets.find(({ id }) => id === this.chosen));

  readonly load = async (): Promise<void> => {
    // A list that cannot be read shows as empty; the store reports the cause.
    this.sets = await this.#importedLogs.list().catch(() => []);
  };

  readonly open = (): void => {
    this.isOpen = true;
    this.problem = undefined;
    void this.load();
  };

  /** Shows a set, or the live log for an empty id, on the page in view. */
  choose(id: string): void {
    this.isOpen = false;
    const stays = ["/logs", "/dashboard"].includes(this.#router.path);
    this.#router.go(`${stays ? this.#router.path : "/dashboard"}${id === "" ? "" : `?set=${encodeURIComponent(id)}`}`);
  }

  /** Brings files in as one set and shows it. Never rejects. */
  async import(files: File[]): Promise<void> {
    const [first] = files;
    if (first === undefined || this.progress) return;
    const abort = (this.#abort = new AbortController());
    this.isOpen = true;
    this.problem = undefined;
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    this.progress = { doneBytes: 0, totalBytes, lines: 0 };
    const onProgress = (progress: ImportProgress): void => {
      if (!abort.signal.aborted) this.progress = progress;
    };
    try {
      const set = await this.#importedLogs.import(files, { name: first.name, onProgress }, abort.signal);
      this.#logger.logSystemEvent("log_imported", `Imported ${first.name}`, { files: set.files });
      await this.load();
      this.choose(set.id);
    } catch (thrown) {
      if (!abort.signal.aborted) this.problem = problemOf(thrown);
    }
    this.progress = undefined;
  }

  /** Gives up the import under way; nothing is left behind. */
  readonly cancel = (): void => this.#abort?.abort();

  /** Changes the name and the tag of a set. */
  async label(id: string, name: string, tag: string): Promise<void> {
    this.named = "";
    await this.#importedLogs.label(id, { name, tag }).catch(() => undefined);
    await this.load();
  }

  async remove(id: string): Promise<void> {
    this.asked = "";
    await this.#importedLogs.remove(id).catch(() => undefined);
    this.#logger.logSystemEvent("log_set_removed", "An imported log set was removed", { set: id });
    await this.load();
    if (this.chosen === id) this.choose("");
  }
}

function problemOf(thrown: unknown): { kind: ImportProblem; message: string } {
  const { name, kind, message } = thrown as { name?: string; kind?: ImportProblem; message?: string };
  const known = name === "QuotaExceededError" ? "quota" : name === "LogImportError" ? kind : undefined;
  return { kind: known ?? "unknown", message: message ?? String(thrown) };
}
