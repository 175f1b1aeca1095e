import { parseAlertRules, type RuleProblem } from "../../analytics/alerts/read-alert-rules.ts";
import { isQueryText } from "./is-query-text.ts";
import type { Alerts } from "./open-alerts.ts";

/** What came of a file of rules. */
export interface ImportedRules {
  count: number;
  problems: RuleProblem[];
}

/** Saves the rules of a file; one with a known id takes its place. */
export function importRules(text: string, { records, log }: Pick<Alerts, "records" | "log">): ImportedRules {
  const { rules, problems } = parseAlertRules(text, isQueryText);
  const saved = rules.filter((rule) => records.save(rule));
  if (saved.length > 0) log.rulesChanged("imported", saved);
  return { count: saved.length, problems };
}
