import type { FullConfig, Reporter, Suite, TestError } from "@playwright/test/reporter";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findFirefox } from "../support/firefox.ts";
import { emptyReport, firstLineOf, writeReport } from "./step-report.ts";

/** Counts a Playwright run. */
export default class PlaywrightReport implements Reporter {
  #suite: Suite | undefined;
  readonly #errors: TestError[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** Errors outside of any test: a server that did not start, a file that cannot be loaded. */
  onError(error: TestError): void {
    this.#errors.push(error);
  }

  async onEnd(): Promise<void> {
    const report = { ...emptyReport(), failed: this.#errors.length };
    for (const { message } of this.#errors)
      report.failures.push({ title: "the run itself", reason: firstLineOf(message) });
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      const title = test.titlePath().filter(Boolean).join(" › ");
      const reason = firstLineOf(test.results[0]?.error?.message);
      if (outcome === "skipped") {
        const note = test.annotations.find(({ type }) => type === "skip")?.description;
        report.skipped.push({ title, reason: note ?? "" });
      } else if (outcome === "unexpected") {
        report.failed++;
        report.failures.push({ title, reason });
      } else {
        report.passed++;
        if (outcome === "flaky") report.unsteady.push({ title, reason });
      }
    }
    const reason = await whyNoEnvoy();
    if (reason !== undefined) report.skipped.push({ title: "every scenario through Envoy", reason });
    const firefox = await findFirefox();
    if ("missing" in firefox) report.skipped.push({ title: "every scenario in Firefox", reason: firefox.missing });
    writeReport(report);
  }
}
