import { comparePeriods } from "../../analytics/changes/compare-periods.ts";
import { findChanges, sortChanges, type Change } from "../../analytics/changes/find-changes.ts";
import type { DifferenceSummary } from "../../analytics/differs/summarize-differences.ts";
import { summarizeDifferences } from "../../analytics/differs/summarize-differences.ts";
import type { TimeRange } from "../../analytics/call-rollups.ts";
import { printValue } from "../../query/edit/edit-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { MeasureRequest } from "../../query/measure.ts";
import type { LogReader } from "../../store/log-store.ts";
import { eventsNear, type EventNear } from "./events-near.ts";
import { refineSince } from "./refine-since.ts";
import type { AnsweredOverview } from "./panel-answers.svelte.ts";

/** A change with its exact numbers, and what the calls that it is about share. */
export interface ExplainedChange extends Change {
  /** Where it holds. */
  range: TimeRange;
  /** What its two numbers were asked with; absent where they are those of the overview. */
  requests?: [before: MeasureRequest, after: MeasureRequest];
  /** What else happened when it began. */
  near: EventNear[];
  /** What calls that fail, or take long, share since then; absent where nothing stands out. */
  shared?: DifferenceSummary & { is: "difference" };
}

/** Most changes that are said. */
const most = 4;
const ended = "outcome:(ok OR error)";

/** What changed in an overview: found again with each answer, explained when it is another. */
export class ChangeFinder {
  readonly #source: Pick<LogReader, "measure" | "compare" | "exploreRows">;
  /** Worse before better; undefined until it is known. */
  explained = $state.raw<ExplainedChange[]>();
  /** The same before the exact numbers are there. */
  found = $state.raw<Change[]>([]);
  #key = "";

  constructor(source: Pick<LogReader, "measure" | "compare" | "exploreRows">) {
    this.#source = source;
  }

  async find(answered: AnsweredOverview, signal: AbortSignal): Promise<void> {
    const { overview, asked, hasOwnCalls } = answered;
    const since = findChanges(overview);
    const isKnown = (change: Change) =>
      since.some(({ service, measure }) => service === change.service && kindOf(measure) === kindOf(change.measure));
    const changes = sortChanges([...since, ...comparePeriods(overview.services).filter((one) => !isKnown(one))]);
    this.found = changes;
    const key = JSON.stringify([
      ...[asked, hasOwnCalls],
      ...changes.map(({ service, measure, isWorse, sinceMs }) => [service, measure, isWorse, sinceMs]),
    ]);
    if (key === this.#key) return;
    const explained: ExplainedChange[] = [];
    for (const change of changes.slice(0, most)) {
      explained.push(await this.#explain(change, answered, signal));
      if (signal.aborted) return;
    }
    [this.explained, this.#key] = [explained, key];
  }

  async #explain(change: Change, answered: AnsweredOverview, signal: AbortSignal): Promise<ExplainedChange> {
    const { asked, hasOwnCalls } = answered;
    const { service, measure, limitMs } = change;
    const { stepMs } = answered.overview.bins;
    const asRefined = { range: asked.range, hasOwnCalls, stepMs };
    const sinceMs = await refineSince(this.#source, change, asRefined, signal);
    const range = { ...asked.range, ...(sinceMs !== undefined && { fromMs: sinceMs }) };
    const query = parseQuery(`service:${printValue(service)}`).query;
    const scope = { view: "calls", query, range, hasOwnCalls } as const;
    const request = (range: TimeRange): MeasureRequest => ({
      ...{ ...scope, range },
      query: parseQuery(`service:${printValue(service)} ${ended}`).query,
      measures: [
        measure === "failing"
          ? { is: "share", part: parseQuery("outcome:error").query }
          : { is: "percentile", path: "duration_ms", percent: measure === "p50" ? 50 : 95 },
      ],
    });
    const explained: ExplainedChange = { ...change, ...(sinceMs !== undefined && { sinceMs }), range, near: [] };
    if (sinceMs !== undefined) {
      explained.near = await eventsNear(this.#source, sinceMs, 2 * stepMs, signal);
      const requests: [MeasureRequest, MeasureRequest] = [request({ ...asked.range, toMs: sinceMs }), request(range)];
      const answers = await Promise.all(requests.map((one) => this.#source.measure(one, signal)));
      const [before, after] = answers.map(({ numbers }) => numbers[0]![0]![0]!) as [number, number];
      Object.assign(explained, { before, after, requests });
    }
    if (!change.isWorse) return explained;
    const comparison =
      measure === "failing"
        ? ({ is: "failing" } as const)
        : ({ is: "slow", ...(limitMs !== undefined && { overMs: limitMs }) } as const);
    const summary = summarizeDifferences(await this.#source.compare(scope, comparison, signal));
    return { ...explained, ...(summary.is === "difference" && { shared: summary }) };
  }
}

const kindOf = (measure: Change["measure"]) => (measure === "failing" ? "failing" : "duration");
