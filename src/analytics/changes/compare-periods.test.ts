import { describe, expect, it } from "vitest";
import { comparePeriods } from "./compare-periods.ts";

const numbers = (successes: number, errors: number, p95Ms = 800) => ({
  ...{ calls: successes + errors, successes, errors, cancelled: 0, p50Ms: 300, p95Ms, p99Ms: 900 },
});

describe("comparePeriods", () => {
  it("finds a service that fails more often, and one whose p95 is far off; worse before better", () => {
    const services = [
      { service: "Models", total: numbers(900, 10), before: numbers(900, 80) },
      { service: "TTS", total: numbers(900, 90), before: numbers(900, 20) },
      { service: "ASR", total: numbers(500, 10, 2000), before: numbers(500, 10, 1000) },
    ];
    expect(comparePeriods(services)).toMatchObject([
      { service: "TTS", measure: "failing", isWorse: true, before: 20 / 920, after: 90 / 990 },
      { service: "ASR", measure: "p95", isWorse: true, before: 1000, after: 2000 },
      { service: "Models", measure: "failing", isWorse: false },
    ]);
  });

  it("says nothing of what may be chance, of few calls, or without a period before", () => {
    const services = [
      { service: "TTS", total: numbers(900, 30), before: numbers(900, 20) },
      { service: "ASR", total: numbers(20, 20), before: numbers(40, 0) },
      { service: "Models", total: numbers(100, 400) },
    ];
    expect(comparePeriods(services)).toEqual([]);
  });
});
