import type { Reporter, TestModule } from "vitest/node";
import { writeReport, type StepReport } from "./step-report.ts";

/** Counts a Vitest run and keeps why each test was skipped, which Vitest's own JSON leaves out. */
export default class VitestReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const report: StepReport = { passed: 0, failed: errors.length, skipped: [] };
    for (const module of modules) {
      // A file that cannot be loaded has no tests, and is one failure.
      if (module.errors().length > 0) report.failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") report.passed++;
        else if (result.state === "failed") report.failed++;
        else report.skipped.push({ title: test.fullName, reason: ("note" in result && result.note) || "" });
      }
    }
    writeReport(report);
  }
}
