import { jqRange, jqRules } from "../../analytics/jq-rules.ts";
import type { TimeRange } from "../../analytics/call-rollups.ts";

/** A shell line that counts the same numbers from the exported file and its backups. */
export function jqCommand(rule: keyof typeof jqRules, { fromMs, toMs }: TimeRange): string {
  const isWhole = fromMs === undefined && toMs === undefined;
  const cut = isWhole ? "" : `${jqRange(fromMs ?? 0, toMs ?? 8.64e15)} | `;
  return `cat tts_structured.jsonl* | jq --slurp --compact-output '${cut}${jqRules[rule]}'`;
}
