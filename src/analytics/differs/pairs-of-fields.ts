import { bestRun, runsOf } from "./best-run.ts";
import { fewestSelected, type Candidate } from "./candidate.ts";
import type { Chance } from "./chance.ts";
import { sumRun, type CellCounts, type CellRun, type GroupCounts, type RowCounter } from "./row-counter.ts";
import type { SingleFields } from "./single-fields.ts";

/** Weaker pairs are a coincidence, whatever else was tried. */
const leastStrength = 15;
/** The strongest pairs are enough: others are explained by them. */
const mostPairs = 60;

/** What pairs of fields give. */
export interface FieldPairs {
  candidates: Candidate[];
  tried: number;
}

/** Tries every pair of values, of a value and ranges, and of ranges, for those that say more than both of their parts. */
export function tryPairs(counter: RowCounter, single: SingleFields, chance: Chance): FieldPairs {
  const { fields, totals } = counter;
  const found: { runs: [CellRun, CellRun]; matching: GroupCounts; strength: number }[] = [];
  let tried = 0;

  for (let first = 0; first < fields.length; first++) {
    for (let second = first + 1; second < fields.length; second++) {
      if (single.fields[first]!.cells.length === 0 || single.fields[second]!.cells.length === 0) continue;
      // The field with ranges comes second.
      const [one, other] = fields[first]!.isRanged ? [second, first] : [first, second];
      tryPair(one, other, counter.countPairs(one, other));
    }
  }
  const strongest = found.sort((a, b) => b.strength - a.strength).slice(0, mostPairs);
  return { candidates: strongest.map(tested), tried };

  function tryPair(one: number, other: number, counts: CellCounts): void {
    const [rows, columns] = [fields[one]!.cells.length, fields[other]!.cells.length];
    if (fields[one]!.isRanged) {
      tried += runsOf(rows) * runsOf(columns);
      tryRectangle(one, other, counts);
      return;
    }
    const isRanged = fields[other]!.isRanged;
    for (const cell of single.fields[one]!.cells) {
      const at = cell * columns;
      const run = { field: one, from: cell, to: cell };
      tried += isRanged ? runsOf(columns) : single.fields[other]!.cells.length;
      if (isRanged) {
        const best = bestRun(counts, at, columns, totals, chance);
        if (best) consider(run, { field: other, from: best.from, to: best.to }, best.matching, best.strength);
        continue;
      }
      for (const column of single.fields[other]!.cells) {
        const matching = { selected: counts.selected[at + column]!, rest: counts.rest[at + column]! };
        if (matching.selected < fewestSelected || matching.selected * totals.rest <= matching.rest * totals.selected)
          continue;
        consider(run, { field: other, from: column, to: column }, matching, chance.strength(matching, totals));
      }
    }
  }

  /** Ranges of two fields: from the strongest run of either alone, each is fitted to the other in turn. */
  function tryRectangle(one: number, other: number, counts: CellCounts): void {
    const [rows, columns] = [fields[one]!.cells.length, fields[other]!.cells.length];
    let range = bestRun(single.fields[one]!.counts, 0, rows, totals, chance);
    for (let turn = 0; range !== undefined && turn < 3; turn++) {
      const across = bestRun(sumRows(counts, range.from, range.to, columns), 0, columns, totals, chance);
      if (!across) return;
      const along = bestRun(sumColumns(counts, rows, across.from, across.to, columns), 0, rows, totals, chance);
      if (!along) return;
      if (turn === 2 || (along.from === range.from && along.to === range.to)) {
        const runs = [one, other].map((field, index) => ({ field, ...bounds(index === 0 ? along : across) }));
        consider(runs[0]!, runs[1]!, along.matching, along.strength);
        return;
      }
      range = along;
    }
  }

  function consider(one: CellRun, other: CellRun, matching: GroupCounts, strength: number): void {
    if (strength < leastStrength || matching.selected < fewestSelected) return;
    const parts = [one, other].map((run) => chance.strength(partOf(run), totals));
    if (strength > Math.max(...parts)) found.push({ runs: [one, other], matching, strength });
  }

  /** A pair is no coincidence where it is none itself, and neither among the rows of its one part nor among those of the other. */
  function tested({ runs, matching, strength }: (typeof found)[number]): Candidate {
    const wholes = [totals, ...runs.map(partOf)];
    return {
      runs,
      matching,
      strength,
      lnProbability: Math.max(...wholes.map((all) => chance.lnProbability(matching, all))),
    };
  }

  function partOf({ field, from, to }: CellRun): GroupCounts {
    return sumRun(single.fields[field]!.counts, from, to);
  }
}

const bounds = ({ from, to }: { from: number; to: number }) => ({ from, to });

function sumRows({ selected, rest }: CellCounts, from: number, to: number, columns: number): CellCounts {
  const sum = { selected: new Float64Array(columns), rest: new Float64Array(columns) };
  for (let row = from; row <= to; row++) {
    for (let column = 0; column < columns; column++) {
      sum.selected[column]! += selected[row * columns + column]!;
      sum.rest[column]! += rest[row * columns + column]!;
    }
  }
  return sum;
}

function sumColumns(
  { selected, rest }: CellCounts,
  rows: number,
  from: number,
  to: number,
  columns: number,
): CellCounts {
  const sum = { selected: new Float64Array(rows), rest: new Float64Array(rows) };
  for (let row = 0; row < rows; row++) {
    for (let column = from; column <= to; column++) {
      sum.selected[row]! += selected[row * columns + column]!;
      sum.rest[row]! += rest[row * columns + column]!;
    }
  }
  return sum;
}
