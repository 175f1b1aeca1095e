import { jqRange, jqRules, jqWithoutOwn } from "../../analytics/jq-rules.ts";
import { jqOverview, type OverviewRule } from "../../analytics/overview/jq-overview.ts";
import type { SummaryScope } from "../../analytics/summary.ts";
import type { TimeBins } from "../../analytics/time-bins.ts";

/** A shell line that counts numbers of a summary from the exported file and its backups. Own calls are counted where they are the question. */
export function summaryJq(rule: keyof typeof jqRules, scope: SummaryScope): string {
  return command(jqRules[rule], rule === "own" ? { ...scope, hasOwnCalls: true } : scope);
}

/** The same for numbers of an overview. */
export function overviewJq(rule: OverviewRule, scope: SummaryScope, bins: TimeBins): string {
  return command(jqOverview(rule, bins), rule === "ownCalls" ? { ...scope, hasOwnCalls: true } : scope);
}

function command(program: string, { fromMs, toMs, hasOwnCalls = true }: SummaryScope): string {
  const isWhole = fromMs === undefined && toMs === undefined;
  const filters = [...(isWhole ? [] : [jqRange(fromMs ?? 0, toMs ?? 8.64e15)]), ...(hasOwnCalls ? [] : [jqWithoutOwn])];
  return `cat tts_structured.jsonl* | jq --slurp --compact-output '${[...filters, program].join(" | ")}'`;
}
