import type { Reporter, TestModule } from "vitest/node";
import { emptyReport, firstLineOf, writeReport } from "./step-report.ts";

/** Counts a Vitest run and keeps why each test was skipped or failed; Vitest's own JSON leaves out the first. */
export default class VitestReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const report = { ...emptyReport(), failed: errors.length };
    for (const module of modules) {
      // A file that cannot be loaded has no tests, and is one failure.
      const [broken] = module.errors();
      if (broken !== undefined) {
        report.failed++;
        report.failures.push({ title: module.relativeModuleId, reason: firstLineOf(broken.message) });
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        const title = `${module.relativeModuleId} › ${test.fullName}`;
        const reason = firstLineOf(result.errors?.[0]?.message);
        if (result.state === "passed") {
          report.passed++;
          if (test.diagnostic()?.flaky === true) report.unsteady.push({ title, reason });
        } else if (result.state === "failed") {
          report.failed++;
          report.failures.push({ title, reason });
        } else report.skipped.push({ title, reason: ("note" in result && result.note) || "" });
      }
    }
    writeReport(report);
  }
}
