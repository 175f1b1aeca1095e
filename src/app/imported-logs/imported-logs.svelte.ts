import { SvelteMap } from "svelte/reactivity";
import { BundleError, type BundleErrorKind } from "../../bundle/bundle-error.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import type {
  ImportChoice,
  ImportPreview,
  ImportProgress,
  ImportedLog,
  ImportedLogStore,
  LogStore,
} from "../../store/log-store.ts";
import { snapshotFiles } from "../../store/snapshot-files.ts";
import type { Router } from "../router/router.svelte.ts";
import { isAddressed, logAddress, readLogAddress, viewOfLog } from "./log-address.ts";
import { isWorthALook } from "./worth-a-look.ts";

/** What stands for the live log where logs are named by their ids. */
export const liveLogId = "";

/** Why an import brought nothing; of a support bundle with `bundle_` before it. */
export type ImportProblem = "too_large" | "unreadable" | "empty" | "quota" | "unknown" | `bundle_${BundleErrorKind}`;

/** A log that was made, or taken out of something, to be imported. */
export interface MadeLog {
  name: string;
  files: File[];
  /** It was imported before: it is only shown. */
  log?: ImportedLog | undefined;
  /** Address of the page that shows it, without the log. */
  view: string;
}

/** An import under way. */
interface RunningImport {
  name: string;
  /** Address of the page that shows the log, without the log; default: the one in view. */
  view?: string | undefined;
  files: File[];
  choices: ImportChoice[];
  abort: AbortController;
  /** The one that took its place. */
  anew?: Promise<ImportedLog | undefined>;
}

type LogsStore = Pick<LogStore, "sets" | "subscribe" | "flush" | "parts" | "exportPart">;

/** The imported logs: choosing one, importing one, reading it in another way, naming and removing it. */
export class ImportedLogs {
  readonly #store: LogsStore;
  readonly #importedLogs: ImportedLogStore;
  readonly #router: Router;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  isOpen = $state(false);
  sets = $state.raw<ImportedLog[]>([]);
  /** Whether `sets` was read. */
  isLoaded = $state(false);
  progress = $state.raw<ImportProgress>();
  problem = $state.raw<{ kind: ImportProblem; message: string }>();
  /** What the files of the import under way are. */
  preview = $state.raw<ImportPreview>();
  /** Id of the log whose import card is open; empty: none. */
  card = $state("");
  /** Id of the log whose removal waits for an answer. */
  asked = $state("");
  /** Id of the log that is being named. */
  named = $state("");
  /** The log that came instead of the one that the address names. */
  other = $state.raw<ImportedLog>();
  /** Takes a new log instead of its being shown: a page with several logs gives it a place. */
  take: ((log: ImportedLog) => void) | undefined;
  /** Files of the logs that were imported since the page came, by id: they are read again from there. */
  readonly #files = new SvelteMap<string, File[]>();
  /** Notices of rewritten lines that come from reading again here. */
  #ownRewrites = 0;
  #running: RunningImport | undefined;
  #abort: AbortController | undefined;

