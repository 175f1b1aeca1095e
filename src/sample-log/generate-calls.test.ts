import { describe, expect, it } from "vitest";
import { renderJsonLine } from "../logging/render-line.ts";
import { logEventKeys, type LogEvent } from "../logging/log-event.ts";
import { generateCalls } from "./generate-calls.ts";

const lines = (count: number, options: Parameters<typeof generateCalls>[1] = {}) => [...generateCalls(count, options)];
const isFailed = ({ event }: LogEvent) => event === "request_error";
const isEnd = ({ event, duration_ms: durationMs }: LogEvent) =>
  event.startsWith("request_") && durationMs !== undefined;
const shareOf = (events: LogEvent[], test: (event: LogEvent) => boolean) => events.filter(test).length / events.length;

describe("generateCalls", () => {
  it("gives the same events for the same seed, and others for another", () => {
    expect(lines(300, { seed: 5 })).toEqual(lines(300, { seed: 5 }));
    expect(lines(300, { seed: 5 })).not.toEqual(lines(300, { seed: 6 }));
  });

  it("writes keys in the order of the log, times ascending, and events of a session numbered", () => {
    const last = new Map<string, number>();
    let time = "";
    for (const event of lines(20_000)) {
      const order = Object.keys(event).map((key) => logEventKeys.indexOf(key as keyof LogEvent));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(event.timestamp >= time).toBe(true);
      time = event.timestamp;
      expect(event.seq).toBe((last.get(event.session_id) ?? 0) + 1);
      last.set(event.session_id, event.seq);
    }
    expect(last.size).toBeGreaterThan(20);
  });

  it("gives each call one start and at most one end, among others", () => {
    const calls = new Map<string, string[]>();
    for (const { request_id: id, event } of lines(20_000))
      if (id !== undefined) calls.set(id, [...(calls.get(id) ?? []), event]);
    const kinds = [...calls.values()].map((events) => events.join());
    expect(new Set(kinds)).toEqual(
      new Set(["request_start", ...["success", "error", "cancelled"].map((end) => `request_start,request_${end}`)]),
    );
  });

  it("makes lines as large and as varied as those of the console", () => {
    const events = lines(5_000);
    const paths = new Set(events.flatMap((event) => pathsOf(event)));
    expect(paths.size).toBeGreaterThan(70);
    const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(renderJsonLine(event)) + 1, 0) / events.length;
    expect(bytes).toBeGreaterThan(700);
    expect(bytes).toBeLessThan(900);
  });

  it("plants an outage: every call of the service fails while it lasts", () => {
    const [startMs, lengthMs] = [Date.UTC(2026, 0, 1), 1e9];
    const events = lines(30_000, { startMs, lengthMs, faults: [{ is: "outage", service: "ASR", from: 0.5, to: 0.6 }] });
    const started = new Map(
      events.flatMap(({ event, request_id: id, timestamp }) => (event === "request_start" ? [[id, timestamp]] : [])),
    );
    const struck = events.filter(isEnd).filter(({ service, request_id: id }) => {
      const at = (Date.parse(started.get(id) ?? "") - startMs) / lengthMs;
      return service === "ASR" && at >= 0.5 && at < 0.6;
    });
    expect(struck.length).toBeGreaterThan(200);
    expect(new Set(struck.map(({ error }) => error?.error_type))).toEqual(new Set(["UNAVAILABLE"]));
  });

  it("plants a combination: the voice fails at the rate, and neither alone", () => {
    const events = lines(30_000, { faults: [{ is: "combination", voice: "levitan", sampleRateHz: 48000 }] });
    const ends = (voice: boolean, rate: boolean) =>
      events
        .filter(isEnd)
        .filter(
          ({ service, request_data: request }) =>
            service === "TTS" &&
            (request?.["voice_name"] === "levitan") === voice &&
            (request?.["sample_rate_hertz"] === 48000) === rate,
        );
    expect(shareOf(ends(true, true), isFailed)).toBe(1);
    for (const other of [ends(true, false), ends(false, true), ends(false, false)])
      expect(shareOf(other, isFailed)).toBeLessThan(0.06);
  });

  it("plants a drift: long recordings of the model take longer since the moment", () => {
    const fault = { is: "drift", model: "e2e-v3", overSeconds: 60, since: 0.5, factor: 4 } as const;
    const [quiet, drifted] = [lines(30_000), lines(30_000, { faults: [fault] })];
    const middle = Date.UTC(2026, 10, 21) + 3.5 * 86_400_000;
    const slow = ({ duration_ms: durationMs = 0, response_data: response }: LogEvent) =>
      durationMs > 200 * Number(response?.["audio_seconds"]);
    const ends = (events: LogEvent[], isLate: boolean) =>
      events
        .filter(isEnd)
        .filter(
          ({ timestamp, request_data: request, response_data: response }) =>
            request?.["model"] === "e2e-v3" &&
            Number(response?.["audio_seconds"]) > 60 &&
            Date.parse(timestamp) > middle + 60_000 === isLate,
        );
    expect(shareOf(ends(drifted, true), slow)).toBeGreaterThan(0.9);
    expect(shareOf(ends(drifted, false), slow)).toBeLessThan(0.05);
    expect(shareOf(ends(quiet, true), slow)).toBeLessThan(0.05);
  });

  it("adds lines of another logger on request", () => {
    const events = lines(5_000, { foreignShare: 0.2 });
    const share = shareOf(events, ({ event }) => event === "imported_line");
    expect(share).toBeCloseTo(0.2, 1);
    expect(shareOf(lines(5_000), ({ event }) => event === "imported_line")).toBe(0);
  });
});

function pathsOf(value: object, before = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? pathsOf(inner, `${before}${key}.`)
      : [`${before}${key}`],
  );
}
