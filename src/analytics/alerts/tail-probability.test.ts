import { describe, expect, it } from "vitest";
import { lnBinomialTail, lnPoissonTail } from "./tail-probability.ts";

describe("lnBinomialTail", () => {
  it("equals the sum of all terms", () => {
    expect(Math.exp(lnBinomialTail(5, 24, 0.02))).toBeCloseTo(plainTail(5, 24, 0.02), 12);
    expect(lnBinomialTail(30, 1000, 0.015)).toBeCloseTo(Math.log(plainTail(30, 1000, 0.015)), 9);
    expect(lnBinomialTail(77, 80, 0.015)).toBeLessThan(-300);
  });

  it("is certain up to the mean", () => {
    expect(lnBinomialTail(0, 10, 0.3)).toBe(0);
    expect(lnBinomialTail(3, 10, 0.3)).toBe(0);
  });
});

describe("lnPoissonTail", () => {
  it("equals one minus the sum of the terms below", () => {
    let [below, term] = [0, Math.exp(-2)];
    for (let k = 0; k < 7; k++) {
      below += term;
      term *= 2 / (k + 1);
    }
    expect(Math.exp(lnPoissonTail(7, 2))).toBeCloseTo(1 - below, 12);
  });
});

function plainTail(hits: number, rows: number, share: number): number {
  let [sum, term] = [0, (1 - share) ** rows];
  for (let k = 0; k <= rows; k++) {
    if (k >= hits) sum += term;
    term *= ((rows - k) / (k + 1)) * (share / (1 - share));
  }
  return sum;
}
