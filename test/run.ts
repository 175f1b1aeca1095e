// Runs every check and test: `npm test`, or parts of it: `npm test -- --only checks,unit`.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runBeside } from "./harness/run-beside.ts";
import { runStep } from "./harness/run-step.ts";
import { steps } from "./harness/steps.ts";
import { summarise } from "./harness/summary.ts";
import { findBrowser } from "./support/browser.ts";
import { toolsFolder } from "./support/folders.ts";

const parts = [...new Set(steps.map(({ part }) => part))];
const chosen = chooseParts();
// Programs are started hundreds of times over; each would read and compile the same modules for half a second.
process.env["NODE_COMPILE_CACHE"] ??= join(toolsFolder, "compile-cache");
const browser = await findBrowser();
console.log(`Node ${process.version}; browser: ${browser.source}, ${browser.launch.executablePath}`);

// On a machine of one core nothing would be won, and time limits lost.
const cores = Math.min(2, availableParallelism());
const wanted = steps.filter(({ part }) => chosen.includes(part));
const reports = await runBeside(wanted, cores, async (step, isAlone) => {
  if (isAlone) console.log(`\n=== ${step.name}`);
  const startedAtMs = performance.now();
  const { output, ...report } = await runStep(step, isAlone);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const skipped = report.skipped.length > 0 ? `, ${report.skipped.length} skipped` : "";
  // What runs beside another step is written when it has ended, so that lines of two do not mix.
  if (!isAlone) console.log(`\n=== ${step.name}`);
  process.stdout.write(output);
  console.log(`=== ${step.name}: ${report.passed} passed, ${report.failed} failed${skipped} (${seconds} s)`);
  return { name: step.name, report };
});
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
