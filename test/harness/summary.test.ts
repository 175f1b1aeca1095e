import { describe, expect, it } from "vitest";
import { judge } from "./run-step.ts";
import { summarise } from "./summary.ts";

const green = { passed: 3, failed: 0, skipped: [] };
const red = { passed: 1, failed: 2, skipped: [] };
const partial = { passed: 1, failed: 0, skipped: [{ title: "jq reads the export", reason: "no jq" }] };

describe("judge", () => {
  it("fails a suite that ran no test, even when its runner is content", () => {
    expect(judge({ passed: 0, failed: 0, skipped: [] }, true).failed).toBe(1);
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
  const steps = (...reports: (typeof partial)[]) => reports.map((report, n) => ({ name: `step ${n}`, report }));

  it("closes with the sums alone on the last line", () => {
    expect(summarise(steps(green, red), false)).toEqual({
      lines: ["failed: step 1", "4 passed, 2 failed"],
      succeeded: false,
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
