import { describe, expect, it } from "vitest";
import { successInterval, successRate } from "./success-rate.ts";

describe("successRate", () => {
  it("is that of the ended calls, and no number where none ended or only failures are logged", () => {
    expect(successRate({ calls: 4, successes: 3, errors: 1 })).toBe(0.75);
    expect(successRate({ calls: 2, successes: 0, errors: 0 })).toBeNaN();
    expect(successRate({ calls: 0, successes: 0, errors: 9 })).toBeNaN();
  });
});

describe("successInterval", () => {
  it("is Wilson's, and wide for few calls", () => {
    // From R: prop.test(81, 263, correct = FALSE)$conf.int and prop.test(2, 2, correct = FALSE)$conf.int.
    const many = successInterval({ successes: 81, errors: 182 });
    expect(many.low).toBeCloseTo(0.2553, 4);
    expect(many.high).toBeCloseTo(0.3662, 4);
    const few = successInterval({ successes: 2, errors: 0 });
    expect(few.low).toBeCloseTo(0.3424, 4);
    expect(few.high).toBe(1);
  });
});
