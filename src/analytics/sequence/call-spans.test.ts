import { describe, expect, it } from "vitest";
import { callSpan } from "./call-spans.ts";

const times = { startMs: NaN, firstMs: 1000, endMs: NaN, durationMs: NaN, isOwn: true };

describe("callSpan", () => {
  it("begins with the start and ends with the end, whatever the clock of the duration says", () => {
    expect(callSpan({ ...times, startMs: 1000, endMs: 1300, durationMs: 300.7 })).toEqual([1000, 1300]);
    expect(callSpan({ ...times, startMs: 1000, endMs: 900 })).toEqual([1000, 1000]);
  });

  it("begins as long before its end as it took, where its start is not in the log", () => {
    expect(callSpan({ ...times, endMs: 1000, durationMs: 250 })).toEqual([750, 1000]);
    expect(callSpan({ ...times, firstMs: 800, endMs: 1000, durationMs: 100 })).toEqual([800, 1000]);
  });

  it("begins at the time of its line in the log of a gateway", () => {
    expect(callSpan({ ...times, endMs: 1000, durationMs: 250, isOwn: false })).toEqual([1000, 1250]);
  });

  it("has no end while the log has none", () => {
    expect(callSpan({ ...times, startMs: 1000 })).toEqual([1000, NaN]);
    expect(callSpan(times)).toEqual([1000, NaN]);
  });
});
