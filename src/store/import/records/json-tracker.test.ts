import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonTracker, type JsonProgress } from "./json-tracker.ts";

/** Follows a text in pieces; returns the outcome and the offset of the end. */
function follow(text: string, size = text.length): { progress: JsonProgress; end: number } {
  const bytes = new TextEncoder().encode(text);
  const tracker = createJsonTracker();
  tracker.begin();
  for (let from = 0; from < bytes.length; from += size) {
    const progress = tracker.follow(bytes.subarray(from, from + size), 0, Math.min(size, bytes.length - from));
    if (progress !== "open") return { progress, end: from + tracker.at };
  }
  return { progress: tracker.lineEnd(), end: bytes.length };
}

describe("createJsonTracker", () => {
  it("ends where any JSON ends, whatever the pieces and the white space", () => {
    const indent = fc.constantFrom(0, 1, 4, "\t");
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), indent, fc.integer({ min: 1, max: 9 }), (value, space, size) => {
        const text = JSON.stringify(value, undefined, space);
        expect(follow(`${text}`, size)).toEqual({ progress: "complete", end: Buffer.byteLength(text) });
        expect(follow(`${text}]`, size)).toEqual({ progress: "complete", end: Buffer.byteLength(text) });
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["NaN", "-Infinity", '{"a":NaN,}', "[1,]", "[-1.5e+3]", '"\\""', '{"\\\\":"\\\\"}'])("accepts %s", (text) => {
    expect(follow(`${text},`, 1)).toEqual({ progress: "complete", end: text.length });
  });

  it.each([
    '{"a":REQUEST START',
    '{"a":not',
    '{"a":nul,',
    "{a:1}",
    '{"a" 1',
    '{"a":1 "b"',
    '{"a":1]',
    "[1}",
    '{"a":"b\nc"',
    '{"a":"b\\\n',
  ])("gives up at the end of %j or before", (text) => {
    expect(follow(`${text} {"x":1}}]`, 1)).toMatchObject({ progress: "broken" });
    expect(follow(`${text} {"x":1}}]`).end).toBeLessThanOrEqual(text.length);
  });

  it("follows 1000 levels and no more", () => {
    expect(follow("[".repeat(1000) + "]".repeat(1000)).progress).toBe("complete");
    expect(follow("[".repeat(1001))).toEqual({ progress: "broken", end: 1000 });
  });
});
