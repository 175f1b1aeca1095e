import { isOfEnds } from "../../analytics/alerts/alert-questions.ts";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";

const finished = "outcome:(ok OR error)";

/**
 * The explorer with exactly the rows that a rule measures, in a range of time.
 *
 * @param set the imported log of the page; empty: the live one
 */
export function rowsLink(rule: AlertRule, set: string, range: { fromMs?: number; toMs?: number } = {}): string {
  const isFinished = rule.view === "calls" && isOfEnds(rule.measure);
  const needsBrackets = / OR /.test(rule.query);
  const own = needsBrackets ? `(${rule.query})` : rule.query;
  const query = {
    q: isFinished ? [own, finished].filter((part) => part !== "").join(" ") : rule.query,
    view: rule.view,
    ...(rule.view === "events" && { own: "1" }),
    ...(range.fromMs !== undefined && { from: String(range.fromMs) }),
    ...(range.toMs !== undefined && { to: String(range.toMs) }),
    log: set,
  };
  return `/logs?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString()}`;
}
