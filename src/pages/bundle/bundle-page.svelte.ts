import type { BundleChoice } from "../../app/bundles/chosen-rows.ts";
import { makeBundle, type MadeBundle, type MakeBundleDeps } from "../../app/bundles/make-bundle.ts";
import type { ErrorGroups } from "../../app/error-groups/error-group.ts";
import { isSameGroup } from "../../app/error-groups/group-key.ts";
import { noNotes, type GroupNotes } from "../../app/error-groups/group-notes.ts";
import { readErrorGroups } from "../../app/error-groups/read-error-groups.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { fileNameOf } from "../../basics/file-name.ts";
import { bundleEnding } from "../../bundle/bundle-ending.ts";
import type { Switches } from "../../bundle/manifest.ts";
import type { Exits } from "../../export/exits.ts";
import type { SaveOutcome } from "../../export/save-file.ts";
import { Resource } from "../../kit/state/resource.svelte.ts";
import { logAudit } from "../../logging/log-audit.ts";
import type { Logger } from "../../logging/logger.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { readRange, timeRangeOf } from "../shared/range-picker/chosen-range.ts";

/** What the page needs from outside. */
export interface BundlePageDeps extends Omit<MakeBundleDeps, "source" | "rules"> {
  source: Pick<LogSource, "exportRows" | "exploreRows" | "explore" | "measure">;
  router: Pick<Router, "query" | "withQuery" | "go">;
  /** Redaction rules that are on; read when a bundle is made. */
  rules: () => MakeBundleDeps["rules"];
  logger: Pick<Logger, "logSystemEvent">;
  exits: Pick<Exits, "saveFile">;
  notes: GroupNotes;
  isImported: boolean;
  /** Whether own calls are counted among those of error groups. */
  hasOwnCalls: () => boolean;
}

export const bundleKinds = ["range", "group", "call"] as const;
export type BundleKind = (typeof bundleKinds)[number];

/** What is chosen in the address, what of it leaves, and the bundle that was made of it. */
export class BundlePageState {
  readonly #deps: BundlePageDeps;
  /** All off: nothing leaves that was not chosen. */
  switches: Switches = $state({ texts: false, transcripts: false, audio: false, endpoints: false, ids: false });
  /** Whether the notes and rules of error groups go in: a person wrote them, so nothing in them can be told apart. */
  withNotes = $state(true);
  /** Share of the bundle that is made, from 0 to 1. */
  done = $state(0);
  /** Share of the file that is scanned and saved, while it is saved. */
  saving = $state.raw<number>();
  /** How the last save ended. */
  ended = $state.raw<{ name: string; outcome: SaveOutcome | "failed"; cause?: string }>();
  readonly #groups: Resource<ErrorGroups>;
  readonly #span: Resource<{ firstMs: number | undefined; lastMs: number | undefined }>;
  readonly #made: Resource<{ question: string; bundle: MadeBundle }>;
  #asked = "";
  #saveAbort: AbortController | undefined;

