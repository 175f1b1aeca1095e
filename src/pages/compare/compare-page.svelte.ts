import type { TimeRange } from "../../analytics/call-rollups.ts";
import { compareLogs } from "../../analytics/compare-logs/compare-logs.ts";
import type { ComparedSide } from "../../analytics/compare-logs/compared-side.ts";
import type { LogDifferences } from "../../analytics/compare-logs/log-difference.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { Resource } from "../../kit/state/resource.svelte.ts";
import type { ExploreAnswer } from "../../store/explore.ts";
import { readSide, sideQuery, type LinkedSide } from "../shared/compare-link.ts";
import { timeRangeOf } from "../shared/range-picker/chosen-range.ts";
import { askSide, stepsOf } from "./ask-side.ts";
import { comparedPaths } from "./compared-paths.ts";

export const sideNames = ["left", "right"] as const;
export type SideName = (typeof sideNames)[number];

/** One side as it was compared. */
export interface AnsweredSide {
  /** The log, as addresses name it. */
  set: string;
  range: TimeRange;
  hasOwnCalls: boolean;
  /** Rows in the range. */
  calls: number;
  lines: number;
  /** Calls of the console that were left out. */
  ownHidden: number;
  /** Of the whole log, in milliseconds since the epoch; undefined while it is empty. */
  firstMs: number | undefined;
  lastMs: number | undefined;
  counted: ComparedSide;
}

/** Two logs, and what differs. */
export interface ComparedLogs extends Record<SideName, AnsweredSide> {
  differences: LogDifferences;
}

/** What the page needs from outside. */
export interface ComparePageDeps {
  router: Router;
  preferences: Preferences;
  sourceOf: (set: string) => LogSource;
  /** Whether it is known which logs this browser has. */
  isReady: () => boolean;
  /** Whether it has such a log. */
  hasLog: (set: string) => boolean;
  nowMs?: () => number;
}

/** Two logs, or ranges of them, which stand in the address, and what differs between them. */
export class ComparePageState {
  readonly #deps: Required<ComparePageDeps>;
  readonly #answer: Resource<ComparedLogs>;
  /** Answered questions, and all. */
  progress = $state.raw({ done: 0, total: 0 });
  #asked = "";

  constructor(deps: ComparePageDeps) {
    this.#deps = { nowMs: Date.now, ...deps };
    this.#answer = new Resource((signal) => this.#compare(signal));
  }

  readonly left = $derived.by(() => readSide("left", (name) => this.#deps.router.query(name)));
  readonly right = $derived.by(() => readSide("right", (name) => this.#deps.router.query(name)));
  readonly hasOwnCalls = $derived.by(() => this.#deps.preferences.current.hasOwnCalls);
  /** Both sides are the same: there is something to choose first. */
  readonly isSame = $derived.by(() => JSON.stringify(this.left) === JSON.stringify(this.right));
  /** Sides whose log this browser lacks. */
  readonly missing = $derived.by(() => sideNames.filter((name) => !this.#deps.hasLog(this[name].set)));

  /** The last comparison; undefined while there is none, or it is of other logs. */
  get answer(): ComparedLogs | undefined {
    return this.isSame ? undefined : this.#answer.value;
  }

  get isAsking(): boolean {
    return this.#answer.isLoading;
  }

  get failure(): unknown {
    return this.#answer.failure;
  }

  /** Compares when another question is asked. */
  readonly follow = (): void => {
    const question = JSON.stringify([this.left, this.right, this.hasOwnCalls, this.missing]);
    if (question === this.#asked || !this.#deps.isReady()) return;
    this.#asked = question;
    this.#answer.close();
    this.#answer.value = undefined;
    if (!this.isSame && this.missing.length === 0) void this.compare();
  };

  /** Compares (again): a live log may have grown. */
  readonly compare = async (): Promise<void> => this.#answer.load();

  /** Gives up the comparison under way. */
  readonly cancel = (): void => {
    this.#answer.close();
    this.#answer.isLoading = false;
  };

  choose(side: SideName, chosen: Partial<LinkedSide>): void {
    const { router } = this.#deps;
    router.go(router.withQuery(sideQuery(side, { ...this[side], ...chosen })));
  }

  /** Gives a new log a place: the one that it was missing from, else one that has the live log, else the second. */
  take(set: string, isNamed: (set: string) => boolean): void {
    if (sideNames.some((name) => this[name].set !== "" && isNamed(this[name].set))) return;
    const side = this.missing[0] ?? (this.right.set !== "" && this.left.set === "" ? "left" : "right");
    this.choose(side, { set, range: {} });
  }

  readonly swap = (): void => {
    const { router } = this.#deps;
    router.go(router.withQuery({ ...sideQuery("left", this.right), ...sideQuery("right", this.left) }));
  };

  async #compare(signal: AbortSignal): Promise<ComparedLogs> {
    this.progress = { done: 0, total: 0 };
    const opened = await Promise.all(sideNames.map((name) => this.#open(this[name], signal)));
    const [left, right] = opened as [OpenedSide, OpenedSide];
    const paths = comparedPaths(left.fields, right.fields);
    this.progress = { done: 0, total: 2 * stepsOf({ paths }) };
    const onStep = (): void => {
      if (!signal.aborted) this.progress = { ...this.progress, done: this.progress.done + 1 };
    };
    const count = async ({ source, side }: OpenedSide): Promise<AnsweredSide> => ({
      ...side,
      counted: await askSide({ ...side, source, paths }, onStep, signal),
    });
    // One after the other: both may be logs of the same worker.
    const answered = { left: await count(left), right: await count(right) };
    return { ...answered, differences: compareLogs(answered.left.counted, answered.right.counted) };
  }

  async #open({ set, range: chosen }: LinkedSide, signal: AbortSignal): Promise<OpenedSide> {
    const source = this.#deps.sourceOf(set);
    const { hasOwnCalls } = this;
    const explore = (view: "calls" | "events", range: TimeRange): Promise<ExploreAnswer> =>
      source.explore({ view, query: { is: "all" }, range, hasOwnCalls, facets: [] }, signal);
    const whole = await explore("calls", {});
    const endMs = set === "" ? this.#deps.nowMs() : (whole.lastMs ?? 0) + 1;
    const range = timeRangeOf(chosen, endMs);
    const [calls, lines] = [await explore("calls", range), await explore("events", range)];
    const { firstMs, lastMs, fields } = whole;
    const counts = { calls: calls.total, lines: lines.total, ownHidden: calls.ownHidden };
    return { source, fields, side: { set, range, hasOwnCalls, ...counts, firstMs, lastMs } };
  }
}

interface OpenedSide {
  source: LogSource;
  fields: ExploreAnswer["fields"];
  side: Omit<AnsweredSide, "counted">;
}
