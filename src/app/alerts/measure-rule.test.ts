import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { findJq } from "../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { runJqPrograms } from "../../../test/support/run-jq-programs.ts";
import { alertSeriesJq } from "../../analytics/alerts/alert-jq.ts";
import { alertSeries } from "../../analytics/alerts/alert-history.ts";
import { alertScope, type MeasuredRule } from "../../analytics/alerts/alert-questions.ts";
import type { AlertMeasure } from "../../analytics/alerts/alert-rule.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogReader } from "../../store/log-store.ts";
import { historyBins, loadHistory } from "./load-history.ts";
import { logRoom, structuredRoomBytes } from "./log-room.ts";
import { measureRule } from "./measure-rule.ts";

const minuteMs = 60_000;
const room = () => 1;
const ruleOf = (measure: AlertMeasure, changes: Partial<MeasuredRule> = {}) =>
  ({
    ...{ id: "r", name: "r", view: "calls", query: "", fires: "over", threshold: 0.5, clearsAt: 0.5, forMs: 0 },
    ...{ windowMs: 5 * minuteMs, atLeast: 1, severity: "info", isEnabled: true, measure },
    ...changes,
  }) as MeasuredRule;

async function setup(events: LogEvent[]) {
  const { explorer, text } = await openExploredLog(events);
  const times = events.map(({ timestamp }) => Date.parse(timestamp));
  const range = { firstMs: Math.min(...times), lastMs: Math.max(...times) };
  return { log: explorer as unknown as LogReader, range, text };
}

describe("measureRule", () => {
  it("measures nothing by a text that is no query, and says which", async () => {
    const { log } = await setup([]);
    const measured = (rule: MeasuredRule) => measureRule(log, rule, { nowMs: 1, zone: "utc", room });
    await expect(measured(ruleOf({ is: "count" }, { query: "service:(ASR" }))).rejects.toThrow(
      "not a query: service:(ASR",
    );
    await expect(measured(ruleOf({ is: "share", part: "a:(" }))).rejects.toThrow("not a query: a:(");
  });

  it("counts calls that ended well or failed, without those of the console itself", async () => {
    const call = (seq: number, end: string, rest: object = {}): LogEvent[] => {
      const common = { request_id: `c${String(seq)}`, service: "TTS", operation: "Synthesize", ...rest } as const;
      const line = (event: string, level: "INFO" | "ERROR"): LogEvent => ({
        ...{ timestamp: new Date(1_000_000 + seq).toISOString(), level, event, message: "m", session_id: "s", seq },
        ...common,
      });
      return [line("request_start", "INFO"), line(end, end === "request_error" ? "ERROR" : "INFO")];
    };
    const { log } = await setup([
      ...call(1, "request_success"),
      ...call(2, "request_success"),
      ...call(3, "request_error"),
      ...call(4, "request_cancelled"),
      ...call(5, "request_error", { initiator: "console" }),
    ]);
    const measured = async (rule: MeasuredRule) => {
      const { rows, value } = await measureRule(log, rule, { nowMs: 1_001_000, zone: "utc", room });
      return [rows, Math.round(value * 1000) / 1000];
    };
    expect(await measured(ruleOf({ is: "success" }))).toEqual([3, 0.667]);
    expect(await measured(ruleOf({ is: "failures" }))).toEqual([3, 0.333]);
    expect(await measured(ruleOf({ is: "count" }))).toEqual([4, 4]);
    expect(await measured(ruleOf({ is: "share", part: "outcome:cancelled" }))).toEqual([4, 0.25]);
    expect(await measured(ruleOf({ is: "failures" }, { query: "initiator:console" }))).toEqual([1, 1]);
    expect(await measured(ruleOf({ is: "percentile", path: "duration_ms", percent: 95 }))).toEqual([0, NaN]);
    expect(await measured(ruleOf({ is: "burn", target: 0.9 }))).toEqual([3, 3.333]);
    expect(await measured(ruleOf({ is: "success" }, { query: "service:ASR" }))).toEqual([0, NaN]);
  });

  it("counts no event of an alert as a reason for another one", () => {
    const { query, hasOwnCalls } = alertScope(ruleOf({ is: "count" }, { view: "events", query: "level:WARNING" }), {
      ...{ nowMs: 0, zone: "utc" },
    });
    expect([JSON.stringify(query).includes("system_alert_*"), hasOwnCalls]).toEqual([true, true]);
  });

  it("measures the room of the log", async () => {
    const logFiles = { "tts_structured.jsonl": { maxMegabytes: 20, backups: 3 } };
    const parts = [
      { file: "tts_structured.jsonl" as const, backup: 0, sizeBytes: 20 * 1024 * 1024, lines: 1 },
      { file: "tts_utility.log" as const, backup: 0, sizeBytes: 999, lines: 1 },
    ];
    expect(logRoom({ parts }, structuredRoomBytes(logFiles))).toBe(0.25);
  });
});

