import { describe, expect, it } from "vitest";
import type { JqResult } from "../../../jq/jq-messages.ts";
import type { JqRunner } from "../../../jq/jq-runner.ts";
import type { ExploreScope } from "../../../store/explore.ts";
import { JqSession, type JqDeps } from "./jq-session.svelte.ts";
import { presets } from "./presets.ts";
import { readOptions } from "./read-options.ts";
import { createRecentPrograms } from "./recent-programs.ts";

const scope: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };
const result: JqResult = { output: "1\n", errors: "", exit: 0 };

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

function setup(runJq: JqRunner, input: Blob = new Blob(["{}\n"])) {
  const storage = memoryStorage();
  const recent = createRecentPrograms(
    (text) => text.replaceAll("s3cret", "…"),
    () => storage,
  );
  const source: JqDeps["source"] = { exportRows: () => Promise.resolve(input) };
  return new JqSession({ source, scope: () => scope, runJq, recent });
}

describe("JqSession", () => {
  it("gives jq the program, its options and the lines of the scope", async () => {
    const session = setup(async ({ program, options, input }) => {
      return { ...result, output: JSON.stringify([program, options, await input.text()]) };
    });
    session.take({ program: ".a", options: " -n  -rR " });
    await session.run();
    expect(session.result?.output).toBe(JSON.stringify([".a", ["-n", "-rR"], "{}\n"]));
  });

  it("ends an endless program when it is cancelled, and runs the next one", async () => {
    let isEndless = true;
    const session = setup((_, onRead, signal) => {
      onRead(3);
      if (!isEndless) return Promise.resolve(result);
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    });
    const run = session.run();
    await expect.poll(() => session.progress?.step).toBe("running");
    expect(session.progress).toEqual({ step: "running", done: 3, total: 3 });
    session.cancel();
    await run;
    expect([session.failure, session.progress]).toEqual([{ is: "cancelled" }, undefined]);
    isEndless = false;
    await session.run();
    expect([session.failure, session.result]).toEqual([undefined, result]);
  });

  it("refuses an input that is too large, and says how large it is", async () => {
    const large = { size: 168_000_001 } as Blob;
    const session = setup(() => Promise.reject(new Error("not to be called")), large);
    await session.run();
    expect(session.failure).toEqual({ is: "large", sizeBytes: 168_000_001 });
  });

  it("keeps programs that were typed, the latest first, and none with a secret", async () => {
    const session = setup(() => Promise.resolve(result));
    for (const program of [presets.slow.program, ".a", ".b", "s3cret", ".a"]) {
      session.take({ program, options: presets.slow.options });
      await session.run();
    }
    expect(session.recent.map(({ program }) => program)).toEqual([".a", ".b"]);
  });
});

describe("readOptions", () => {
  it.each([
    ["", []],
    ["-nr -c", ["-nr", "-c"]],
    ["-f file", undefined],
    ["--arg a b", undefined],
    ["n", undefined],
  ])("reads %j as %j", (typed, options) => {
    expect(readOptions(typed)).toEqual(options);
  });
});
