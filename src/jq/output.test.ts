import { describe, expect, it } from "vitest";
import { createOutput, OutputFull } from "./output.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function written(pieces: string[], maxBytes = 100, maxLines = 100): { text: string; bound?: string } {
  const output = createOutput(maxBytes, maxLines);
  try {
    for (const piece of pieces) output.write(bytes(piece));
    return { text: output.text() };
  } catch (error) {
    if (!(error instanceof OutputFull)) throw error;
    expect(error.isOf(output)).toBe(true);
    return { text: output.text(), bound: error.bound };
  }
}

describe("createOutput", () => {
  it("holds what is written, also of characters in two pieces", () => {
    const output = createOutput(100, 100);
    const all = bytes("до\n");
    output.write(all.subarray(0, 1));
    output.write(all.subarray(1));
    expect(output.text()).toBe("до\n");
  });

  it("ends at its bytes, without half a character", () => {
    expect(written(["abc", "def"], 6)).toEqual({ text: "abcdef" });
    expect(written(["abc", "def", "g"], 6)).toEqual({ text: "abcdef", bound: "bytes" });
    expect(written(["abд"], 3)).toEqual({ text: "ab", bound: "bytes" });
  });

  it("ends at its lines, however they are written", () => {
    expect(written(["1\n2\n"], 100, 2)).toEqual({ text: "1\n2\n" });
    expect(written(["1\n2\n3\n"], 100, 2)).toEqual({ text: "1\n2\n", bound: "lines" });
    expect(written(["1", "\n", "2", "\n", "3", "\n"], 100, 2)).toEqual({ text: "1\n2\n", bound: "lines" });
  });
});
