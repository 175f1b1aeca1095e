import { expect, it } from "vitest";
import { findJq } from "../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { jqProgramOf, runJqPrograms } from "../../../test/support/run-jq-programs.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { pastAlert, pastAlertsJq, readPastAlerts } from "./past-alerts.ts";

const jq = await findJq();

it("are what jq gives: when, what, which rule, the value and how long it lasted", async () => {
  if ("missing" in jq) throw new Error(jq.missing);
  const event = (second: number, name: string, data: Record<string, unknown>): LogEvent => ({
    ...{ timestamp: new Date(Date.UTC(2026, 10, 29, 12, 0, second)).toISOString(), level: "WARNING", event: name },
    ...{ message: name, session_id: "s", seq: second, data },
  });
  const rule = { rule_id: "r", rule_name: "TTS success" };
  const { explorer, text } = await openExploredLog([
    event(1, "system_alert_firing", { ...rule, value: 0.91 }),
    event(2, "system_note", {}),
    event(3, "system_alert_resolved", { ...rule, peak: 0.9, lasted_ms: 2_000, why: "cleared" }),
    event(4, "system_alert_gap", { gap_ms: 60_000 }),
  ]);
  const ours = (await readPastAlerts(explorer, new AbortController().signal)).map(pastAlert).reverse();
  const [rows] = await runJqPrograms(jq, [jqProgramOf(pastAlertsJq())], await text());
  const theirs = rows!.map((row, position) => {
    const { event: name, timestamp, data } = row as LogEvent;
    const { value, peak, lasted_ms, gap_ms } = data as Record<string, number>;
    return [position, name, Date.parse(timestamp), value ?? peak, lasted_ms ?? gap_ms];
  });
  expect(theirs).toEqual(ours.map((one, at) => [at, one.event, one.atMs, one.value, one.lastedMs]));
  expect(theirs).toHaveLength(3);
});
