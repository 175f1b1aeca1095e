import { describe, expect, it } from "vitest";
import type { Clause } from "../../../analytics/differs/difference.ts";
import { matchesEvent, parseLine } from "../../../query/match/matches-event.ts";
import { clauseQuery, withConditions } from "./clause-query.ts";

describe("clauseQuery", () => {
  it.each([
    ["levitan", "levitan"],
    ["13", "13"],
    [13, 13],
    [-0.5, -0.5],
    ["", ""],
    [true, true],
    [null, null],
    ['a "b" (c)*', 'a "b" (c)*'],
  ])("finds the value %j", (value, stored) => {
    const query = clauseQuery({ path: "a.b c", is: "value", value });
    expect(matchesEvent(query, parseLine(JSON.stringify({ a: { "b c": stored } })))).toBe(true);
    expect(matchesEvent(query, parseLine(JSON.stringify({ a: { "b c": "other" } })))).toBe(false);
  });

  it("holds the lower bound of a range and not the upper one", () => {
    const query = clauseQuery({ path: "a", is: "range", from: 10, below: 60 });
    const found = [9.9, 10, 59, 60].filter((a) => matchesEvent(query, parseLine(JSON.stringify({ a }))));
    expect(found).toEqual([10, 59]);
  });
});

describe("withConditions", () => {
  const voice: Clause = { path: "voice", is: "value", value: "levitan" };
  const since: Clause = { path: "timestamp", is: "range", from: Date.UTC(2026, 10, 26, 12) };

  it("adds conditions behind what was typed, times in UTC", () => {
    expect(withConditions("service:TTS", [voice, since].map(clauseQuery))).toBe(
      "service:TTS voice:levitan timestamp:>=2026-11-26T12:00:00.000Z",
    );
  });

  it("adds none that is there already", () => {
    expect(withConditions("voice:levitan  a", [voice, voice].map(clauseQuery))).toBe("voice:levitan  a");
  });
});
