import { SvelteMap } from "svelte/reactivity";
import { panelRequest, type PanelFrame } from "../../app/dashboards/panel-request.ts";
import type { Panel } from "../../app/dashboards/panel.ts";
import { findChanges, type Change } from "../../analytics/changes/find-changes.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { isEmptyAnswer } from "../shared/panels/panel-series.ts";
import type { PanelState } from "../shared/panels/panel-state.ts";
import { readRange, timeRangeOf, writeRange, type RangeChoice } from "../shared/range-picker/chosen-range.ts";

/** Shortest pause between two readings of a growing log, in milliseconds. */
const pauseMs = 2_000;

/** What the page needs from outside. */
export interface DashboardsDeps {
  source: LogSource;
  router: Router;
  preferences: Preferences;
  nowMs?: () => number;
}

/** The panels of a dashboard over a log, in a range of time that stands in the address. */
export class DashboardsPageState {
  readonly #deps: Required<DashboardsDeps>;
  /** Of each panel, by its JSON. */
  readonly #states = new SvelteMap<string, PanelState>();
  /** First and last moment of the log; undefined while it is empty or not read yet. */
  span = $state.raw<{ firstMs: number; lastMs: number }>();
  /** Calls of the console itself in the range. */
  ownCalls = $state(0);
  /** What of a service became worse or better in the range, for good. */
  changes = $state.raw<Change[]>([]);
  hasRead = $state(false);
  failure = $state.raw<unknown>();
  #endMs = $state(0);

  constructor(deps: DashboardsDeps) {
    this.#deps = { nowMs: Date.now, ...deps };
    this.#endMs = this.#deps.nowMs();
  }

  get source(): LogSource {
    return this.#deps.source;
  }

  readonly set = $derived.by(() => this.#deps.router.query("log"));
  readonly chosen = $derived.by(() => readRange((name) => this.#deps.router.query(name)));
  readonly hasOwnCalls = $derived.by(() => this.#deps.preferences.current.hasOwnCalls);
  /** Condition for all panels. */
  readonly service = $derived.by(() => this.#deps.router.query("service"));
  /** Field whose values are compared. */
  readonly split = $derived.by(() => this.#deps.router.query("split") || "operation");

  get endMs(): number {
    return this.#endMs;
  }

  /** What the panels are asked with; undefined while the log is empty. */
  readonly frame = $derived.by((): PanelFrame | undefined => {
    const { span } = this;
    if (span === undefined) return undefined;
    const { fromMs = span.firstMs, toMs = this.#endMs } = timeRangeOf(this.chosen, this.#endMs);
    return {
      ...{ fromMs, toMs: Math.max(toMs, fromMs + 1), hasOwnCalls: this.hasOwnCalls, nowMs: this.#endMs },
      filter: this.service === "" ? "" : `service:${JSON.stringify(this.service)}`,
      zone: this.#deps.preferences.current.timeZone === "local" ? "local" : "utc",
    };
  });

  stateOf(panel: Panel): PanelState {
    return this.#states.get(JSON.stringify(panel)) ?? { is: "waiting" };
  }

  /** Whether no row has a number that the panel draws. */
  readonly isEmpty = (panel: Panel): boolean => {
    const state = this.stateOf(panel);
    return state.is === "answered" && isEmptyAnswer(panel, state.answer);
  };

  /** The changes that a panel shows, of the services that it shows. */
  changesOf({ measures, over }: Panel): Change[] {
    const isOfTimes = measures.some((measure) => measure.is === "percentile" && measure.path === "duration_ms");
    if (over?.is !== "time" || !isOfTimes) return [];
    return this.changes.filter(
      ({ service, measure }) => measure !== "failing" && (this.service === "" || this.service === service),
    );
  }

  /** Reads the panels now, and as the log grows, until the returned function is called. Later panels wait for earlier ones. */
  follow(panels: Panel[]): () => void {
    const { source } = this.#deps;
    // A change of any of these asks anew.
    void [this.chosen, this.hasOwnCalls, this.service, this.#deps.preferences.current.timeZone];
    const read = async (signal: AbortSignal): Promise<void> => {
      try {
        const { firstMs, lastMs } = await source.summarize({}, signal);
        if (signal.aborted) return;
        this.span = firstMs === undefined || lastMs === undefined ? undefined : { firstMs, lastMs };
        // A relative range of a log that does not grow ends with it.
        this.#endMs = this.set !== "" || "fromMs" in this.chosen ? (lastMs ?? 0) + 1 : this.#deps.nowMs();
        if (Object.keys(this.chosen).length === 0) this.#endMs = (lastMs ?? 0) + 1;
        const range = this.frame && { fromMs: this.frame.fromMs, toMs: this.frame.toMs };
        const overview = range && (await source.overview({ range, hasOwnCalls: this.hasOwnCalls }, signal));
        if (signal.aborted) return;
        this.ownCalls = overview?.ownCalls ?? 0;
        this.changes = overview ? findChanges(overview) : [];
        this.failure = undefined;
        this.hasRead = true;
        for (const panel of panels) await this.#read(panel, signal);
      } catch (error) {
        if (!signal.aborted) this.failure = error;
      }
    };
    return followLog(source, read, pauseMs);
  }

  async #read(panel: Panel, signal: AbortSignal): Promise<void> {
    const { frame } = this;
    if (frame === undefined || signal.aborted) return;
    let state: PanelState;
    try {
      const request = panelRequest(panel, frame);
      state = { is: "answered", request, answer: await this.#deps.source.measure(request, signal) };
    } catch (error) {
      state = { is: "failed", error };
    }
    if (!signal.aborted) this.#states.set(JSON.stringify(panel), state);
  }

  readonly choose = (range: RangeChoice): void => {
    this.go(writeRange(range));
  };

  /** Shows what was asked for by a change of the address. */
  readonly go = (changes: Record<string, string>): void => {
    const { router } = this.#deps;
    router.go(router.withQuery(changes));
  };

  readonly setOwnCalls = (hasOwnCalls: boolean): void => this.#deps.preferences.update({ hasOwnCalls });
}
