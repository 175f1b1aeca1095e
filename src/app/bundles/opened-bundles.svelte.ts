import { SvelteMap } from "svelte/reactivity";
import type { Answer } from "../../bundle/answer.ts";
import { BundleError } from "../../bundle/bundle-error.ts";
import type { ReadBundle } from "../../bundle/read/read-bundle.ts";
import { safeView } from "../../bundle/read/safe-view.ts";
import { PersistedList } from "../../kit/state/persisted-list.svelte.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import type { ImportProgress } from "../../store/log-store.ts";
import type { ImportedLogs, MadeLog } from "../imported-logs/imported-logs.svelte.ts";
import { BroughtNotes } from "./brought-notes.svelte.ts";
import {
  bundleName,
  isBundleRecord,
  linesHash,
  maxRecordCharacters,
  recordOf,
  type BundleRecord,
} from "./bundle-record.ts";

/** Address of the page about an opened bundle, without its log. */
export const openedBundlePath = "/opened-bundle";

/** Most bundles about which something is remembered. */
const maxRecords = 20;

/** A bundle whose file is at hand, since it was opened on this page. */
interface BundleFile {
  file: File;
  sounds: Map<string, Blob>;
}

/** Where an answer is written, beside what a person says. */
type AnswerWords = Pick<Answer, "cause" | "steps" | "view">;

/** Support bundles that were opened here: recognised among files, verified, imported as a log, and shown. */
export class OpenedBundles {
  readonly #logs: ImportedLogs;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #version: string;
  readonly #records: PersistedList<BundleRecord>;
  /** Records that are too long for the storage of the browser. */
  readonly #longRecords = new SvelteMap<string, BundleRecord>();
  readonly #files = new SvelteMap<string, BundleFile>();
  /** The notes about groups of errors that bundles bring. */
  readonly notes = new BroughtNotes();
  /** Whether a bundle is being verified; then its log is imported. */
  isVerifying = $state(false);

  /** @param version of the console, for answers */
  constructor(
    logs: ImportedLogs,
    logger: Pick<Logger, "logSystemEvent">,
    version: string,
    storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">,
  ) {
    this.#logs = logs;
    this.#logger = logger;
    this.#version = version;
    this.#records = new PersistedList("opened-bundles", {
      most: maxRecords,
      isItem: isBundleRecord,
      ...(storage && { storage }),
    });
  }

  /** The bundle that the log in view came from; undefined for every other log. */
  readonly shown = $derived.by(() =>
    this.#logs.chosen === undefined ? undefined : this.recordOf(this.#logs.chosen.id),
  );

  /** What is remembered about the bundle that a log came from. @param logId of an imported log */
  recordOf(logId: string): BundleRecord | undefined {
    return this.#allRecords.find((record) => record.logId === logId);
  }

  /** A sound of a bundle; undefined after a reload, until the bundle is opened again. */
  soundAt(logId: string, path: string): Blob | undefined {
    return this.#files.get(logId)?.sounds.get(path);
  }

  /** The sound that the bundle of the log in view has of a call. */
  soundOfCall(requestId: string): Blob | undefined {
    const sound = this.shown?.sounds.find(({ calls }) => calls.includes(requestId));
    return sound && this.soundAt(this.shown!.logId, sound.path);
  }

  /** Whether the file of a bundle is at hand: only then can an answer be added. */
  hasFile(logId: string): boolean {
    return this.#files.has(logId);
  }

  /** Opens files: each support bundle as a log of its own, all others together as one. Never rejects. */
  readonly open = async (files: File[]): Promise<void> => {
    try {
      const { isBundle } = await import("../../bundle/read/read-bundle.ts");
      const areBundles = await Promise.all(files.map((file) => isBundle(file)));
      const others = files.filter((_, at) => areBundles[at] !== true);
      if (others.length > 0) await this.#logs.import(others);
      for (const [at, file] of files.entries()) if (areBundles[at] === true) await this.#openBundle(file);
    } catch (failure) {
      this.#logs.fail(failure);
    }
  };

  /**
   * Makes the same bundle with an answer.
   *
   * @param answeredAt UTC, ISO 8601 with milliseconds
   * @throws BundleError; Error when its file is not at hand
   */
  async withAnswer(logId: string, words: AnswerWords, answeredAt: string, signal?: AbortSignal): Promise<Blob> {
    const opened = this.#files.get(logId);
    if (opened === undefined) throw new Error("the file of the bundle is not at hand");
    const { addAnswer } = await import("../../bundle/write/add-answer.ts");
    const console = { version: this.#version };
    return addAnswer(opened.file, { format: "audiokit-answer", version: 1, answeredAt, console, ...words }, signal);
  }

  async #openBundle(file: File): Promise<void> {
    let bundle: ReadBundle | undefined;
    const log = await this.#logs.importMade(async (signal, onProgress) => {
      bundle = await this.#read(file, onProgress, signal);
      await this.#logs.load();
      return this.#madeLog(bundle, file);
    });
    if (bundle === undefined || log === undefined) return;
    this.#remember(recordOf(bundle, file, log.id, Date.now()));
    this.#files.set(log.id, { file, sounds: bundle.sounds });
    this.notes.take(log, bundle.groups);
    const { manifest, answer, damaged } = bundle;
    this.#logger.logSystemEvent("bundle_opened", `Opened the support bundle ${bundleName(file.name)}`, {
      set: log.id,
      bundle: manifest.id,
      made_at: manifest.madeAt,
      lines: manifest.counts.lines,
      has_answer: answer !== undefined,
      damaged: damaged.map(({ path }) => path),
    });
  }

  async #read(file: File, report: (progress: ImportProgress) => void, signal: AbortSignal): Promise<ReadBundle> {
    const { readBundle } = await import("../../bundle/read/read-bundle.ts");
    const onProgress = (doneBytes: number, totalBytes: number) => report({ doneBytes, totalBytes, lines: 0 });
    this.isVerifying = true;
    try {
      return await readBundle(file, { onProgress }, signal);
    } catch (error) {
      if (error instanceof BundleError) {
        const { kind, message } = error;
        logAudit(this.#logger, "refusal", `Refused the support bundle ${bundleName(file.name)}`, { kind, message });
      }
      throw error;
    } finally {
      this.isVerifying = false;
    }
  }

  /** The log of a bundle; the one that is here already when it has the same lines. */
  #madeLog({ manifest, answer, log }: ReadBundle, file: File): MadeLog {
    const lines = linesHash(manifest);
    const known = this.#allRecords.find(({ linesSha256 }) => linesSha256 === lines);
    return {
      name: bundleName(file.name),
      files: [new File([log], "log.jsonl", { lastModified: Date.parse(manifest.madeAt) })],
      log: this.#logs.sets.find(({ id }) => id === known?.logId),
      view: answer === undefined ? (safeView(manifest.view) ?? "/logs") : openedBundlePath,
    };
  }

  get #allRecords(): BundleRecord[] {
    return [...this.#longRecords.values(), ...this.#records.items];
  }

  /** Remembers a record in place of one of the same log; those of logs that are gone are forgotten. */
  #remember(record: BundleRecord): void {
    const isThere = ({ logId }: BundleRecord) =>
      logId !== record.logId && this.#logs.sets.some(({ id }) => id === logId);
    const others = this.#records.items.filter(isThere);
    const isLong = JSON.stringify(record).length > maxRecordCharacters;
    if (isLong) this.#longRecords.set(record.logId, record);
    else this.#longRecords.delete(record.logId);
    this.#records.items = isLong ? others : [record, ...others];
  }
}
