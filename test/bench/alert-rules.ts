import type { MeasuredRule } from "../../src/analytics/alerts/alert-questions.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

// Twenty rules, for our store and for rows in a browser database alike.

const hourMs = 3_600_000;

/** Of each service four rules over windows of different length; the last one of all services. */
export const benchRules: MeasuredRule[] = ["TTS", "ASR", "VoiceCloning", "Models", ""].flatMap((service, index) => {
  const common: Omit<MeasuredRule, "query" | "measure"> = {
    ...{
      id: service,
      name: service,
      view: "calls",
      fires: "over",
      threshold: 0.1,
      clearsAt: 0.1,
      forMs: 0,
      atLeast: 1,
    },
    ...{ severity: "warning", isEnabled: true, windowMs: (1 + index * 5) * hourMs },
  };
  const query = service === "" ? "" : `service:${service}`;
  return [
    { ...common, query, measure: { is: "success" } },
    { ...common, query, measure: { is: "failures" } },
    { ...common, query, measure: { is: "percentile", path: "duration_ms", percent: 95 } },
    { ...common, query: `${query} error.error_type:UNAVAILABLE`.trim(), measure: { is: "count" } },
  ];
});

interface Call {
  startMs: number;
  service?: string | undefined;
  outcome?: "ok" | "error" | undefined;
  durationMs?: number | undefined;
  errorType?: string | undefined;
  isOwn: boolean;
}

/** The measurement of each rule from all events, folded to calls: rows and value. */
export function reduceRules(events: LogEvent[], nowMs: number): [rows: number, value: number][] {
  const calls = [...foldCalls(events).values()].filter(({ isOwn }) => !isOwn);
  return benchRules.map(({ id: service, windowMs, measure }) => {
    const inWindow = calls.filter((call) => {
      const isOfService = service === "" || call.service === service;
      return isOfService && call.startMs >= nowMs - windowMs && call.startMs < nowMs;
    });
    if (measure.is === "count") {
      const { length } = inWindow.filter(({ errorType }) => errorType === "UNAVAILABLE");
      return [length, length];
    }
    const ended = inWindow.filter(({ outcome }) => outcome !== undefined);
    if (measure.is === "percentile") {
      const sorted = ended
        .flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]))
        .sort((a, b) => a - b);
      return [sorted.length, sorted[Math.ceil((sorted.length * 95) / 100) - 1] ?? NaN];
    }
    const wanted = measure.is === "success" ? "ok" : "error";
    return [ended.length, ended.filter(({ outcome }) => outcome === wanted).length / ended.length];
  });
}

function foldCalls(events: LogEvent[]): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const event of events) {
    if (event.request_id === undefined) continue;
    const call = calls.get(event.request_id) ?? { startMs: Date.parse(event.timestamp), isOwn: false };
    calls.set(event.request_id, call);
    call.service ??= event.service;
    call.isOwn ||= event.initiator === "console";
    call.outcome = event.event === "request_success" ? "ok" : event.event === "request_error" ? "error" : call.outcome;
    call.durationMs = event.duration_ms ?? call.durationMs;
    call.errorType = event.error?.error_type ?? call.errorType;
  }
  return calls;
}
