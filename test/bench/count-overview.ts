import type { LogEvent } from "../../src/logging/log-event.ts";

const percents = [50, 95, 99];
const edgesMs = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((decade) =>
  [1, 1.5, 2, 3, 5, 7].map((factor) => factor * decade),
);

/** The answers of an overview by a plain loop over all events. */
export function countOverview(events: LogEvent[], { startMs, stepMs }: { startMs: number; stepMs: number }) {
  const counts = new Map<string, number>();
  const durations = new Map<string, number[]>();
  const count = (...key: unknown[]) => counts.set(key.join(" "), (counts.get(key.join(" ")) ?? 0) + 1);
  const time = (duration: number, ...key: unknown[]) => {
    const list = durations.get(key.join(" "));
    if (list === undefined) durations.set(key.join(" "), [duration]);
    else list.push(duration);
  };
  for (const event of events) {
    if (!event.event.startsWith("request_") || event.initiator === "console") continue;
    const { service = "", operation = "", duration_ms: duration } = event;
    const bin = Math.floor((Date.parse(event.timestamp) - startMs) / stepMs);
    count(service, event.event, bin);
    count(service, operation, event.event);
    if (event.event === "request_error") count("error", service, event.error?.error_type, bin);
    if (duration === undefined || (event.event !== "request_success" && event.event !== "request_error")) continue;
    time(duration, "all");
    time(duration, service);
    time(duration, service, bin);
    time(duration, service, operation);
    count("durations", service, edgesMs.findLastIndex((edge) => edge <= duration) + 1, bin);
  }
  const percentiles = [...durations].map(([key, list]) => {
    list.sort((a, b) => a - b);
    return [key, percents.map((percent) => list[Math.ceil((list.length * percent) / 100) - 1]!)] as const;
  });
  const all = Object.fromEntries(percentiles)["all"] ?? [];
  return { counts, percentiles, all: { p95Ms: all[1] ?? NaN } };
}
