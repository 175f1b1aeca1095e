import { describe, expect, it } from "vitest";
import { readSeenAnswer } from "./seen-answer.ts";

describe("readSeenAnswer", () => {
  it("takes from any line what has the name and the type of a field, and nothing else", () => {
    const seen = { http_status: 464, server: 5, causes: ["TypeError: x", 1], got_headers: true, other: "x" };
    expect(readSeenAnswer(seen)).toEqual({ http_status: 464, got_headers: true });
    for (const nothing of [undefined, null, "text", 3, []]) expect(readSeenAnswer(nothing)).toEqual({});
  });
});