describe("loadHistory", () => {
  it("gives at the end of each bin what a measurement then gives, for every measure", async () => {
    const { log, range } = await setup([...exploredLog(900, 5)]);
    const measures: AlertMeasure[] = [
      { is: "success" },
      { is: "failures" },
      { is: "share", part: "service:TTS" },
      { is: "count" },
      { is: "percentile", path: "duration_ms", percent: 90 },
      { is: "burn", target: 0.9, thanMs: 2_000 },
    ];
    for (const measure of measures) {
      // A short window of a whole bin.
      const windowMs = (measure.is === "burn" ? 12 : 5) * minuteMs;
      const rule = ruleOf(measure, { windowMs, fires: measure.is === "share" ? "under" : "over" });
      const series = alertSeries(await loadHistory(log, rule, range), rule)!;
      expect(series.values.length).toBeGreaterThan(10);
      for (const index of [0, 3, 7, series.values.length - 1]) {
        const nowMs = series.firstMs + index * series.stepMs;
        const { value, rows } = await measureRule(log, rule, { nowMs, zone: "utc", room });
        expect([series.rows[index], series.values[index]], `${measure.is} ${String(index)}`).toEqual([rows, value]);
      }
    }
  });

  it("gives the numbers that jq gives over the exported log", async () => {
    const jq = await findJq();
    if ("missing" in jq) throw new Error(jq.missing);
    const { log, range, text } = await setup([...exploredLog(400, 5)]);
    const measures: AlertMeasure[] = [
      { is: "success" },
      { is: "percentile", path: "duration_ms", percent: 90 },
      { is: "burn", target: 0.9, thanMs: 2_000 },
    ];
    const rules = measures.map((measure) => ruleOf(measure, measure.is === "burn" ? { windowMs: 30 * minuteMs } : {}));
    const bins = historyBins(range);
    const programs = rules.map((rule) => alertSeriesJq(rule, bins));
    const results = await runJqPrograms(jq, programs, await text());
    for (const [index, rule] of rules.entries()) {
      const series = alertSeries(await loadHistory(log, rule, range), rule)!;
      const ours = Array.from(series.values, (value, bin) => [bin, series.rows[bin], Math.round(value * 1e9)]);
      const groups = results[index]![0] as { over: number; rows: number }[];
      const ofJq = groups.map(({ over, rows, ...value }) => {
        const [number] = Object.values(value).filter((one) => typeof one === "number");
        return [over, rows, Math.round(Number(number) * 1e9)];
      });
      expect(ofJq).toEqual(ours.filter(([, rows]) => rows! > 0));
      expect(ofJq.length).toBeGreaterThan(5);
    }
  });

  it("asks for a percentile over each window of the slider", async () => {
    const { log, range } = await setup([...exploredLog(300, 5)]);
    const rule = ruleOf({ is: "percentile", path: "duration_ms", percent: 90 });
    const { percentiles } = await loadHistory(log, rule, range, { hasWindows: true });
    expect([...percentiles!.keys()].map((ms) => ms / minuteMs)).toEqual([2, 5, 10, 15, 30, 60, 120, 180, 360]);
  });
});
