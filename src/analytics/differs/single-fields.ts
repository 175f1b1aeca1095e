import { bestRun, runsOf } from "./best-run.ts";
import { fewestSelected, type Candidate } from "./candidate.ts";
import type { Chance } from "./chance.ts";
import { sumRun, type CellCounts, type CellRun, type GroupCounts, type RowCounter } from "./row-counter.ts";

/** What single fields give: candidates, and the cells that pairs are made of. */
export interface SingleFields {
  candidates: Candidate[];
  /** By field: its counts, and the cells that no earlier field has for the very same rows. */
  fields: { counts: CellCounts; cells: number[] }[];
  /** By `field:cell` of a candidate: the cells of other fields with the same rows. */
  same: Map<string, CellRun[]>;
  tried: number;
}

/** Names a cell. */
export const cellKey = ({ field, from }: CellRun): string => `${String(field)}:${String(from)}`;

/** Tries every value, and every run of ranges, of every field. */
export function trySingleFields(counter: RowCounter, chance: Chance): SingleFields {
  const { totals } = counter;
  const found: SingleFields = { candidates: [], fields: [], same: new Map(), tried: 0 };
  const cellsByCounts = new Map<string, CellRun[]>();

  counter.fields.forEach(({ cells, isRanged }, field) => {
    const counts = counter.countCells(field, []);
    const own = { counts, cells: [] as number[] };
    found.fields.push(own);
    found.tried += isRanged ? runsOf(cells.length) : cells.length;
    if (isRanged) {
      const best = bestRun(counts, 0, cells.length, totals, chance);
      if (best) found.candidates.push(candidate({ field, from: best.from, to: best.to }, best.matching));
      own.cells = cells.map((_, cell) => cell);
      return;
    }
    for (let cell = 0; cell < cells.length; cell++) {
      const run = { field, from: cell, to: cell };
      const matching = sumRun(counts, cell, cell);
      if (matching.selected + matching.rest === 0 || isEverything(matching, totals)) continue;
      const twin = findTwin(run, matching);
      if (twin !== undefined) {
        found.same.set(cellKey(twin), [...(found.same.get(cellKey(twin)) ?? []), run]);
        continue;
      }
      found.candidates.push(candidate(run, matching));
      if (matching.selected >= fewestSelected) own.cells.push(cell);
    }
  });
  return found;

  function candidate(run: CellRun, matching: GroupCounts): Candidate {
    const strength = chance.strength(matching, totals);
    return { runs: [run], matching, strength, lnProbability: chance.lnProbability(matching, totals) };
  }

  /** An earlier cell with the very same rows: equal counts, and as many in both. */
  function findTwin(run: CellRun, matching: GroupCounts): CellRun | undefined {
    const key = `${String(matching.selected)}:${String(matching.rest)}`;
    const likely = cellsByCounts.get(key) ?? [];
    cellsByCounts.set(key, [...likely, run]);
    return likely.find((other) => {
      if (other.field === run.field) return false;
      const { selected, rest } = counter.countCells(run.field, [other]);
      return selected[run.from] === matching.selected && rest[run.from] === matching.rest;
    });
  }
}

const isEverything = (some: GroupCounts, all: GroupCounts) => some.selected === all.selected && some.rest === all.rest;
