import type { LogSummary, SummaryScope } from "../../analytics/summary.ts";
import type { Overview, ServiceOverview } from "../../analytics/overview/overview.ts";
import type { TimeRange } from "../../analytics/call-rollups.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import { endOfLog, type LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Panel } from "../../app/dashboards/panel.ts";
import { logLevels } from "../../logging/log-event.ts";
import { logsLink } from "../../app/links/logs-link.ts";
import type { PanelState } from "../shared/panels/panel-state.ts";
import { readRange, writeRange, type RangeChoice } from "../shared/range-picker/chosen-range.ts";
import { requestedRange, coverage, type RequestedRange } from "./requested-range.ts";
import { ChangeFinder } from "./change-finder.svelte.ts";
import { GroupTraits } from "./group-traits.svelte.ts";
import { PanelAnswers } from "./panel-answers.svelte.ts";

/** Shortest pause between two readings of a growing log, in milliseconds. */
const pauseMs = 1_000;
/** A range that ends now is counted again this often, because its beginning moves, in milliseconds. */
const moveMs = 10_000;

const errorLevels: string[] = ["ERROR", "CRITICAL"];

/** What the page needs from outside. */
export interface OverviewDeps {
  source: LogSource;
  router: Router;
  preferences: Preferences;
  /** Panels that are read after the first paint. */
  panels: () => Panel[];
  /** The one of them that counts calls by error group. */
  groups: () => Panel;
  nowMs?: () => number;
}

/** Exact numbers about the calls of a log in a range of time, which stands in the address. */
export class OverviewPageState {
  readonly #deps: Required<OverviewDeps>;
  readonly #panels: PanelAnswers;
  readonly changes: ChangeFinder;
  readonly traits: GroupTraits;
  overview = $state.raw<Overview>();
  /** Counts by level, and those of hidden events; read after the overview. */
  summary = $state.raw<LogSummary>();
  failure = $state.raw<unknown>();
  /** What the last overview was asked for. */
  asked = $state.raw<RequestedRange>({ range: {} });
  #askedMs = $state(0);

  constructor(deps: OverviewDeps) {
    this.#deps = { nowMs: Date.now, ...deps };
    this.#askedMs = this.#deps.nowMs();
    this.#panels = new PanelAnswers(deps.source);
    this.changes = new ChangeFinder(deps.source);
    this.traits = new GroupTraits(deps.source);
  }

