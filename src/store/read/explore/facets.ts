import type { Facet, FacetValue, NumberBins, RowCounts } from "../../explore.ts";
import type { CodeCounts } from "./count-codes.ts";
import { absent, firstCode, unlisted, type LogColumn } from "./log-column.ts";
import type { NumberScale } from "./number-scale.ts";
import { outcomes } from "./row-table.ts";
import { rowCounts } from "./match/select-rows.ts";

/** Most values of a facet. */
const maxValues = 50;

/** The facet of a field that no row of the log has. */
export function emptyFacet(path: string, absentRows: number): Facet {
  return { path, present: 0, values: [], others: 0, otherValues: 0, unlisted: 0, absent: absentRows };
}

/** A facet from the counts of its codes. Where rows have several values, they are counted at each of them. */
export function facetOf(column: LogColumn, counts: CodeCounts): Facet {
  const { path, firstValue, scale } = column;
  const totals = totalsOf(counts);
  const rows = totals.reduce((sum, total) => sum + total, 0);
  const numbers = scale && numberBins(scale, counts, totals);
  const inBins = totals.subarray(firstCode, firstValue).reduce((sum, total) => sum + total, 0);
  const ofValues = valueCounts(column, counts);
  const most = mostFrequent(ofValues.totals, maxValues);
  const values = most.map((at): FacetValue => ({ value: column.values[at]!, ...ofValues.at(at) }));
  const listed = ofValues.totals.reduce((sum, total) => sum + total, 0);
  const distinct = ofValues.totals.reduce((sum, total) => sum + (total > 0 ? 1 : 0), 0);
  return {
    path,
    present: rows - totals[absent]!,
    values,
    others: listed - values.reduce((sum, { total }) => sum + total, 0) + inBins,
    otherValues: inBins > 0 || totals[unlisted]! > 0 ? NaN : distinct - values.length,
    unlisted: totals[unlisted]!,
    absent: totals[absent]!,
    ...(numbers && { numbers }),
  };
}

/** Rows by code, whatever their outcome. */
export function totalsOf({ size, counts }: CodeCounts): Uint32Array {
  const totals = new Uint32Array(size);
  for (let outcome = 0; outcome < outcomes.length; outcome++)
    for (let code = 0; code < size; code++) totals[code]! += counts[outcome * size + code]!;
  return totals;
}

/** Rows by value of the column: all, and by outcome. */
export function valueCounts(
  { firstValue, values, sets }: LogColumn,
  { size, counts }: CodeCounts,
): { totals: Uint32Array; at(value: number): RowCounts } {
  const ofValue = (outcome: number, value: number) => {
    const offset = outcome * size + firstValue;
    if (sets === undefined) return counts[offset + value]!;
    return sets.reduce((sum, set, at) => sum + (set.includes(value) ? counts[offset + at]! : 0), 0);
  };
  const totals = new Uint32Array(values.length);
  for (let outcome = 0; outcome < outcomes.length; outcome++)
    for (let value = 0; value < totals.length; value++) totals[value]! += ofValue(outcome, value);
  return { totals, at: (value) => rowCounts(outcomes.map((_, outcome) => ofValue(outcome, value))) };
}

/** The indexes of the largest counts above 0, largest first; of equal ones the first. */
export function mostFrequent(totals: Uint32Array, limit: number): number[] {
  const most: number[] = [];
  for (let at = 0; at < totals.length; at++) {
    const total = totals[at]!;
    if (total === 0 || (most.length === limit && total <= totals[most.at(-1)!]!)) continue;
    let place = most.length;
    while (place > 0 && totals[most[place - 1]!]! < total) place--;
    most.splice(place, 0, at);
    if (most.length > limit) most.pop();
  }
  return most;
}

function numberBins(
  { isLogarithmic, edges }: NumberScale,
  { size, counts }: CodeCounts,
  totals: Uint32Array,
): NumberBins {
  const error = outcomes.indexOf("error") * size;
  const bins = edges.slice(1).map((to, bin) => ({
    from: edges[bin]!,
    to,
    total: totals[firstCode + bin]!,
    error: counts[error + firstCode + bin]!,
  }));
  return { from: edges[0]!, to: edges.at(-1)!, isLogarithmic, bins };
}
