import type { FullConfig, Reporter, Suite } from "@playwright/test/reporter";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findFirefox } from "../support/firefox.ts";
import { writeReport, type StepReport } from "./step-report.ts";

/** Counts a Playwright run. A test that passed only when tried again has failed. */
export default class PlaywrightReport implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** Errors outside of any test: a server that did not start, a file that cannot be loaded. */
  onError(): void {
    this.#errors++;
  }

  async onEnd(): Promise<void> {
    const report: StepReport = { passed: 0, failed: this.#errors, skipped: [] };
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === "expected") report.passed++;
      else if (outcome !== "skipped") report.failed++;
      else {
        const note = test.annotations.find(({ type }) => type === "skip")?.description;
        report.skipped.push({ title: test.titlePath().filter(Boolean).join(" › "), reason: note ?? "" });
      }
    }
    const reason = await whyNoEnvoy();
    if (reason !== undefined) report.skipped.push({ title: "every scenario through Envoy", reason });
    const firefox = await findFirefox();
    if ("missing" in firefox) report.skipped.push({ title: "every scenario in Firefox", reason: firefox.missing });
    writeReport(report);
  }
}
