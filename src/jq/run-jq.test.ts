import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { JqRequest, JqResult } from "./jq-messages.ts";
import { runJq } from "./run-jq.ts";

const wasm = await readFile(createRequire(import.meta.url).resolve("jq-wasm/jq.wasm"));

async function run(program: string, options: string[], text: string): Promise<JqResult> {
  const input = new Blob([text]);
  const bytes = new TextEncoder().encode(text);
  const request: JqRequest = { program, options, input };
  return runJq(request, {
    instantiate: (imports) => WebAssembly.instantiate(wasm, imports),
    read: (from, to) => bytes.subarray(from, to),
  });
}

describe("runJq", () => {
  it("is jq 1.8", async () => {
    // New in 1.8.
    expect(await run('"aba" | trimstr("a")', ["-nr"], "")).toMatchObject({ output: "b\n", exit: 0 });
  });

  it("gives what jq writes, with every blank and every letter", async () => {
    const result = await run(".a", ["-r"], '{"a":"  два  "}\n{"a":[1]}\n');
    expect(result).toEqual({ output: "  два  \n[\n  1\n]\n", errors: "", exit: 0 });
  });

  it("gives jq's own words about an error, with its place", async () => {
    const wrong = await run(".a +", [], "{}");
    expect(wrong).toMatchObject({ output: "", exit: 3 });
    expect(wrong.errors).toMatch(/syntax error.*line 1, column 4/s);
    const failed = await run(".a | keys", [], '{"a":{"b":1}}\n{"a":1}');
    expect(failed).toMatchObject({ output: '[\n  "b"\n]\n', exit: 5 });
    expect(failed.errors).toContain("number (1) has no keys");
  });

  it("ends an endless output at 10,000 lines, or at 1 MB", async () => {
    const lines = await run("repeat(1)", ["-n"], "");
    expect(lines.cut).toBe("lines");
    expect(lines.output).toBe("1\n".repeat(10_000));
    const bytes = await run('"x" * 5000 | repeat(.)', ["-nr"], "");
    expect(bytes.cut).toBe("bytes");
    expect(bytes.output).toHaveLength(1_000_000);
  });

  it("fails where jq cannot be compiled", async () => {
    const instantiate = () => Promise.reject(new TypeError("no wasm"));
    const run = runJq(
      { program: ".", options: [], input: new Blob([]) },
      { instantiate, read: () => new Uint8Array() },
    );
    await expect(run).rejects.toThrow("no wasm");
  });

  it("says that memory was not enough", async () => {
    expect(await run('[range(50) | "x" * (10000000 + .)] | length', ["-n"], "")).toMatchObject({ exit: "memory" });
  });

  it("reads an input piece by piece that is larger than its buffers", async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n, text: "ж".repeat(n % 40) }));
    const { output } = await run("[inputs | .text | length] | [length, add]", ["-nc"], lines.join("\n"));
    expect(output).toBe(
      `[20000,${String(Array.from({ length: 20_000 }, (_, n) => n % 40).reduce((a, b) => a + b))}]\n`,
    );
  });
});
