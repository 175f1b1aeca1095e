import { describe, expect, it } from "vitest";
import { orderParts } from "./part-order.ts";

const ordered = (names: string[]) => orderParts(names).map((parts) => parts.map((index) => names[index]));

describe("orderParts", () => {
  it("puts backups before the current part, the oldest first, however they were picked", () => {
    const parts = [
      "tts_structured.jsonl.10",
      "tts_structured.jsonl.2.gz",
      "tts_structured.jsonl.1",
      "tts_structured.jsonl",
    ];
    expect(ordered(parts.toReversed())).toEqual([parts]);
    expect(ordered([parts[2]!, parts[0]!, parts[3]!, parts[1]!])).toEqual([parts]);
  });

  it("knows dates in names, and second downloads", () => {
    expect(ordered(["app.log", "app.log-20260106.gz", "app.log.2026-01-05"])).toEqual([
      ["app.log.2026-01-05", "app.log-20260106.gz", "app.log"],
    ]);
    expect(ordered(["tts_structured.jsonl", "tts_structured.jsonl (1).1"])).toEqual([
      ["tts_structured.jsonl (1).1", "tts_structured.jsonl"],
    ]);
  });

  it("keeps files apart that their names do not put in an order, and numbers that are no dates", () => {
    expect(ordered(["app (1).log", "app.log", "app.log.1"])).toEqual([["app.log.1", "app (1).log"], ["app.log"]]);
    expect(ordered(["worker-10000001.log", "worker-10000002.log"])).toEqual([
      ["worker-10000001.log"],
      ["worker-10000002.log"],
    ]);
  });

  it("keeps other logs apart", () => {
    expect(ordered(["b.jsonl", "a.jsonl", "a.log"])).toEqual([["a.jsonl"], ["a.log"], ["b.jsonl"]]);
  });
});
