import { describe, expect, it } from "vitest";
import type { VaMark } from "../../../../audiokit/calls/phrases.ts";
import { speechBars } from "./speech-bars.ts";

const mark = (type: VaMark["type"], offsetMs: number): VaMark => ({ type, offsetMs, channel: 1 });
const spoken = (marks: VaMark[], dropped: number, count: number) => {
  const isSpeech = speechBars(marks, dropped, count);
  return Array.from({ length: count }, (_, bar) => (isSpeech(bar) ? "s" : ".")).join("");
};

describe("speechBars", () => {
  it("marks the tenths between a beginning and an end, and from an open beginning to now", () => {
    expect(spoken([mark("begin", 200), mark("end", 400), mark("begin", 700)], 0, 10)).toBe("..ss...sss");
  });

  it("counts bars from the start of the recording, not of the picture", () => {
    expect(spoken([mark("begin", 1200), mark("end", 1400)], 10, 6)).toBe("..ss..");
  });

  it("marks nothing without marks, nor before the marks that it still looks at", () => {
    expect(spoken([], 0, 3)).toBe("...");
    const many = Array.from({ length: 130 }, (_, index) => mark(index % 2 ? "end" : "begin", index * 100));
    expect(spoken([...many.slice(1)], 0, 5)).toBe(".....");
  });
});
