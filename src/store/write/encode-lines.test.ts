import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeLines } from "./encode-lines.ts";

const expected = (lines: string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));

describe("encodeLines", () => {
  it("equals the encoding of all lines as one text", () => {
    const line = fc.string({ unit: fc.constantFrom("a", "é", "я", "漢", "😀", '"'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        expect(encodeLines(lines)).toEqual(expected(lines));
      }),
    );
  });

  it("takes lines that are larger than everything before", () => {
    const lines = ["short", "я".repeat(100_000), "漢".repeat(1_000_000), "end"];
    expect(Buffer.compare(encodeLines(lines), expected(lines))).toBe(0);
  });

  it("gives every batch a buffer of its own", () => {
    const first = encodeLines(["first"]);
    encodeLines(["other"]);
    expect(first).toEqual(expected(["first"]));
    expect(first.buffer.byteLength).toBe(first.length);
  });
});
