import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { createCommitLatencyMeter } from "./commit-latency.ts";

const nowMs = Date.parse("2026-01-05T09:00:00.000Z");
const happened = (...agoMs: number[]) =>
  agoMs.map((ago) => ({ timestamp: new Date(nowMs - ago).toISOString() }) as LogEvent);

describe("createCommitLatencyMeter", () => {
  it("is 0 before the first event", () => {
    expect(createCommitLatencyMeter().read()).toEqual({ p50Ms: 0, p99Ms: 0 });
  });

  it("counts each event once, however many were committed together", () => {
    const meter = createCommitLatencyMeter();
    meter.record(happened(1, 2, 3, 4, 5, 6, 7), nowMs);
    for (const ago of [100, 200, 300]) meter.record(happened(ago), nowMs);
    expect(meter.read()).toEqual({ p50Ms: 5, p99Ms: 300 });
  });

  it("looks at the newest thousand only", () => {
    const meter = createCommitLatencyMeter();
    for (let commit = 0; commit < 200; commit++) meter.record(happened(900, 900, 900, 900, 900), nowMs);
    expect(meter.read().p50Ms).toBe(900);
    for (let commit = 0; commit < 200; commit++) meter.record(happened(7, 7, 7, 7, 7), nowMs);
    expect(meter.read()).toEqual({ p50Ms: 7, p99Ms: 7 });
  });

  it("samples old and new events of a large commit alike", () => {
    const meter = createCommitLatencyMeter();
    meter.record(happened(...Array.from({ length: 4000 }, (_, index) => 4000 - index)), nowMs);
    const { p50Ms, p99Ms } = meter.read();
    expect(p50Ms).toBeGreaterThan(1900);
    expect(p50Ms).toBeLessThan(2100);
    expect(p99Ms).toBeGreaterThan(3900);
  });

  it("is never below 0 when the clock was set back, and ignores a time that cannot be parsed", () => {
    const meter = createCommitLatencyMeter();
    meter.record([...happened(-60_000), { timestamp: "some time" } as LogEvent], nowMs);
    expect(meter.read()).toEqual({ p50Ms: 0, p99Ms: 0 });
  });
});
