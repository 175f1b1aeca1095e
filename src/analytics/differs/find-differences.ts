import { countRuns, type Candidate } from "./candidate.ts";
import { holm, openChance } from "./chance.ts";
import { differenceInterval } from "./difference-interval.ts";
import { without, type Clause, type Difference, type Differences } from "./difference.ts";
import { tryPairs } from "./pairs-of-fields.ts";
import { countOutside, type Outside } from "./outside.ts";
import { refine } from "./refine.ts";
import type { CellRun, GroupCounts, RowCounter } from "./row-counter.ts";
import { cellKey, trySingleFields } from "./single-fields.ts";

/** A difference is a finding where it is a coincidence in fewer than this share of logs. */
const level = 0.05;
/** Independent causes that are looked for in one comparison. */
const mostLeaders = 5;
const mostListed = 40;

/** A candidate with its probability after correction. */
type Corrected = Candidate & { lnChance: number };

interface Found {
  candidate: Corrected;
  explained?: { by: Corrected; outside: Outside };
}

/**
 * Finds what the selected rows have more often, or less often, than the rest: values and ranges of fields, pairs of them, and
 * up to three conditions together. Ranked by strength (G); see the README for what is tried, and what chance means.
 *
 * A single field that is no finding outside of a stronger difference is explained by it.
 */
export function findDifferences(counter: RowCounter): Differences {
  const { totals, fields } = counter;
  const nothing: Differences = { totals, findings: [], perhaps: [], tried: 0, fields: fields.length };
  if (totals.selected === 0 || totals.rest === 0) return nothing;
  const chance = openChance(totals.selected + totals.rest);
  const single = trySingleFields(counter, chance);
  const pairs = tryPairs(counter, single, chance);
  let tried = single.tried + pairs.tried;
  const corrected = correct([...single.candidates, ...pairs.candidates], tried);
  const certain = corrected.filter(({ lnChance }) => lnChance < Math.log(level));

  const leaders = findLeaders();
  const findings: Found[] = [...leaders.map((candidate) => ({ candidate })), ...explainSingles()];
  findings.sort((a, b) => b.candidate.strength - a.candidate.strength);
  const listed = oneOfField(findings).slice(0, mostListed);
  return {
    totals,
    findings: listed.map(({ candidate, explained }) => ({
      ...describe(candidate),
      ...(explained && {
        explained: {
          by: listed.findIndex((other) => other.candidate === explained.by),
          outside: explained.outside,
        },
      }),
    })),
    perhaps: perhaps(corrected, new Set(listed.flatMap(({ candidate }) => candidate.runs.map(({ field }) => field)))),
    tried,
    fields: fields.length,
  };

  /** What the selected rows have more often, strongest first, each still a finding outside of those before it. */
  function findLeaders(): Corrected[] {
    const found: Corrected[] = [];
    for (const candidate of certain.filter((one) => isMore(one)).sort((a, b) => b.strength - a.strength)) {
      if (found.length === mostLeaders) break;
      const left = countOutside(counter, candidate.runs, found);
      if (!isFinding(left) || !isMore(left, left)) continue;
      const { refined, tried: more, lnAdded } = refine(counter, candidate, chance);
      tried += more;
      found.push({ ...refined, lnChance: Math.max(candidate.lnChance, lnAdded) });
    }
    return found;
  }

  /** The single fields beside them, each explained by a leader where it is no finding outside of all leaders. */
  function explainSingles(): Found[] {
    const names = new Set(leaders.map(({ runs }) => JSON.stringify(runs)));
    return certain
      .filter(({ runs }) => runs.length === 1 && !names.has(JSON.stringify(runs)))
      .map((candidate) => {
        const left = countOutside(counter, candidate.runs, leaders);
        if (leaders.length === 0 || (isFinding(left) && isMore(left, left) === isMore(candidate))) return { candidate };
        return { candidate, explained: { by: nearest(candidate), outside: left } };
      });
  }

  /** The leader that shares most selected rows with it. */
  function nearest({ runs }: Candidate): Corrected {
    const shared = leaders.map((leader) => countRuns(counter, [...runs, ...leader.runs]).selected);
    return leaders[shared.indexOf(Math.max(...shared))]!;
  }

  /** Whether it would be no coincidence by itself, after as many trials. */
  function isFinding({ matching, others }: Outside): boolean {
    const all = { selected: matching.selected + others.selected, rest: matching.rest + others.rest };
    return chance.lnProbability(matching, all) + Math.log(tried) < Math.log(level);
  }

  /** Whether the selected rows have it more often. */
  function isMore(
    { matching }: { matching: GroupCounts },
    { others } = { others: without(totals, matching) },
  ): boolean {
    return matching.selected * others.rest > matching.rest * others.selected;
  }

  function describe({ runs, matching, strength, lnChance }: Corrected): Difference {
    const others = without(totals, matching);
    return {
      clauses: inOrder(runs).map(clauseOf),
      runs: inOrder(runs),
      matching,
      others,
      difference: differenceInterval(matching.selected, totals.selected, matching.rest, totals.rest),
      strength,
      chance: Math.exp(lnChance),
      isFew: matching.selected + matching.rest < 30 || matching.selected < 10,
      medians: inOrder(runs).flatMap(({ field }) => {
        const medians = counter.medians?.(field);
        return medians ? [{ path: fields[field]!.path, ...medians }] : [];
      }),
      same: runs.length === 1 ? (single.same.get(cellKey(runs[0]!)) ?? []).map(clauseOf) : [],
    };
  }

  /** Values first, then ranges, and since when last. */
  function inOrder(runs: CellRun[]): CellRun[] {
    const rank = ({ field }: CellRun) => (fields[field]!.path === "timestamp" ? 2 : fields[field]!.isRanged ? 1 : 0);
    return runs.toSorted((a, b) => rank(a) - rank(b));
  }

  function clauseOf(run: CellRun): Clause {
    const { path, cells, fineCells } = fields[run.field]!;
    const all = run.isFine === true ? fineCells! : cells;
    const [first, last] = [all[run.from]!, all[run.to]!];
    if (first.is === "value" || last.is === "value") return { path, ...first };
    return {
      path,
      is: "range",
      ...(first.from !== undefined && { from: first.from }),
      ...(last.below !== undefined && { below: last.below }),
    };
  }

  function perhaps(candidates: Corrected[], listedFields: Set<number>): Difference[] {
    const best = candidates
      .filter(
        ({ runs, lnChance }) => runs.length === 1 && !listedFields.has(runs[0]!.field) && lnChance >= Math.log(level),
      )
      .sort((a, b) => b.strength - a.strength);
    const seen = new Set<number>();
    return best.filter(({ runs }) => !seen.has(runs[0]!.field) && seen.add(runs[0]!.field)).map(describe);
  }
}

function correct(candidates: Candidate[], tried: number): Corrected[] {
  const sorted = candidates.toSorted((a, b) => a.lnProbability - b.lnProbability);
  const lnChances = holm(
    sorted.map(({ lnProbability }) => lnProbability),
    tried,
  );
  return sorted.map((candidate, index) => ({ ...candidate, lnChance: lnChances[index]! }));
}

/** Of the explained values of one field only the strongest. */
function oneOfField(findings: Found[]): Found[] {
  const seen = new Set<number>();
  return findings.filter(({ candidate: { runs }, explained }) => {
    if (explained === undefined) return true;
    const { field } = runs[0]!;
    return !seen.has(field) && seen.add(field);
  });
}
