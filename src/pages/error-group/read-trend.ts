import { timeStretches } from "../../app/dashboards/time-stretches.ts";
import type { MeasureAnswer, MeasureRequest } from "../../query/measure.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { LogReader } from "../../store/log-store.ts";
import { changeEvents } from "../shared/change-events.ts";
import { changeMarks, type ChangeLine, type ChangeMark } from "./change-marks.ts";
import { finishedCalls, type GroupRows } from "../../app/error-groups/group-rows.ts";

/** Failures of a group, of all finished calls of their kind. */
export interface GroupShare {
  failures: number;
  calls: number;
}

/** A change with the share of failures before and after it. */
export interface JudgedMark extends ChangeMark {
  before: GroupShare;
  after: GroupShare;
}

/** Failures of a group over the time of the whole log. */
export interface GroupTrend {
  /** How the failures were counted, and their number in each stretch. */
  request: MeasureRequest & { over: { is: "time"; fromMs: number; toMs: number; bins: number } };
  answer: MeasureAnswer;
  failures: Float64Array;
  /** Finished calls of their kind in each stretch. */
  calls: Float64Array;
  marks: JudgedMark[];
  /** Changes that are not marked. */
  leftOut: number;
}

const mostBins = 84;
const mostVersions = 20;
const mostLines = 200;

type TrendSource = Pick<LogReader, "explore" | "exploreRows" | "measure">;

/**
 * Counts the failures of a group over time, and judges each change beside them. Undefined for a log without times.
 *
 * @param zone IANA name, `local` or `utc`: where stretches of time begin
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function readTrend(
  source: TrendSource,
  rows: GroupRows,
  zone: string,
  signal: AbortSignal,
): Promise<GroupTrend | undefined> {
  const all = finishedCalls(rows);
  const { firstMs, lastMs } = await source.explore({ ...all, facets: [] }, signal);
  if (firstMs === undefined || lastMs === undefined) return undefined;
  const over = { is: "time", ...timeStretches(firstMs, lastMs + 1, mostBins, zone) } as const;
  const measured = (scope: ExploreScope) => ({ ...scope, measures: [{ is: "rows" as const }], over });
  const request = measured(rows.scope);
  const [answer, ofAll] = (await Promise.all([request, measured(all)].map((one) => source.measure(one, signal)))) as [
    MeasureAnswer,
    MeasureAnswer,
  ];
  const total: GroupShare = { failures: answer.total, calls: ofAll.total };
  const { marks, leftOut } = changeMarks(await changeLines(source, signal), (over.toMs - over.fromMs) / over.bins);
  const judged: JudgedMark[] = [];
  for (const mark of marks) {
    const [failures, calls] = (await Promise.all(
      [rows.scope, all].map((scope) => countBefore(source, scope, mark.timeMs, signal)),
    )) as [number, number];
    const after = { failures: total.failures - failures, calls: total.calls - calls };
    judged.push({ ...mark, before: { failures, calls }, after });
  }
  const numbers = ({ numbers: [of] }: MeasureAnswer) => of![0]!;
  return { request, answer, failures: numbers(answer), calls: numbers(ofAll), marks: judged, leftOut };
}

async function countBefore(
  source: TrendSource,
  scope: ExploreScope,
  timeMs: number,
  signal: AbortSignal,
): Promise<number> {
  const { fromMs = -Infinity, toMs = Infinity } = scope.range;
  if (timeMs <= fromMs) return 0;
  const range = { ...scope.range, toMs: Math.min(toMs, timeMs) };
  return (await source.measure({ ...scope, range, measures: [] }, signal)).total;
}

/** The first start of each version, and the latest changes of settings and models. */
async function changeLines(source: TrendSource, signal: AbortSignal): Promise<ChangeLine[]> {
  const scopeOf = (text: string): ExploreScope => ({
    ...{ view: "events", query: parseQuery(text).query, range: {}, hasOwnCalls: true },
  });
  const lines: ChangeLine[] = [];
  const starts = scopeOf(changeEvents.version);
  const over = { is: "values", path: "data.version", limit: mostVersions } as const;
  const versions = await source.measure({ ...starts, measures: [{ is: "least", path: "timestamp" }], over }, signal);
  for (const [at, group] of versions.over.entries()) {
    if (group.is !== "value") continue;
    lines.push({ is: "version", timeMs: versions.numbers[0]![0]![at]!, data: { version: group.value } });
  }
  for (const is of ["settings", "models"] as const) {
    const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: mostLines };
    const { rows } = await source.exploreRows(scopeOf(changeEvents[is]), page, signal);
    lines.push(...rows.map(({ timeMs, event }) => ({ is, timeMs, data: event.data })));
  }
  return lines.filter(({ timeMs }) => !Number.isNaN(timeMs));
}
