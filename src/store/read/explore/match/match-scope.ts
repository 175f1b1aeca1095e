import { setBounded } from "../../../../basics/bounded-map.ts";
import { namesSentences } from "../../../../query/match/query-scope.ts";
import type { Query } from "../../../../query/query.ts";
import type { TimeRange } from "../../../../analytics/call-rollups.ts";
import type { ExploreScope } from "../../../explore.ts";
import { conditionsOf } from "./conditions.ts";
import { addMask, createMask, failAny, type Mask } from "../masks.ts";
import { failuresOf, type MatchContext } from "./match-rows.ts";

/** The rows that fail a scope, by what they fail. */
export interface ScopeMatch {
  /** Rows that no question counts: sentences that repeat an event. */
  sentences: Mask;
  /** Those, and own calls where they are left out. */
  left: Mask;
  range: Mask;
  conditions: { query: Query; failures: Mask }[];
  /** For each row how many of the above it fails. */
  failed: Mask;
}

/** Masks of the conditions of earlier questions that are kept. */
const keptMasks = 12;

/** Matches scopes against one table. */
export interface ScopeMatcher {
  /** @throws DOMException `AbortError` when the signal aborts */
  match(scope: ExploreScope, signal?: AbortSignal): Promise<ScopeMatch>;
}

/** Creates a matcher that keeps the masks of conditions. */
export function createScopeMatcher(context: Pick<MatchContext, "table" | "lines" | "hits">): ScopeMatcher {
  const { table } = context;
  const kept = new Map<string, Mask>();
  const nothing = createMask(table.rows);
  const sentencesAndOwn = failAny([table.sentences, table.own], table.rows);

  async function failures(query: Query, signal: AbortSignal | undefined): Promise<Mask> {
    const key = JSON.stringify(query);
    const mask = kept.get(key) ?? (await failuresOf(query, { ...context, signal }));
    setBounded(kept, key, mask, keptMasks);
    return mask;
  }

  return {
    async match({ query, range, hasOwnCalls }, signal) {
      const conditions: ScopeMatch["conditions"] = [];
      for (const part of conditionsOf(query)) conditions.push({ query: part, failures: await failures(part, signal) });
      const sentences = namesSentences(query) ? nothing : table.sentences;
      const left = hasOwnCalls ? sentences : namesSentences(query) ? table.own : sentencesAndOwn;
      const outside = outsideOf(table.times, range);
      const failed = left.slice();
      for (const mask of [outside, ...conditions.map(({ failures: one }) => one)]) addMask(failed, mask);
      return { sentences, left, range: outside, conditions, failed };
    },
  };
}

function outsideOf(times: Float64Array, { fromMs = -Infinity, toMs = Infinity }: TimeRange): Mask {
  const mask = createMask(times.length);
  if (fromMs === -Infinity && toMs === Infinity) return mask;
  for (let row = 0; row < times.length; row++) mask[row] = times[row]! >= fromMs && times[row]! < toMs ? 0 : 1;
  return mask;
}
