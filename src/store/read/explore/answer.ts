import type { ExploreAnswer, ExploreChart, ExploreRequest, Facet } from "../../explore.ts";
import { countSeries, maxSeries } from "./chart.ts";
import { onlyField } from "./match/conditions.ts";
import { countSelected } from "./count-codes.ts";
import { emptyFacet, facetOf, mostFrequent, valueCounts } from "./facets.ts";
import { countPassing, failAny, type Mask } from "./masks.ts";
import type { ScopeMatch } from "./match/match-scope.ts";
import type { ViewTable } from "./log-tables.ts";
import { countSelection, selectRows, type Selection } from "./match/select-rows.ts";

/** Counts the rows of a scope that was matched: all that is asked for but gaps and the list of fields. */
export function answerOf(
  view: ViewTable,
  request: ExploreRequest,
  match: ScopeMatch,
  span: [firstMs: number, lastMs: number] | [],
): Omit<ExploreAnswer, "position" | "fields"> {
  const { table, outcomeTotals, lists } = view;
  const [firstMs, lastMs] = span;
  const selected = selectRows(table, match.failed, undefined, outcomeTotals, lists[0]);
  const counts = countSelection(selected, outcomeTotals);
  const outOf = view.passing(match.left);
  const without = counts.total === 0 ? withoutEach(view, request, match) : undefined;
  return {
    ...counts,
    outOf,
    ownHidden: view.passing(match.sentences) - outOf,
    firstMs,
    lastMs,
    facets: facetsOf(view, request.facets, match, selected),
    ...(request.chart && { chart: chartOf(view, request.chart, match, selected, span) }),
    ...(without && { without }),
  };
}

/** Each facet counts the rows that fail at most its own conditions. */
function facetsOf(view: ViewTable, paths: string[], { conditions, failed }: ScopeMatch, selected: Selection): Facet[] {
  const { table, outcomeTotals, lists } = view;
  return paths.map((path) => {
    const own = conditions.filter(({ query }) => onlyField(query) === path).map(({ failures }) => failures);
    const selection = own.length === 0 ? selected : selectRows(table, failed, sumOf(own), outcomeTotals, lists[1]);
    const column = table.column(path);
    if (column === undefined) return emptyFacet(path, selection.total);
    return facetOf(column, countSelected(column, selection, view.countsOf(column)));
  });
}

function sumOf(masks: Mask[]): Mask {
  const [first, ...others] = masks as [Mask, ...Mask[]];
  if (others.length === 0) return first;
  const sum = first.slice();
  for (const mask of others) for (let row = 0; row < sum.length; row++) sum[row]! += mask[row]!;
  return sum;
}

function chartOf(
  view: ViewTable,
  { bins, by, range }: NonNullable<ExploreRequest["chart"]>,
  { left, failed }: ScopeMatch,
  selected: Selection,
  [firstMs, lastMs]: [number, number] | [],
): ExploreChart {
  const { table } = view;
  const { fromMs = firstMs ?? 0, toMs = lastMs ?? 0 } = range ?? {};
  const time = view.timeBins(fromMs, toMs, bins);
  const column = table.column(by);
  const counts = column && countSelected(column, selected, view.countsOf(column));
  const most = column && counts ? mostFrequent(valueCounts(column, counts).totals, maxSeries) : [];
  const all = view.rowsOfBins(time, left);
  return { fromMs, toMs, ...countSeries(time, column, most, failed, selected), all, gaps: [] };
}

/** The rows that there would be without each of the conditions. */
function withoutEach(
  { table }: ViewTable,
  { range, hasOwnCalls }: ExploreRequest,
  { sentences, left, range: outside, conditions }: ScopeMatch,
): NonNullable<ExploreAnswer["without"]> {
  const masks = conditions.map(({ failures }) => failures);
  const total = (...some: Mask[]) => countPassing(failAny(some, table.rows), table.rows);
  const isRanged = range.fromMs !== undefined || range.toMs !== undefined;
  return [
    ...masks.map((_, condition) => ({ condition, total: total(left, outside, ...masks.toSpliced(condition, 1)) })),
    ...(isRanged ? [{ condition: "range" as const, total: total(left, ...masks) }] : []),
    ...(hasOwnCalls ? [] : [{ condition: "own" as const, total: total(sentences, outside, ...masks) }]),
  ];
}
