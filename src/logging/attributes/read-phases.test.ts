import { describe, expect, it } from "vitest";
import { recordTimes } from "./message-times.ts";
import { readPhases } from "./read-phases.ts";

describe("the phases read from a line", () => {
  it("are what was written", () => {
    const long = recordTimes();
    for (let atMs = 0; atMs < 100_000; atMs += 100) long.add(atMs);
    const phases = { token_from_ms: 0, token_wait_ms: 3, headers_ms: 9, sent: long.times(), finals: { at_ms: [5, 7] } };
    expect(readPhases(JSON.parse(JSON.stringify({ phases })))).toEqual(phases);
  });

  it("are none where the line has none, and only those that have their type", () => {
    for (const nothing of [undefined, null, 3, {}, { phases: "x" }, { phases: [] }, { phases: { headers_ms: "9" } }]) {
      expect(readPhases(nothing)).toBeUndefined();
    }
    const odd = { headers_ms: 9, connected_ms: -1, sent: { at_ms: [1, "2"] }, chunks: { bin_ms: 0, counts: [1] } };
    expect(readPhases({ phases: { ...odd, finals: { at_ms: [7, 5] } } })).toEqual({
      headers_ms: 9,
      finals: { at_ms: [5, 7] },
    });
  });
});
