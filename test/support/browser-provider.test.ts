import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "./folders.ts";

const vitest = join(projectFolder, "node_modules/vitest/vitest.mjs");

/** Runs one test file where no browser can be found, and gives the exit code with everything that was said. */
function runWithoutBrowser(project: string, file: string): Promise<{ code: unknown; said: string }> {
  const env = { ...process.env, CHROMIUM: "/no/browser/here", NO_COLOR: "1" };
  return new Promise((resolve) => {
    const words = [vitest, "run", `--project=${project}`, file];
    execFile(process.execPath, words, { cwd: projectFolder, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

describe("a run of tests", () => {
  it("looks for no browser while only files of the node project are asked for", async () => {
    const { code, said } = await runWithoutBrowser("node", "test/harness/summary.test.ts");
    expect(said).toMatch(/Tests\s+\d+ passed/);
    expect(code).toBe(0);
  });

  it("says which browser it could not find when a test needs one", async () => {
    const { code, said } = await runWithoutBrowser("browser", "src/local-archive/voice-registry.browser.test.ts");
    expect(said).toContain("CHROMIUM names a file that does not exist: /no/browser/here");
    expect(code).toBe(1);
  });
});
