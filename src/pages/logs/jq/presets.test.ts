import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { findJq, type Jq } from "../../../../test/support/find-jq.ts";
import { runDocumentedCommands } from "../../../../test/support/jq-report.ts";
import { hasPython, readmePython, runPython } from "../../../../test/support/readme-python.ts";
import { runJq } from "../../../jq/run-jq.ts";
import { renderJsonLine } from "../../../logging/render-line.ts";
import { presets, type JqPreset } from "./presets.ts";
import { readOptions } from "./read-options.ts";

const jq = await findJq();
const isPythonHere = await hasPython();
const wasm = await readFile(createRequire(import.meta.url).resolve("jq-wasm/jq.wasm"));
const folder = await mkdtemp(join(tmpdir(), "audiokit-console-presets-"));
afterAll(() => rm(folder, { recursive: true }));

const log = [...exploredLog(1_000)]
  .map((event, index) => ({
    ...event,
    ...(event.duration_ms !== undefined && { duration_ms: event.duration_ms * 10 }),
    ...(index % 30 === 0 && { event: "auth_token_request", success: index % 60 === 0 }),
    ...(event.request_data && {
      request_data: { ...event.request_data, service: `${event.service!}_${event.operation!}` },
    }),
  }))
  .map((event) => `${renderJsonLine(event)}\n`)
  .join("");
const file = join(folder, "tts_structured.jsonl");
await writeFile(file, log);

async function runPreset(name: JqPreset): Promise<string> {
  const bytes = new TextEncoder().encode(log);
  const { program, options } = presets[name];
  const request = { program, options: readOptions(options)!, input: new Blob([bytes]) };
  const result = await runJq(request, {
    instantiate: (imports) => WebAssembly.instantiate(wasm, imports),
    read: (from, to) => bytes.subarray(from, to),
  });
  expect(result).toMatchObject({ errors: "", exit: 0 });
  return result.output;
}

async function runOnCommandLine({ command, env }: Jq, name: JqPreset): Promise<string> {
  const { program, options } = presets[name];
  const { stdout } = await promisify(execFile)(command, [...options.split(" "), program, file], {
    env,
    maxBuffer: 2 ** 28,
  });
  return stdout;
}

/** What `uniq -c` says, as an object. */
const counts = (text: string) =>
  Object.fromEntries([...text.matchAll(/^(\d+) (.*)$/gm)].map(([, count, value]) => [value!, Number(count)]));

describe("the ready programs", () => {
  it.skipIf("missing" in jq).each(Object.keys(presets) as JqPreset[])(
    "%s writes in the page what it writes on the command line",
    async (name) => {
      const output = await runPreset(name);
      expect(output).toBe(await runOnCommandLine(jq as Jq, name));
      expect(output.length).toBeGreaterThan(20);
    },
  );

  it.skipIf("missing" in jq)("count what the four commands of the README count", async () => {
    const report = await runDocumentedCommands(jq as Jq, file);
    expect(counts(await runPreset("starts"))).toEqual(report.startsByService);
    expect(counts(await runPreset("errors"))).toEqual(report.errorsByType);
    expect(counts(await runPreset("auth"))).toEqual(report.authBySuccess);
    const slow = (await runPreset("slow")).trimEnd().split(/\n(?=\{)/);
    expect(slow.map((event) => JSON.parse(event) as unknown)).toEqual(report.slow);
    expect(report.slow.length).toBeGreaterThan(10);
  });

  it.skipIf(!isPythonHere)("say of calls and success what the Python of the README says", async () => {
    expect((await runPreset("outcomes")).trimEnd().split("\n")).toEqual(await runPython(readmePython(), [file]));
  });
});
