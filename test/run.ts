// Runs every check and test: `npm test`, or parts of it: `npm test -- --only checks,unit`.
import { parseArgs } from "node:util";
import { runStep } from "./harness/run-step.ts";
import { steps } from "./harness/steps.ts";
import { summarise } from "./harness/summary.ts";
import { findBrowser } from "./support/browser.ts";

const parts = [...new Set(steps.map(({ part }) => part))];
const chosen = chooseParts();
const browser = await findBrowser();
console.log(`Node ${process.version}; browser: ${browser.source}, ${browser.launch.executablePath}`);

const reports = [];
for (const step of steps.filter(({ part }) => chosen.includes(part))) {
  console.log(`\n=== ${step.name}`);
  const startedAtMs = performance.now();
  const report = await runStep(step);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const skipped = report.skipped.length > 0 ? `, ${report.skipped.length} skipped` : "";
  console.log(`=== ${step.name}: ${report.passed} passed, ${report.failed} failed${skipped} (${seconds} s)`);
  reports.push({ name: step.name, report });
}
const { lines, succeeded } = summarise(reports, process.env["CI"] === "true");
console.log(`\n${lines.join("\n")}`);
process.exitCode = succeeded ? 0 : 1;

function chooseParts(): string[] {
  try {
    const { only } = parseArgs({ options: { only: { type: "string" } } }).values;
    const wanted = only?.split(",") ?? parts;
    const unknown = wanted.filter((part) => !parts.includes(part));
    if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(", ")}; parts: ${parts.join(", ")}`);
    return wanted;
  } catch (error) {
    console.error(`npm test: ${(error as Error).message}`);
    process.exit(2);
  }
}
