import type { Step } from "./run-step.ts";

/** The steps of `npm test`, in order: quick checks that fail often come first. */
export const steps: Step[] = [
  // Alone, because others start companions, which serve what it writes.
  { ...check("the page builds", "build"), cores: 2 },
  check("types: page", "types:page"),
  check("lint", "lint"),
  check("types: log worker, companion, tests", "types:programs"),
  check("boundaries between rooms", "boundaries"),
  check("container and cluster files", "deploy:lint"),
  check("licences of what is shipped", "licences"),
  check("formatting", "format:check"),
  vitest("contract", "the wire contract", "contract"),
  // The pages are tested one file after another, which leaves a core to the rest.
  vitest("unit", "unit tests in a browser", "browser"),
  // As long, and as often waiting: at the end, alone, it would leave half of the machine idle.
  {
    part: "e2e",
    name: "scenarios, direct and through Envoy",
    command: [
      "playwright",
      "test",
      "-c",
      "test/e2e/playwright.config.ts",
      "--reporter=list,./test/harness/playwright-report.ts",
    ],
    kind: "suite",
    cores: 1,
  },
  // The longest first.
  vitest("failures", "every failure and its cause, behind Envoy", "failures"),
  vitest("interop", "other people's clients", "interop"),
  vitest("unit", "unit tests", "node"),
  vitest("faults", "the log in a browser that is killed, closed or full", "faults"),
  vitest("engines", "speech engines", "engines"),
];

/** A check is an npm script, so that it can be run by hand too. */
function check(name: string, script: string): Step {
  return { part: "checks", name, command: ["npm", "run", "--silent", script], kind: "check", cores: 1 };
}

function vitest(part: string, name: string, ...projects: string[]): Step {
  const reporters = ["--reporter=default", "--reporter=./test/harness/vitest-report.ts"];
  const chosen = projects.map((project) => `--project=${project}`);
  return { part, name, command: ["vitest", "run", ...reporters, ...chosen], kind: "suite", cores: 1 };
}
