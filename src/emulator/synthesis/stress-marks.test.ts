import { describe, expect, it } from "vitest";
import { readStressMarks } from "./stress-marks.ts";

describe("readStressMarks", () => {
  it("puts U+0301 for a mark after a vowel", () => {
    expect(readStressMarks("Замо{'}к и ЗА{'}МОК", "ru")).toEqual({
      text: "Замо\u0301к и ЗА\u0301МОК",
      isMarkLost: false,
    });
  });

  it.each([
    ["{'}замок", "замок"],
    ["з{'}амок", "замок"],
    ["за{'}{'}мок", "за\u0301мок"],
  ])("loses a mark that follows no vowel: %s", (written, text) => {
    expect(readStressMarks(written, "ru")).toEqual({ text, isMarkLost: true });
  });

  it("leaves other braces alone", () => {
    expect(readStressMarks("{a} {'", "ru")).toEqual({ text: "{a} {'", isMarkLost: false });
  });
});