  readonly set = $derived.by(() => this.#deps.router.query("log"));
  /** `range` is how older links name what is `last` today. */
  readonly chosen = $derived.by(() =>
    readRange((name) => this.#deps.router.query(name) || (name === "last" ? this.#deps.router.query("range") : "")),
  );
  readonly isWhole = $derived.by(() => Object.keys(this.chosen).length === 0);
  readonly hasOwnCalls = $derived.by(() => this.#deps.preferences.current.hasOwnCalls);
  /** What the numbers are counted of. */
  readonly scope = $derived.by((): SummaryScope => ({ ...this.asked.range, hasOwnCalls: this.hasOwnCalls }));
  /** Now, or the end of a log that does not grow. */
  readonly endMs = $derived.by(() => (this.set === "" ? this.#askedMs : (this.overview?.lastMs ?? 0) + 1));

  /** How much of the range before is in the log, from 0 to 1; 0 where there is nothing to compare with. */
  readonly coverage = $derived.by(() => {
    const { before } = this.asked;
    const firstMs = this.overview?.firstMs;
    return before === undefined || firstMs === undefined ? 0 : coverage(before, firstMs);
  });

  /** No event is in the range, not even a hidden one. */
  readonly isEmpty = $derived.by(
    () => !this.hasCalls && this.summary !== undefined && this.summary.events + this.summary.own.events === 0,
  );

  /** Whether a call started or ended in the range. */
  readonly hasCalls = $derived.by(() => {
    const { calls = 0, successes = 0, errors = 0, cancelled = 0 } = this.overview?.all.total ?? {};
    return calls + successes + errors + cancelled > 0;
  });

  /** Whether the records are counted by level instead of the calls: an imported log without one. The live log waits for calls. */
  readonly countsLevels = $derived.by(() => !this.hasCalls && this.set !== "");

  /** No call was made yet: the log is empty, or it is the live one without a call. */
  readonly waitsForCalls = $derived.by(
    () => this.isEmpty || (this.overview !== undefined && !this.hasCalls && this.set === ""),
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

  /** The service whose durations are shown: the one of the address, else one that became slower, else that of most calls. */
  readonly service = $derived.by((): ServiceOverview | undefined => {
    const timed = (this.overview?.services ?? []).filter(({ total }) => !Number.isNaN(total.p50Ms));
    const named = (name: string | undefined) => timed.find(({ service }) => service === name);
    const slower = this.changes.found.find(({ measure, isWorse }) => isWorse && measure !== "failing");
    const most = timed.toSorted((a, b) => b.total.calls - a.total.calls)[0];
    return named(this.#deps.router.query("service")) ?? named(slower?.service) ?? most;
  });

  isError(level: string): boolean {
    return errorLevels.includes(level);
  }

  /** The address of the events at ERROR and above. */
  get errorEventsUrl(): string {
    return this.events(`level:(${errorLevels.join(" OR ")})`);
  }

  panel(panel: Panel, isBefore = false): PanelState {
    return this.#panels.of(panel, isBefore);
  }

  /** Counts now, as the log grows, and as time goes on, until the returned function is called. */
  readonly follow = (): (() => void) => {
    const { source } = this.#deps;
    const { chosen, hasOwnCalls, set } = this;
    const { timeZone } = this.#deps.preferences.current;
    const isRelative = "lastMs" in chosen;
    const read = async (signal: AbortSignal): Promise<void> => {
      try {
        const nowMs = this.#deps.nowMs();
        const asked = requestedRange(chosen, isRelative && set !== "" ? await endOfLog(source) : nowMs);
        const overview = await source.overview({ ...asked, hasOwnCalls }, signal);
        if (signal.aborted) return;
        [this.overview, this.asked, this.#askedMs, this.failure] = [overview, asked, nowMs, undefined];
        const summary = await source.summarize({ ...asked.range, hasOwnCalls }, signal);
        if (signal.aborted) return;
        this.summary = summary;
        if (!this.hasCalls) return;
        const zone = timeZone === "local" ? "local" : "utc";
        await this.#panels.read(this.#deps.panels(), { overview, asked, hasOwnCalls, zone }, signal);
        await this.changes.find({ overview, asked, hasOwnCalls }, signal);
        await this.traits.find(this.panel(this.#deps.groups()), signal);
      } catch (thrown) {
        if (!signal.aborted) this.failure = thrown;
      }
    };
    return followLog(source, read, pauseMs, isRelative ? moveMs : undefined);
  };

  readonly choose = (range: RangeChoice): void => {
    this.go({ range: "", ...writeRange(range) });
  };

  /** Shows a time range that was selected in a chart. */
  readonly zoom = (fromMs: number, toMs: number): void => this.choose({ fromMs, toMs });

  /** Shows calls of the console itself, or hides them; on all pages. */
  readonly setOwnCalls = (hasOwnCalls: boolean): void => this.#deps.preferences.update({ hasOwnCalls });

  /** The address of the events behind a number: the same log and range, and a query. @param range default: that of the page */
  events(query: string, range: TimeRange = {}): string {
    const { fromMs, toMs } = this.asked.range;
    const from = Math.max(fromMs ?? -Infinity, range.fromMs ?? -Infinity);
    const to = Math.min(toMs ?? Infinity, range.toMs ?? Infinity);
    return logsLink({
      ...{ set: this.set, view: "events", hasOwnCalls: this.hasOwnCalls },
      query: parseQuery(query).query,
      range: { ...(from !== -Infinity && { fromMs: from }), ...(to !== Infinity && { toMs: to }) },
    });
  }

  readonly go = (changes: Record<string, string>): void => {
    const { router } = this.#deps;
    router.go(router.withQuery(changes));
  };

  readonly open = (href: string): void => this.#deps.router.go(href);
}
