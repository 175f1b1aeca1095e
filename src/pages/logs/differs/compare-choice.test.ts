import { describe, expect, it } from "vitest";
import { comparisonOf, readCompareChoice, writeCompareChoice, type CompareChoice } from "./compare-choice.ts";

const frame = { nowMs: Date.UTC(2026, 10, 28), zone: "utc" };
const choices: CompareChoice[] = [
  { is: "failing" },
  { is: "slow" },
  { is: "after" },
  { is: "after", timeMs: 1_795_874_158_014 },
  { is: "session", id: "sess:1 a" },
  { is: "query", text: 'service:TTS "a:b"\nOR x' },
];

describe("readCompareChoice", () => {
  it.each(choices)("reads what is written: $is", (choice) => {
    expect(readCompareChoice(writeCompareChoice(choice))).toEqual(choice);
  });

  it.each(["", "nonsense", "failing:now", "after2:1"])(
    "compares failing calls where the address says no other: %j",
    (value) => {
      expect(readCompareChoice(value)).toEqual({ is: "failing" });
    },
  );

  it("takes no nonsense for a moment", () => {
    expect(readCompareChoice("after:noon")).toEqual({ is: "after" });
  });
});

describe("comparisonOf", () => {
  it("asks nothing until moment, session and query are there and understood", () => {
    const unfinished: CompareChoice[] = [
      { is: "after" },
      { is: "session" },
      { is: "query" },
      { is: "query", text: "service:(" },
    ];
    for (const choice of unfinished) expect(comparisonOf(choice, frame)).toBeUndefined();
  });

  it("compares a session by its exact id", () => {
    const test = { is: "value", value: "13", isQuoted: true };
    const query = { is: "field", path: "session_id", test };
    expect(comparisonOf({ is: "session", id: "13" }, frame)).toEqual({ is: "query", query });
  });

  it("reads times of the second filter as of now", () => {
    const from = { value: "2026-11-27T23:00:00.000Z", isInclusive: true };
    expect(comparisonOf({ is: "query", text: "timestamp:>=now-1h" }, frame)).toEqual({
      is: "query",
      query: { is: "field", path: "timestamp", test: { is: "range", from } },
    });
  });
});
