import {
  durationRangesMs,
  type ComparedSetting,
  type ComparedSide,
} from "../../src/analytics/compare-logs/compared-side.ts";
import { isComparedValueField, mostValues } from "../../src/analytics/compare-logs/compared-value-fields.ts";
import { isChangeEvent, settingPaths } from "../../src/analytics/compare-logs/setting-fields.ts";
import { percentiles } from "../../src/analytics/percentiles.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { computedFields } from "../../src/query/match/computed-fields.ts";
import { plainCalls } from "./plain-calls.ts";

/** Counts a log for a comparison, as the worker does, from its events. */
export function countComparedSide(events: LogEvent[]): ComparedSide {
  const ends = new Map(events.filter(({ request_id }) => request_id).map((event) => [event.request_id!, event]));
  const calls = plainCalls(events).map((row) => {
    const { outcome, error_group } = computedFields(
      ends.get(String(row["request_id"])) as unknown as Record<string, unknown>,
    );
    return { row, outcome, error_group, operation: JSON.stringify([row["service"] ?? null, row["operation"] ?? null]) };
  });
  type Call = (typeof calls)[number];
  const byOperation = (some: Call[]) => countBy(some, ({ operation }) => operation);
  const failed = calls.filter(({ outcome }) => outcome === "error");
  const succeeded = calls.filter(({ outcome }) => outcome === "ok");
  const paths = [...new Set(calls.flatMap(({ row }) => Object.keys(row)))].filter(isComparedValueField).sort();
  const fields = paths.map((path): [string, Map<string, Map<string, number>>] => {
    const having = calls.filter(({ row }) => row[path] !== undefined);
    const values = [...Map.groupBy(having, ({ row }) => JSON.stringify(row[path]))];
    return [path, new Map(values.map(([value, some]) => [value, byOperation(some)]))];
  });
  const others = events.filter(({ request_id, initiator }) => request_id === undefined && initiator !== "console");
  const otherGroups = others.flatMap((event) =>
    event.level === "ERROR" ? (computedFields(event as unknown as Record<string, unknown>).error_group ?? []) : [],
  );
  return {
    calls: byOperation(calls),
    ended: byOperation([...failed, ...succeeded]),
    errors: new Map(
      [...Map.groupBy(failed, (call) => call.error_group!)].map(([key, some]) => [key, byOperation(some)]),
    ),
    durations: new Map(
      [...Map.groupBy(succeeded, ({ operation }) => operation)].map(([operation, some]) => {
        const sorted = Float64Array.from(some, ({ row }) => Number(row["duration_ms"])).sort();
        const [p50Ms, p95Ms] = percentiles([sorted], [50, 95]) as [number, number];
        const counts = new Float64Array(durationRangesMs.length - 1);
        for (const ms of sorted) counts[durationRangesMs.findLastIndex((edge) => edge <= ms)]!++;
        return [operation, { counts, p50Ms, p95Ms }];
      }),
    ),
    fields: new Map(fields.filter(([, values]) => values.size <= mostValues)),
    otherLines: others.length,
    otherErrors: countBy(otherGroups, (group) => group),
    settings: settingsOf(events),
  };
}

function settingsOf(events: LogEvent[]): ComparedSetting[] {
  const found = new Map<string, ComparedSetting & { values: Map<string, number> }>();
  for (const { event, data } of events) {
    for (const [path, value] of settingPaths(event, data ?? {})) {
      const key = `${event} ${path}`;
      const isChange = isChangeEvent(event);
      const setting = found.get(key) ?? { event, path, isChange, values: new Map<string, number>() };
      found.set(key, setting);
      setting.values.set(JSON.stringify(value), (setting.values.get(JSON.stringify(value)) ?? 0) + 1);
    }
  }
  return [...found.values()];
}

function countBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, number> {
  return new Map([...Map.groupBy(items, keyOf)].map(([key, some]) => [key, some.length]));
}