  constructor(store: LogsStore, router: Router, logger: Pick<Logger, "logSystemEvent">) {
    this.#store = store;
    this.#importedLogs = store.sets;
    this.#router = router;
    this.#logger = logger;
    store.subscribe(({ rewritten }) => {
      if (!rewritten) return;
      if (this.#ownRewrites > 0) this.#ownRewrites--;
      // A value may have been removed from the logs: it still stands in their files, which must not bring it back.
      else this.#files.clear();
    });
  }

  /** What the address says of the log that pages show. */
  readonly address = $derived.by(() => readLogAddress(this.#router.query("log")));
  /** The imported log that pages show; undefined for the live log, and for one that this browser lacks. */
  readonly chosen = $derived.by(() => this.sets.find((log) => isAddressed(this.address, log)));
  /** It is not known yet whether this browser has the log that the address names. */
  readonly isFinding = $derived.by(() => this.address.key !== "" && !this.isLoaded);
  /** The address names a log that this browser lacks. */
  readonly isMissing = $derived.by(() => this.address.key !== "" && this.isLoaded && this.chosen === undefined);
  readonly shownCard = $derived.by(() => this.sets.find(({ id }) => id === this.card));

  readonly load = async (): Promise<void> => {
    // A list that cannot be read shows as empty; the store reports the cause.
    this.sets = await this.#importedLogs.list().catch(() => []);
    this.isLoaded = true;
  };

  readonly open = (): void => {
    this.isOpen = true;
    this.problem = undefined;
    void this.load();
  };

  /** Shows an imported log, or the live one, on the page in view; on Overview where that one shows no log. */
  choose(log?: ImportedLog): void {
    this.isOpen = false;
    const { path } = this.#router;
    const query = log === undefined ? "" : `?log=${encodeURIComponent(this.addressOf(log))}`;
    this.#router.go(`${["/logs", "/dashboard", "/alerts"].includes(path) ? path : "/dashboard"}${query}`);
  }

  /** Shows an imported log at a view. @param view an address of this origin that names no log */
  showAt(log: ImportedLog, view: string): void {
    this.isOpen = false;
    this.#router.go(viewOfLog(view, this.addressOf(log)));
  }

  /** Shows a log in place of the one that the address names, with the same filter. */
  showInstead(log: ImportedLog): void {
    this.other = undefined;
    this.#router.go(this.#router.withQuery({ log: this.addressOf(log) }), { replace: true });
  }

  /** What addresses call a log. Of two with the same fingerprint it means the newest, so the older one is addressed by its id. */
  addressOf(log: ImportedLog): string {
    const newest = this.sets.find(({ fingerprint }) => fingerprint === log.fingerprint);
    return logAddress(newest === undefined || newest.id === log.id ? log : { ...log, fingerprint: undefined });
  }

  /** Opens the import card of a log. */
  readonly showCard = (id: string): void => {
    this.isOpen = false;
    this.problem = undefined;
    this.card = id;
  };

  /** Imports files as one log and shows it. Never rejects. */
  readonly import = async (files: File[]): Promise<void> => {
    if (files.length === 0 || this.progress) return;
    this.isOpen = true;
    await this.#import({ files, name: files[0]!.name, choices: [] });
  };

  /** Makes a log to look at, imports it under a name, and shows it in Logs. Never rejects. */
  readonly openSample = async (name: string): Promise<void> => {
    await this.importMade(async (signal) => {
      const [{ createSampleLog }, { diagnoseError }] = await Promise.all([
        import("../../sample-log/sample-log.ts"),
        import("../../diagnosis/diagnose-error.ts"),
      ]);
      return { name, files: [await createSampleLog({ signal, diagnoseError })], view: "/logs" };
    });
  };

  /**
   * Imports what is made, and shows it at its view; in place of a log that the address names and this browser lacks, at the
   * view of the address. Never rejects: what goes wrong while it is made is a problem of the import.
   *
   * @param make may report how much is done
   * @returns undefined when nothing was imported
   */
  readonly importMade = async (
    make: (signal: AbortSignal, onProgress: (progress: ImportProgress) => void) => Promise<MadeLog>,
  ): Promise<ImportedLog | undefined> => {
    if (this.progress) return undefined;
    this.isOpen = true;
    const abort = this.#begin([]);
    let log: ImportedLog | undefined;
    try {
      const made = await make(abort.signal, this.#reporter(abort.signal));
      abort.signal.throwIfAborted();
      const { log: known, ...what } = made;
      if (known !== undefined) this.#show(known, this.isMissing, made.view);
      log = known ?? (await this.#import({ ...what, choices: [] }));
    } catch (thrown) {
      if (!abort.signal.aborted) this.problem = problemOf(thrown);
    }
    this.#end(abort);
    return log;
  };

  /**
   * Makes one log of several, of the live one as it is now, and shows it. Never rejects.
   *
   * @param ids of imported logs, and `liveLogId`
   * @param liveName name of the live log, as the source of its lines
   */
  readonly openTogether = async (ids: string[], liveName: string): Promise<void> => {
    if (this.progress) return;
    const logs = this.sets.filter(({ id }) => ids.includes(id));
    const hasLive = ids.includes(liveLogId);
    const name = [...(hasLive ? [liveName] : []), ...logs.map((log) => log.name)].join(" + ");
    const tags = logs.map((log) => log.tag).filter((one, at, all) => one !== "" && all.indexOf(one) === at);
    const tag = tags.join(", ");
    const abort = this.#begin([]);
    const { signal } = abort;
    try {
      const beside = hasLive
        ? { name: liveName, files: await snapshotFiles(this.#store, ["tts_structured.jsonl"]) }
        : undefined;
      const onProgress = this.#reporter(signal);
      const options = { name, tag, onProgress, ...(beside && { beside }) };
      const parts = logs.map(({ id }) => id);
      const log = await this.#importedLogs.combine(parts, options, signal);
      logAudit(this.#logger, "import", `Made ${name} of several logs`, { what: "logs", sets: ids, set: log.id });
      await this.load();
      this.choose(log);
    } catch (thrown) {
      if (!signal.aborted) this.problem = problemOf(thrown);
    }
    this.#end(abort);
  };

  /** Begins the import under way anew, with other choices. */
  readonly importAnew = async (choices: ImportChoice[]): Promise<void> => {
    const running = this.#running;
    if (running === undefined) return;
    running.abort.abort();
    running.anew = this.#import({ ...running, choices });
    await running.anew;
  };

  async #import(what: Omit<RunningImport, "abort">): Promise<ImportedLog | undefined> {
    const { files, name, choices } = what;
    let imported: ImportedLog | undefined;
    const running: RunningImport = (this.#running = { ...what, abort: this.#begin(files) });
    const { signal } = running.abort;
    void this.#readPreview(running);
    try {
      const onProgress = this.#reporter(signal);
      const log = await this.#importedLogs.import(files, { name, choices, onProgress }, signal);
      logAudit(this.#logger, "import", `Imported ${name}`, {
        ...{ what: "log", set: log.id, fingerprint: log.fingerprint },
        // Without the records that were not understood: what stands in them is not ours to log.
        files: log.files.map((file) => ({ ...file, problems: undefined })),
      });
      this.#files.set(log.id, files);
      const wasMissing = this.isMissing;
      await this.load();
      this.#show(log, wasMissing, what.view);
      imported = log;
    } catch (thrown) {
      if (!signal.aborted) this.problem = problemOf(thrown);
    }
    this.#end(running.abort);
    return imported ?? running.anew;
  }

  /** Shows a new log; one that the address had named, with the filter of the address. */
  #show(log: ImportedLog, wasMissing: boolean, view?: string): void {
    const isNamed = isAddressed(this.address, log);
    this.other = wasMissing && !isNamed ? log : undefined;
    if (wasMissing || this.take) this.isOpen = false;
    if (this.take) this.take(log);
    else if (!wasMissing && view !== undefined) this.showAt(log, view);
    else if (!wasMissing) this.choose(log);
    if (this.other === undefined && isWorthALook(log)) this.showCard(log.id);
  }

  async #readPreview({ files, choices, abort: { signal } }: RunningImport): Promise<void> {
    // What is wrong with the files is told by the import.
    const preview = await this.#importedLogs.preview(files, signal).catch(() => undefined);
    if (signal.aborted || preview === undefined || this.progress === undefined) return;
    this.preview = { ...preview, files: preview.files.map((file, at) => ({ ...file, choice: choices[at] ?? {} })) };
  }

  /** Reads a log again with other choices for each of its files. Never rejects. */
  readonly readAgain = async (id: string, choices: ImportChoice[]): Promise<void> => {
    if (this.progress) return;
    const files = this.#files.get(id);
    const abort = this.#begin(files ?? []);
    try {
      const onProgress = this.#reporter(abort.signal);
      this.#ownRewrites++;
      const read = (given?: File[]) =>
        this.#importedLogs.readAgain(id, choices, { ...(given && { files: given }), onProgress }, abort.signal);
      // A file that has changed on the disk cannot be read any more; the log has its records.
      await read(files).catch((thrown: unknown) => {
        if (files === undefined || problemOf(thrown).kind !== "unreadable") throw thrown;
        this.#files.delete(id);
        return read();
      });
      const data = { what: "log_again", set: id, choices };
      logAudit(this.#logger, "import", "An imported log was read again", data);
    } catch (thrown) {
      this.#ownRewrites--;
      if (!abort.signal.aborted) this.problem = problemOf(thrown);
    }
    await this.load();
    this.#end(abort);
  };

  /** What the files of a log are by their beginnings, with the fields that can be chosen; empty when they cannot be read. */
  readonly previewOf = (id: string): Promise<ImportPreview> =>
    this.#importedLogs.preview(this.#files.get(id) ?? id).catch(() => ({ files: [], skipped: [] }));

  /** Whether the files of a log are at hand: only then is everything in it again that was left out. */
  hasFiles(id: string): boolean {
    return this.#files.has(id);
  }

  /** Says that dropped files could not be read. */
  readonly fail = (failure: unknown): void => {
    this.isOpen = true;
    const { message } = problemOf(failure);
    this.problem = { kind: failure instanceof RangeError ? "too_large" : "unreadable", message };
  };

  #begin(files: File[]): AbortController {
    this.problem = undefined;
    this.progress = { doneBytes: 0, totalBytes: files.reduce((sum, { size }) => sum + size, 0), lines: 0 };
    return (this.#abort = new AbortController());
  }

  #reporter(signal: AbortSignal): (progress: ImportProgress) => void {
    return (progress) => {
      if (!signal.aborted) this.progress = progress;
    };
  }

  /** An import that another one replaced ends nothing. */
  #end(abort: AbortController): void {
    if (this.#abort !== abort) return;
    this.progress = undefined;
    this.preview = undefined;
    this.#running = undefined;
  }

  /** Gives up the import under way; nothing is left behind. */
  readonly cancel = (): void => this.#abort?.abort();

  /** Changes the name and the tag of a log. */
  async label(id: string, name: string, tag: string): Promise<void> {
    this.named = "";
    await this.#importedLogs.label(id, { name, tag }).catch(() => undefined);
    await this.load();
  }

  async remove(id: string): Promise<void> {
    this.asked = "";
    const wasChosen = this.chosen?.id === id;
    const isRemoved = await this.#importedLogs.remove(id).then(
      () => true,
      () => false,
    );
    this.#files.delete(id);
    if (isRemoved) logAudit(this.#logger, "deletion", "An imported log was removed", { what: "imported_log", set: id });
    await this.load();
    if (wasChosen) this.choose();
  }
}

function problemOf(thrown: unknown): { kind: ImportProblem; message: string } {
  const { name, kind, message } = thrown as { name?: string; kind?: ImportProblem; message?: string };
  const known = name === "QuotaExceededError" ? "quota" : name === "LogImportError" ? kind : undefined;
  const ofBundle = thrown instanceof BundleError ? (`bundle_${thrown.kind}` as const) : undefined;
  return { kind: ofBundle ?? known ?? "unknown", message: message ?? String(thrown) };
}
