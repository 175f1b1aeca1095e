import { SvelteMap } from "svelte/reactivity";
import { exportName } from "../../../export/export-name.ts";
import { originalNames } from "../../../export/original-names.ts";
import { redactFile } from "../../../export/redact-file.ts";
import type { Exits } from "../../../export/exits.ts";
import type { SaveOutcome } from "../../../export/save-file.ts";
import { logAudit } from "../../../logging/log-audit.ts";
import type { Logger } from "../../../logging/logger.ts";
import { applyToText, type RedactionRule } from "../../../logging/redaction/redaction-rules.ts";
import { chainFileName } from "../../../store/log-chain.ts";
import type { ImportedFile, LogFilePart } from "../../../store/log-store.ts";
import { followLog } from "../../../app/page-log/follow-log.ts";
import type { RowsProgress, RowsSize } from "../../../store/explore.ts";
import type { ExportForm, ExportItem } from "./export-item.ts";
import { NothingToPlayError } from "./scenario-blob.ts";
import { shownItems, type ShownRows } from "./shown-rows.ts";
import { systemItems, type SavingConsole, type SystemItem } from "./system-items.ts";
import type { LogSource } from "../../../app/page-log/log-source.ts";

type Exportable = Pick<
  LogSource,
  "parts" | "exportPart" | "exportOriginal" | "exportSize" | "exportRows" | "subscribe"
>;

/** What an export may be told about the log. */
export interface LogExportOptions {
  /** Called when a part of the log was handed over and its export is logged. */
  onSaved?: () => void;
  /** Files of an imported log; absent: the live log, whose lines are the original. */
  readFiles?: () => Promise<ImportedFile[]>;
  /** Of the live log: its chain, which shows later whether the saved lines were changed. */
  readChain?: () => Promise<Blob>;
  /** The redaction rules that are on. Default: none. */
  rules?: () => readonly RedactionRule[];
  /** What the page shows; undefined where that is no rows of the log. */
  readShown?: () => ShownRows | undefined;
}

interface Running {
  name: string;
  doneBytes: number;
  totalBytes: number;
  collected?: number;
  redacted?: number;
  written?: number;
  scanned?: number;
}

/** Saves parts of the log, one at a time. */
export class LogExport {
  readonly #source: Exportable;
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #exits: Pick<Exits, "saveFile">;
  readonly #options: LogExportOptions;
  isOpen = $state(false);
  gzip = $state(false);
  /** Whether what is saved goes to another app instead. */
  isShared = $state(false);
  /** Whether the rules that are on are applied to what is saved. */
  isRedacting = $state(true);
  parts = $state.raw<LogFilePart[]>([]);
  /** Those of the imported log. */
  files = $state.raw<ImportedFile[]>([]);
  /** What the page showed when the export was opened, and how much of it there is. */
  shown = $state.raw<ShownRows>();
  size = $state.raw<RowsSize>();
  /**
   * What is being saved and how far it is. Before it is saved, its rows are collected, rules are applied to them, another form is
   * written of them and its bytes are scanned for secrets in use, each as a share.
   */
  running = $state.raw<Running>();
  /** How the last one ended, and how often rules took something out of it; absent where none was applied. */
  ended = $state.raw<{
    name: string;
    outcome: SaveOutcome | "failed" | "nothingToPlay";
    cause?: string;
    taken?: number;
  }>();
  #abort: AbortController | undefined;

  constructor(
    source: Exportable,
    logger: Pick<Logger, "logSystemEvent">,
    exits: Pick<Exits, "saveFile">,
    options: LogExportOptions = {},
  ) {
    this.#source = source;
    this.#logger = logger;
    this.#exits = exits;
    this.#options = options;
  }

