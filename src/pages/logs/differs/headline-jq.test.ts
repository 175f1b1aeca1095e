import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findJq } from "../../../../test/support/find-jq.ts";
import { generateCalls } from "../../../sample-log/generate-calls.ts";
import { renderJsonLine } from "../../../logging/render-line.ts";
import { defaultLogLimits } from "../../../store/log-store.ts";
import { createMemoryStorage } from "../../../store/storage/memory-storage.ts";
import { createLogEngine } from "../../../store/worker/log-engine.ts";
import { headlineJq } from "./headline-jq.ts";

const jq = await findJq();

it.skipIf("missing" in jq)("gives the two counts of a difference, as a shell runs it", async () => {
  const fault = { is: "combination", voice: "levitan", sampleRateHz: 16000 } as const;
  const events = [...generateCalls(4_000, { seed: 3, faults: [fault] })];
  const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, {});
  engine.append({ writer: "w", batch: 1, events });
  await engine.flush();
  const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false } as const;
  const { findings } = await engine.compare(scope, { is: "failing" });
  const script = headlineJq({ scope, comparison: { is: "failing" } }, findings[0]!)!;

  const cwd = mkdtempSync(join(tmpdir(), "headline-jq-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, "tts_structured.jsonl"), events.map((event) => `${renderJsonLine(event)}\n`).join(""));
  const { command, env } = jq as Exclude<typeof jq, { missing: string }>;
  const path = `${dirname(command)}${delimiter}${process.env["PATH"] ?? ""}`;
  const said = execFileSync("sh", ["-c", script], {
    cwd,
    env: { ...process.env, ...env, PATH: path },
    encoding: "utf8",
  });
  const { selected, rest } = findings[0]!.matching;
  expect(said.trim().split("\n").map(Number)).toEqual([selected, selected + rest]);
  expect(selected).toBeGreaterThan(5);
});

it("has no program for calls that are slow for their kind", () => {
  const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false } as const;
  const clauses = [{ path: "service", is: "value", value: "TTS" } as const];
  const difference = { clauses } as Parameters<typeof headlineJq>[1];
  expect(headlineJq({ scope, comparison: { is: "slow" } }, difference)).toBeUndefined();
});
