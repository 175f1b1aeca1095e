import { describe, expect, it } from "vitest";
import { fittingLabel } from "./fitting-label.ts";

const measure = (label: string): number => [...label].length * 7;

describe("fittingLabel", () => {
  it("leaves a label that fits as it is", () => {
    expect(fittingLabel("forward", 49, measure)).toEqual({ label: "forward", width: 49 });
  });

  it("cuts one that does not fit, at a letter and with an ellipsis", () => {
    expect(fittingLabel("forward", 48, measure)).toEqual({ label: "forwa…", width: 42 });
    expect(fittingLabel("😀😀😀", 14, measure)).toEqual({ label: "😀…", width: 14 });
  });

  it("leaves only a sign where no letter has room", () => {
    expect(fittingLabel("go", 11, measure)).toEqual({ label: "", width: 2 });
    expect(fittingLabel("go", 13, measure)).toEqual({ label: "", width: 2 });
  });
});