  constructor(deps: BundlePageDeps) {
    this.#deps = deps;
    this.#groups = new Resource((signal) =>
      readErrorGroups(deps.source, { range: this.range, hasOwnCalls: deps.hasOwnCalls() }, deps.notes.rules, signal),
    );
    this.#span = new Resource(async (signal) => {
      const whole = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true } as const;
      return deps.source.explore({ ...whole, facets: [] }, signal);
    });
    this.#made = new Resource((signal) => this.#make(signal));
  }

  get hasNotes(): boolean {
    const { rules, states } = this.#deps.notes;
    return rules.length + states.length > 0;
  }

  readonly kind: BundleKind = $derived.by(() => {
    const of = this.#query("of");
    const named = bundleKinds.find((kind) => kind === of);
    return named ?? (this.#query("call") ? "call" : this.#query("group") ? "group" : "range");
  });
  readonly requestId = $derived.by(() => this.#query("call"));
  readonly groupKey = $derived.by(() => this.#query("group"));
  /** The filter of the explorer that the page was opened from; empty: none. */
  readonly filter = $derived.by(() => this.#query("q"));
  readonly chosenRange = $derived.by(() => readRange((name) => this.#query(name)));
  readonly firstMs = $derived.by(() => this.#span.value?.firstMs);
  /** Now, or the end of a log that does not grow. */
  readonly endMs = $derived.by(() => {
    const { lastMs } = this.#span.value ?? {};
    return this.#deps.isImported && lastMs !== undefined ? lastMs + 1 : this.#deps.nowMs();
  });
  readonly range = $derived.by(() => timeRangeOf(this.chosenRange, this.endMs));
  readonly isEmpty = $derived.by(() => this.#span.value !== undefined && this.#span.value.firstMs === undefined);
  /** The error groups to choose from; undefined until they are counted. */
  readonly groups = $derived.by(() => this.#groups.value?.groups);
  readonly group = $derived.by(() => this.groups?.find(({ key }) => isSameGroup(key, this.groupKey)));

  readonly choice: BundleChoice | undefined = $derived.by(() => {
    switch (this.kind) {
      case "call":
        return this.requestId === "" ? undefined : { kind: "call", requestId: this.requestId };
      case "group":
        return this.group && { kind: "group", key: this.group.key, scope: this.group.scope };
      case "range": {
        const { query } = parseQuery(this.filter);
        const view = this.#query("view") === "calls" ? "calls" : "events";
        const hasOwnCalls = this.#query("own") !== "0";
        return { kind: "range", view, query, range: this.range, hasOwnCalls };
      }
    }
  });

  /** The bundle as it is saved; undefined until it is made of what is chosen now. */
  readonly bundle = $derived.by(() => {
    const made = this.#made.value;
    return made?.question === this.#question ? made.bundle : undefined;
  });
  readonly isMaking = $derived.by(() => this.#made.isLoading);
  readonly failure = $derived.by(() => this.#made.failure ?? this.#groups.failure ?? this.#span.failure);
  /** Nothing that was chosen is in the log. */
  readonly holdsNothing = $derived.by(() => this.bundle?.manifest.counts.lines === 0);
  readonly fileName = $derived.by(() => {
    const time = this.bundle?.manifest.madeAt.slice(0, 16).replaceAll(":", "").replace("T", "-") ?? "";
    return fileNameOf(`support-${time}`, bundleEnding);
  });

  /** Reads how long the log is, and its groups where one is chosen. */
  readonly readLog = (): void => {
    if (this.#span.value === undefined && !this.#span.isLoading) void this.#span.load();
  };

  readonly readGroups = (): void => {
    if (this.kind === "group" && this.#span.value !== undefined) void this.#groups.load();
  };

  /** Makes the bundle when something else is chosen. */
  readonly follow = (): void => {
    if (this.#question === this.#asked || this.choice === undefined || this.#span.value === undefined) return;
    this.#asked = this.#question;
    this.#made.close();
    if (!this.isEmpty) void this.make();
  };

  /** Makes the bundle (again): a live log may have grown. */
  readonly make = async (): Promise<void> => {
    this.ended = undefined;
    await this.#made.load();
  };

  readonly cancel = (): void => this.#made.close();

  readonly close = (): void => {
    this.cancelSave();
    for (const resource of [this.#made, this.#groups, this.#span]) resource.close();
  };

  choose(changes: Record<string, string>): void {
    this.#deps.router.go(this.#deps.router.withQuery(changes));
  }

  /** Saves the bundle that is shown. @param how `shares`: hands it to another app instead */
  readonly save = async ({ shares = false } = {}): Promise<void> => {
    const { bundle, fileName: name } = this;
    if (bundle === undefined) return;
    const { id, scope, counts, switches } = bundle.manifest;
    this.saving = 0;
    this.ended = undefined;
    const abort = (this.#saveAbort = new AbortController());
    const onScan = (done: number, total: number): void => void (this.saving = (0.5 * done) / Math.max(1, total));
    const onProgress = (done: number, total: number): void =>
      void (this.saving = 0.5 + (0.5 * done) / Math.max(1, total));
    try {
      const outcome = await this.#deps.exits.saveFile(bundle.zip, { name, shares, onScan, onProgress }, abort.signal);
      this.ended = { name, outcome };
      const data = { bundle_id: id, scope: scope.kind, lines: counts.lines, size_bytes: bundle.zip.size, switches };
      logAudit(this.#deps.logger, "export", `Support bundle: ${outcome}`, { ...data, outcome });
    } catch (thrown) {
      this.ended = { name, outcome: "failed", cause: thrown instanceof Error ? thrown.message : String(thrown) };
    }
    this.saving = undefined;
  };

  readonly cancelSave = (): void => this.#saveAbort?.abort();

  /** What a bundle depends on. */
  readonly #question = $derived.by(() =>
    JSON.stringify([this.#withoutEnd(this.choice), this.switches, this.withNotes, this.chosenRange]),
  );

  async #make(signal: AbortSignal): Promise<{ question: string; bundle: MadeBundle }> {
    const question = this.#question;
    this.done = 0;
    const onProgress = (share: number): void => {
      if (!signal.aborted) this.done = share;
    };
    const { choice, switches } = this;
    if (choice === undefined) throw new Error("Nothing is chosen");
    const notes = this.withNotes ? this.#deps.notes : noNotes;
    const deps = { ...this.#deps, notes, rules: this.#deps.rules() };
    return { question, bundle: await makeBundle(deps, choice, { ...switches }, onProgress, signal) };
  }

  /** The end of a range that ends now moves all the time. */
  #withoutEnd(choice: BundleChoice | undefined): unknown {
    if (choice?.kind === "group") return choice.key;
    return choice?.kind === "range" ? { ...choice, range: undefined } : choice;
  }

  #query(name: string): string {
    return this.#deps.router.query(name);
  }
}