  /** The redaction rules that are on. */
  readonly rules = $derived.by(() => this.#options.rules?.() ?? []);
  readonly #applied = $derived.by(() => (this.isRedacting ? this.rules : []));
  /** Lines that rules change are no longer those of the chain. */
  readonly breaksChain = $derived.by(() => this.#options.readChain !== undefined && this.#applied.length > 0);

  /** What is shown, as names of files may tell it. */
  readonly #named = $derived.by(
    () => this.shown && { ...this.shown, text: applyToText(this.shown.text, this.#applied) },
  );

  /** The rows that the page shows, in all forms of ours. */
  readonly shownItems = $derived.by(() => {
    const [named, { size, gzip }] = [this.#named, this];
    if (!named || !size) return [];
    const isImported = this.#options.readFiles !== undefined;
    const [encoding, ...others] = this.files.map((file) => file.encoding ?? "utf-8");
    const items = shownItems(this.#source, named, size, { isImported, gzip, encoding });
    // Rules read one encoding.
    const isMixed = others.some((other) => other !== encoding) && this.#applied.length > 0;
    return items.filter(({ shownAs }) => shownAs !== "original" || !isMixed);
  });

  /** The rows that the page shows, for other systems. */
  systemItems(console: SavingConsole): SystemItem[] {
    if (!this.#named || !this.size) return [];
    return systemItems(this.#source, this.#named, this.size, { ...console, gzip: this.gzip });
  }

  /** What can be saved of the whole log, where it is not empty: the parts of our own log, or the records of each imported file and the lines made of them. */
  readonly items = $derived.by((): Partial<Record<ExportForm, ExportItem[]>> => {
    const parts = this.parts.map((part): ExportItem => {
      const { file, backup, lines, sizeBytes } = part;
      const name = exportName(file, backup, this.gzip);
      const records = file.endsWith(".jsonl") ? "events" : "lines";
      return { form: "console", name, lines, sizeBytes, records, read: () => this.#source.exportPart(file, backup) };
    });
    const { readChain } = this.#options;
    const ofChain = readChain === undefined || !parts.some(isStructured) ? [] : [chainItem(readChain)];
    if (this.#options.readFiles === undefined) return { console: [...parts.filter(hasLines), ...ofChain] };
    const names = originalNames(
      this.files.map(({ name }) => applyToText(name, this.#applied)),
      this.gzip,
    );
    const originals = this.files.map(({ lines, encoding }, index): ExportItem => {
      const read = () => this.#source.exportOriginal(index);
      return { form: "original", name: names[index]!, lines, records: "lines", encoding, read };
    });
    return { original: originals.filter(hasLines), console: parts.filter(hasLines) };
  });

  /** Files of the structured log, oldest first. */
  readonly structured = $derived.by(() =>
    this.parts
      .filter((part) => part.file === "tts_structured.jsonl" && hasLines(part))
      .sort((one, other) => other.backup - one.backup)
      .map(({ file, backup }) => exportName(file, backup)),
  );

  readonly open = (): void => {
    this.isOpen = true;
    this.ended = undefined;
    this.shown = this.#options.readShown?.();
    this.size = undefined;
  };

  /** Keeps the list of parts, their sizes and what is shown as they are now, until the returned function is called. */
  follow(): () => void {
    return followLog(this.#source, async (signal) => {
      const files = await this.#options.readFiles?.();
      const parts = await this.#source.parts();
      // The whole log can be saved even where its rows cannot be counted.
      this.size = this.shown && (await this.#source.exportSize(this.shown.scope, signal).catch(() => undefined));
      this.parts = parts;
      this.files = files ?? [];
    });
  }

  async save(item: ExportItem): Promise<void> {
    if (this.running) return;
    const { form, name, sizeBytes = 0 } = item;
    const abort = (this.#abort = new AbortController());
    const onProgress = (doneBytes: number, totalBytes: number): void => {
      this.running = { name, doneBytes, totalBytes };
    };
    onProgress(0, sizeBytes);
    this.ended = undefined;
    try {
      const onScan = (doneBytes: number, totalBytes: number): void =>
        this.#show(name, { scanned: doneBytes / Math.max(1, totalBytes) });
      const { blob, taken } = await this.#read(item, abort.signal);
      const outcome = await this.#exits.saveFile(
        blob,
        { name, gzip: this.gzip && item.isUnpacked !== true, shares: this.isShared, onProgress, onScan },
        abort.signal,
      );
      this.ended = { name, outcome, ...(taken !== undefined && { taken }) };
      const redaction = taken !== undefined && { rules: this.#applied.length, taken_out: taken };
      const data = { what: "log", file: name, size_bytes: blob.size, outcome, ...(form !== "console" && { form }) };
      logAudit(this.#logger, "export", `Export of ${name}: ${outcome}`, { ...data, ...(redaction && { redaction }) });
      if (outcome !== "cancelled" && outcome !== "refused" && form !== "shown") this.#options.onSaved?.();
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown.message : String(thrown);
      this.ended = abort.signal.aborted ? { name, outcome: "cancelled" } : { name, outcome: "failed", cause };
      if (abort.signal.aborted) return;
      if (thrown instanceof NothingToPlayError) return void (this.ended = { name, outcome: "nothingToPlay" });
      this.#logger.logSystemEvent("log_export_failed", `Export of ${name} failed: ${cause}`, { file: name }, "ERROR");
    } finally {
      this.running = undefined;
    }
  }

  /** What is saved, and how often rules took something out of it; undefined where none was applied. */
  async #read(item: ExportItem, signal: AbortSignal): Promise<{ blob: Blob; taken?: number }> {
    const { name, records, encoding, finish = (content) => Promise.resolve(content) } = item;
    const onCollected = ({ done, total }: RowsProgress): void =>
      this.#show(name, { collected: done / Math.max(1, total) });
    const content = await item.read(onCollected, signal);
    const rules = this.#applied;
    const onWritten = (done: number, total: number): void => this.#show(name, { written: done / Math.max(1, total) });
    if (records === undefined || rules.length === 0) return { blob: await finish(content, signal, onWritten) };
    const counts = new SvelteMap<string, number>();
    const onProgress = (done: number, total: number): void => this.#show(name, { redacted: done / total });
    const redacted = await redactFile(content, records, rules, { counts, encoding, onProgress }, signal);
    const taken = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { blob: await finish(redacted, signal, onWritten), taken };
  }

  #show(name: string, share: Partial<Running>): void {
    this.running = { name, doneBytes: 0, totalBytes: 0, ...share };
  }

  /** Gives up what is being saved; nothing is left behind. */
  readonly cancel = (): void => this.#abort?.abort();
}

const hasLines = ({ lines }: { lines?: number }) => lines === undefined || lines > 0;
const isStructured = ({ name, lines }: ExportItem) => name.startsWith("tts_structured.jsonl") && lines !== 0;

function chainItem(read: () => Promise<Blob>): ExportItem {
  return { form: "console", name: chainFileName, isUnpacked: true, read };
}
