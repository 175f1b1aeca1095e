import type { LogSummary } from "../../analytics/summary.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router.svelte.ts";
import { writeNames } from "../../app/name-list.ts";
import { logLevels } from "../../logging/log-event.ts";
import { bucketed } from "./buckets.ts";
import { logsUrl } from "./logs-url.ts";
import { successRate } from "./success-rate.ts";
import { rangeIn, timeRange, type RangeName } from "./time-range.ts";

/** Stretches that the chart has room for. */
const maxBuckets = 180;
/** A range that ends now is counted again this often, because its beginning moves, in milliseconds. */
const moveMs = 10_000;

const errorLevels: string[] = ["ERROR", "CRITICAL"];

/** What the page needs from outside. */
export interface OverviewDeps {
  source: LogSource;
  router: Router;
  preferences: Preferences;
  /** Where ranges such as the last hour end, in milliseconds since the epoch. Default: now. */
  endMs?: () => number | Promise<number>;
}

/** Exact numbers about the calls of a log in a range of time, which stands in the address. */
export class OverviewPageState {
  readonly #source: LogSource;
  readonly #router: Router;
  readonly #preferences: Preferences;
  readonly #endMs: () => number | Promise<number>;
  summary = $state.raw<LogSummary>();
  failure = $state.raw<unknown>();
  /** Moment of the last count, in milliseconds since the epoch. */
  #countedMs = $state(0);
  /** The bucket of the chart under the pointer, or -1. */
  pointed = $state(-1);

  constructor({ source, router, preferences, endMs = () => Date.now() }: OverviewDeps) {
    this.#source = source;
    this.#router = router;
    this.#preferences = preferences;
    this.#endMs = endMs;
  }

  readonly range = $derived.by(() => rangeIn((name) => this.#router.query(name)));

  /** Whether calls that the console made by itself are counted. */
  readonly hasOwnCalls = $derived.by(() => this.#preferences.current.hasOwnCalls);

  /** What the last count was made for. */
  readonly requestedRange = $derived.by(() => timeRange(this.range, this.#countedMs));

  /** The same, with what was counted. */
  readonly requestedScope = $derived.by(() => ({ ...this.requestedRange, hasOwnCalls: this.hasOwnCalls }));

  /** No event is in the range, not even a hidden one. */
  readonly isEmpty = $derived.by(
    () => this.summary !== undefined && this.summary.events + this.summary.own.events === 0,
  );

  /** Shows calls of the console itself, or hides them; on all pages. */
  readonly setOwnCalls = (hasOwnCalls: boolean): void => this.#preferences.update({ hasOwnCalls });

  /** All services together. */
  readonly total = $derived.by(() => {
    const services = this.summary?.services ?? [];
    const sum = (of: "calls" | "successes" | "errors" | "cancelled"): number =>
      services.reduce((total, service) => total + service[of], 0);
    const [calls, successes, errors, cancelled] = [sum("calls"), sum("successes"), sum("errors"), sum("cancelled")];
    return { calls, successes, errors, cancelled, successRate: successRate({ calls, successes, errors }) };
  });

  /** Whether a call started or ended in the range. */
  readonly hasCalls = $derived.by(() => {
    const { calls, successes, errors, cancelled } = this.total;
    return calls + successes + errors + cancelled > 0;
  });

  /** Whether the records are counted by level instead of the calls: an imported log without one. The live log waits for calls. */
  readonly countsLevels = $derived.by(() => !this.hasCalls && this.#router.query("set") !== "");

  /** No call was made yet: the log is empty, or it is the live one without a call. */
  readonly waitsForCalls = $derived.by(
    () => this.isEmpty || (this.summary !== undefined && !this.hasCalls && this.#router.query("set") === ""),
  );

  /** How many events have each level, the severest first. */
  readonly levels = $derived.by(() => {
    const rank = ({ level }: { level: string }): number => logLevels.findIndex((one) => one === level);
    return (this.summary?.levels ?? []).toSorted((a, b) => rank(b) - rank(a));
  });

  /** Events at ERROR and above, failed calls among them. */
  readonly errorEvents = $derived.by(() =>
    this.levels.filter(({ level }) => this.isError(level)).reduce((sum, { count }) => sum + count, 0),
  );

  isError(level: string): boolean {
    return errorLevels.includes(level);
  }

  /** The address of the events at ERROR and above. */
  get errorEventsUrl(): string {
    return this.events({ level: writeNames(errorLevels) });
  }

  /** Calls and errors over the range; undefined while nothing happened in it. */
  readonly buckets = $derived.by(() => {
    const { summary, requestedRange } = this;
    if (summary?.firstMs === undefined || summary.lastMs === undefined) return undefined;
    const endMs = requestedRange.toMs ?? (requestedRange.fromMs === undefined ? summary.lastMs + 1 : this.#countedMs);
    return bucketed(summary.minutes, requestedRange.fromMs ?? summary.firstMs, endMs, maxBuckets);
  });

  /** Counts now, as the log grows, and as time goes on, until the returned function is called. */
  readonly follow = (): (() => void) => {
    const { range, hasOwnCalls } = this;
    const read = async (signal: AbortSignal): Promise<void> => {
      try {
        const endMs = await this.#endMs();
        const summary = await this.#source.summarize({ ...timeRange(range, endMs), hasOwnCalls }, signal);
        if (signal.aborted) return;
        this.summary = summary;
        this.#countedMs = endMs;
        this.failure = undefined;
      } catch (thrown) {
        if (!signal.aborted) this.failure = thrown;
      }
    };
    return followLog(this.#source, read, 1000, range === "all" || typeof range !== "string" ? undefined : moveMs);
  };

  choose(range: RangeName): void {
    this.#go({ range: range === "all" ? "" : range, from: "", to: "" });
  }

  /** Shows a time range that was selected in the chart. */
  readonly zoom = (fromMs: number, toMs: number): void => {
    this.#go({ range: "", from: String(fromMs), to: String(toMs) });
  };

  readonly point = (index: number): void => {
    this.pointed = index;
  };

  /** The address of the events behind a number: the same log and range, and the given conditions. */
  events(conditions: Record<string, string>): string {
    const { fromMs, toMs = this.#countedMs } = this.requestedRange;
    const range = fromMs === undefined ? {} : { from: String(fromMs), to: String(toMs) };
    return logsUrl({ ...conditions, set: this.#router.query("set"), ...range });
  }

  #go(changes: Record<string, string>): void {
    this.#router.go(this.#router.withQuery(changes));
  }
}
