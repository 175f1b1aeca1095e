import type { ResolveReason } from "../../analytics/alerts/alert-state.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { jqCommand } from "../../query/tools/jq-command.ts";
import { toJq } from "../../query/tools/to-jq.ts";
import type { ExploreReader, ExploreRow } from "../../store/explore.ts";

/** Events of alerts that a person wants to read about. */
const eventNames = [
  "system_alert_firing",
  "system_alert_resolved",
  "system_alert_gap",
  "system_alert_not_delivered",
  "system_alert_evaluation_failed",
] as const;

/** The query of those events. */
export const alertQuery = `event:(${eventNames.join(" OR ")})`;

/** Most rows of the list; Logs has them all. */
const mostRows = 200;

/** One event of an alert. */
export interface PastAlert {
  position: number;
  atMs: number;
  event: (typeof eventNames)[number];
  ruleId: string;
  /** Of the rule; of an event without one what happened. */
  name: string;
  value: number | undefined;
  lastedMs: number | undefined;
  why: ResolveReason | undefined;
  isSilenced: boolean;
}

const scope = { view: "events", query: parseQuery(alertQuery).query, range: {}, hasOwnCalls: true } as const;

/** A shell line that gives all of them, oldest first. */
export const pastAlertsJq = (): string => jqCommand(toJq(scope, "rows"));

/** The latest events of alerts, newest first. */
export async function readPastAlerts(
  log: Pick<ExploreReader, "exploreRows">,
  signal: AbortSignal,
): Promise<ExploreRow[]> {
  const order = { by: "time", isDescending: true };
  return (await log.exploreRows(scope, { order, at: { index: 0 }, limit: mostRows }, signal)).rows;
}

/** Reads an event of an alert, whoever wrote it. */
export function pastAlert({ position, timeMs, event: { event, message, data = {} } }: ExploreRow): PastAlert {
  const number = (name: string) => (typeof data[name] === "number" ? data[name] : undefined);
  return {
    position,
    atMs: timeMs,
    event: eventNames.find((name) => name === event) ?? "system_alert_firing",
    ruleId: String(data["rule_id"] ?? ""),
    name: typeof data["rule_name"] === "string" ? data["rule_name"] : String(data["problem"] ?? message),
    value: number("value") ?? number("peak"),
    lastedMs: number("lasted_ms") ?? number("gap_ms"),
    why: (["cleared", "thin", "hours"] as const).find((why) => why === data["why"]),
    isSilenced: data["silenced"] === true,
  };
}
