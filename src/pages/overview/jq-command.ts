import { jqRange, jqRules, jqWithoutOwn } from "../../analytics/jq-rules.ts";
import type { SummaryScope } from "../../analytics/summary.ts";

/** A shell line that counts the same numbers from the exported file and its backups. */
export function jqCommand(rule: keyof typeof jqRules, { fromMs, toMs, hasOwnCalls = true }: SummaryScope): string {
  const isWhole = fromMs === undefined && toMs === undefined;
  const steps = [
    ...(isWhole ? [] : [jqRange(fromMs ?? 0, toMs ?? 8.64e15)]),
    ...(hasOwnCalls ? [] : [jqWithoutOwn]),
    jqRules[rule],
  ];
  return `cat tts_structured.jsonl* | jq --slurp --compact-output '${steps.join(" | ")}'`;
}
