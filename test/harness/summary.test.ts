import { describe, expect, it } from "vitest";
import { judge } from "./run-step.ts";
import { emptyReport, firstLineOf, type StepReport } from "./step-report.ts";
import { summarise } from "./summary.ts";

const green = { ...emptyReport(), passed: 3 };
const red = { ...emptyReport(), passed: 1, failed: 2, failures: [{ title: "a.test.ts › adds", reason: "1 is not 2" }] };
const partial = { ...emptyReport(), passed: 1, skipped: [{ title: "jq reads the export", reason: "no jq" }] };
const unsteady = { ...emptyReport(), passed: 1, unsteady: [{ title: "a.scenario.ts › opens", reason: "Timeout" }] };

describe("judge", () => {
  it("fails a suite that ran no test, even when its runner is content", () => {
    expect(judge(emptyReport(), true).failed).toBe(1);
    expect(judge({ ...partial, passed: 0 }, true).failed).toBe(1);
  });

  it("fails a suite whose runner failed without a failed test", () => {
    expect(judge(green, false)).toEqual({ ...green, failed: 1 });
  });

  it("counts a failed test once", () => {
    expect(judge(red, false)).toEqual(red);
  });
});

describe("summarise", () => {
  const steps = (...reports: StepReport[]) => reports.map((report, n) => ({ name: `step ${n}`, report }));

  it("closes with the sums alone on the last line", () => {
    expect(summarise(steps(green, red), false)).toEqual({
      lines: ["failed: step 1", "failed test: a.test.ts › adds: 1 is not 2", "4 passed, 2 failed"],
      succeeded: false,
    });
  });

  it("names a test that passed only when tried again, and counts it as passed", () => {
    expect(summarise(steps(green, unsteady), true)).toEqual({
      lines: ["passed only when tried again: a.scenario.ts › opens: Timeout", "4 passed, 0 failed"],
      succeeded: true,
    });
  });

  it("names a skipped test with its reason and still succeeds", () => {
    expect(summarise(steps(green, partial), false)).toEqual({
      lines: ["skipped: jq reads the export: no jq", "4 passed, 0 failed, 1 skipped"],
      succeeded: true,
    });
  });

  it("takes a skipped test for a failure where everything must be there", () => {
    const { lines, succeeded } = summarise(steps(green, partial), true);
    expect(succeeded).toBe(false);
    expect(lines.at(-1)).toBe("4 passed, 1 failed");
  });

  it("does not succeed with nothing passed", () => {
    expect(summarise([], false).succeeded).toBe(false);
  });
});

describe("firstLineOf", () => {
  it("is one plain line of at most 300 characters", () => {
    expect(firstLineOf("\u001b[31mexpected 1\u001b[39m\nat line 3")).toBe("expected 1");
    expect(firstLineOf("x".repeat(400))).toHaveLength(300);
    expect(firstLineOf(undefined)).toBe("");
  });
});
