import { expect, it } from "vitest";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import type { Change } from "../../analytics/changes/find-changes.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { refineSince } from "./refine-since.ts";

const startMs = Date.UTC(2026, 10, 20);
const [hourMs, everyMs] = [3_600_000, 97_000];
const beginOf = (call: number) => startMs + call * everyMs;

/** A day of calls, of which those from one on are other than before. */
function calls(callOf: (call: number) => { durationMs: number; hasFailed: boolean }): LogEvent[] {
  return Array.from({ length: 890 }, (_, call) => call).flatMap((call): LogEvent[] => {
    const { durationMs, hasFailed } = callOf(call);
    const shared = {
      session_id: "s",
      service: "TTS",
      operation: "Synthesize",
      request_id: `req_${String(call)}`,
    } as const;
    const at = (ms: number) => new Date(ms).toISOString();
    const end = {
      timestamp: at(beginOf(call) + durationMs),
      duration_ms: durationMs,
      seq: 2 * call + 1,
      message: "ends",
    };
    return [
      {
        ...shared,
        timestamp: at(beginOf(call)),
        level: "INFO",
        event: "request_start",
        message: "starts",
        seq: 2 * call,
      },
      hasFailed
        ? {
            ...shared,
            ...end,
            level: "ERROR",
            event: "request_error",
            error: { error_type: "UNAVAILABLE", error_message: "-" },
          }
        : { ...shared, ...end, level: "INFO", event: "request_success" },
    ];
  });
}

/** What is found of a change that is known to lie about a bin of an hour. */
async function refined(events: LogEvent[], change: Pick<Change, "measure" | "limitMs">, bin: number) {
  const { explorer } = await openExploredLog(events);
  const known = { service: "TTS", isWorse: true, before: 0, after: 0, lnProbability: -99, ...change };
  const range = { fromMs: startMs, toMs: startMs + 24 * hourMs };
  const sinceMs = startMs + bin * hourMs;
  return refineSince(explorer, { ...known, sinceMs }, { range, hasOwnCalls: false, stepMs: hourMs });
}

it("finds the very call from which on calls take longer, within the hours about it", async () => {
  const first = 412;
  const random = seededRandom(3);
  const events = calls((call) => ({
    durationMs: Math.round((call < first ? 200 : 500) * (0.8 + 0.4 * random())),
    hasFailed: false,
  }));
  for (const bin of [11, 12]) {
    const sinceMs = (await refined(events, { measure: "p50", limitMs: 300 }, bin))!;
    expect(sinceMs).toBeLessThanOrEqual(beginOf(first));
    expect(sinceMs).toBeGreaterThan(beginOf(first) - 1_000);
  }
});

it("finds about the call from which on more of them fail", async () => {
  const first = 305;
  const random = seededRandom(8);
  const events = calls((call) => ({ durationMs: 200, hasFailed: random() < (call < first ? 0.02 : 0.7) }));
  const sinceMs = (await refined(events, { measure: "failing" }, 8))!;
  expect(Math.abs(sinceMs - beginOf(first)) / everyMs).toBeLessThan(3);
});

it("stays where it is known where too few calls are on one side, and is none of a change without a moment", async () => {
  const events = calls((call) => ({ durationMs: 200, hasFailed: call > 5 }));
  expect(await refined(events.slice(0, 20), { measure: "failing" }, 0)).toBe(startMs);
  const { explorer } = await openExploredLog(events.slice(0, 4));
  const change = { service: "TTS", measure: "p50", isWorse: true, before: 1, after: 2, lnProbability: -9 } as const;
  expect(await refineSince(explorer, change, { range: {}, hasOwnCalls: true, stepMs: 1 })).toBeUndefined();
});
