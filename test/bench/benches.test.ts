import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { benches } from "./benches.ts";

const run = (...names: string[]) =>
  new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, "run.ts"), ...names], (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });

describe("the benches", () => {
  it("are listed under the names that their lines have, with the programs that print them", () => {
    const printed = globSync("*.bench.ts", { cwd: import.meta.dirname }).flatMap((program) => {
      const text = readFileSync(join(import.meta.dirname, program), "utf8");
      return [...text.matchAll(/\breport\(\s*"([^"]+)"/g)].map(([, name]) => [name!, program] as const);
    });
    expect(Object.fromEntries(printed)).toEqual(benches);
  });

  it("are named when one is asked for that does not exist", async () => {
    const { code, stderr } = await run("import", "no-such-bench");
    expect(code).toBe(2);
    expect(stderr).toContain("there is no bench no-such-bench; benches:");
    expect(stderr.trimEnd().split("\n").slice(1)).toEqual(Object.keys(benches));
  });
});
