import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertSample } from "../../analytics/alerts/alert-state.ts";
import { isMeasured, sampleOf, sampleQuestion } from "../../analytics/alerts/alert-questions.ts";
import type { LogReader } from "../../store/log-store.ts";
import { isQueryText } from "./is-query-text.ts";
import { logRoom } from "./log-room.ts";

/**
 * Measures a rule now: one question, counted in the worker of the log.
 *
 * @param zone of days and times in the query: `local` or `utc`
 * @throws Error when its query is none; whatever the log throws
 */
export async function measureRule(
  log: Pick<LogReader, "measure" | "getLogStats">,
  rule: AlertRule,
  { nowMs, zone, room }: { nowMs: number; zone: string; room: () => number },
  signal?: AbortSignal,
): Promise<AlertSample> {
  const queries = rule.measure.is === "share" ? [rule.query, rule.measure.part] : [rule.query];
  for (const text of queries) if (!isQueryText(text)) throw new Error(`not a query: ${text}`);
  if (!isMeasured(rule)) return { atMs: nowMs, rows: 1, value: logRoom(await log.getLogStats(), room()) };
  return sampleOf(rule, await log.measure(sampleQuestion(rule, { nowMs, zone }), signal), nowMs);
}
