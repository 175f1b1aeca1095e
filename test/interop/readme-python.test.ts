import { spawn } from "node:child_process";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { exploredLog } from "../support/explored-log.ts";
import { hasPython, readmePython, runPython } from "../support/readme-python.ts";
import { createSimpleReading } from "../support/scoped-queries.ts";

const folder = await mkdtemp(join(tmpdir(), "audiokit-console-python-"));
afterAll(() => rm(folder, { recursive: true }));

/** Writes lines as two files, the older one first. */
async function writeLog(name: string, lines: string[]): Promise<string[]> {
  const files = [join(folder, `${name}.jsonl.1`), join(folder, `${name}.jsonl`)];
  const half = Math.floor(lines.length / 2);
  await writeFile(files[0]!, lines.slice(0, half).join(""));
  await writeFile(files[1]!, lines.slice(half).join(""));
  return files;
}

const lineOf = (event: LogEvent) => `${renderJsonLine(event)}\n`;

/** 38 calls: 27 succeed, 6 fail, 5 are cancelled. */
function fewCalls(): string[] {
  const ends = [
    ...Array<string>(27).fill("request_success"),
    ...Array<string>(6).fill("request_error"),
    ...Array<string>(5).fill("request_cancelled"),
  ];
  return ends.flatMap((end, call) =>
    ["request_start", end].map((event, index) =>
      lineOf({
        timestamp: new Date(Date.UTC(2026, 0, 5, 9, call, index)).toISOString(),
        level: end === "request_error" && index === 1 ? "ERROR" : "INFO",
        event,
        request_id: `req_1767603600_${String(call).padStart(4, "0")}`,
        message: "Синтез",
        session_id: "s",
        seq: 2 * call + index + 1,
      }),
    ),
  );
}

describe.skipIf(!(await hasPython()))("the Python of the README", () => {
  it("follows a file of the log through a rotation, line by line", async () => {
    const end = (second: number, durationMs: number) =>
      lineOf({
        timestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString(),
        level: "INFO",
        event: "request_success",
        operation: "Synthesize",
        duration_ms: durationMs,
        message: "Синтез",
        session_id: "s",
        seq: second,
      });
    const file = join(folder, "followed.jsonl");
    await writeFile(file, fewCalls().join("") + end(1, 100));
    const words = ["-c", 'tail -n +1 -F "$0" | python3 -c "$1"', file, readmePython("follow")];
    const following = spawn("sh", words, { detached: true, stdio: ["ignore", "pipe", "ignore"] });
    onTestFinished(() => void process.kill(-following.pid!, "SIGKILL"));
    const printed = createInterface(following.stdout)[Symbol.asyncIterator]();
    expect((await printed.next()).value).toBe("2026-01-05T09:00:01.000Z Synthesize 100 ms, median 100 ms");
    await rename(file, `${file}.1`);
    await writeFile(file, end(2, 300));
    expect((await printed.next()).value).toBe("2026-01-05T09:00:02.000Z Synthesize 300 ms, median 200 ms");
  });

  it("finds 38 calls and 81.8 % where the prototype's analysis finds 76 and 92.1 %", async () => {
    const files = await writeLog("few", fewCalls());
    const prototypes = `import json, sys
requests = [e for path in sys.argv[1:] for e in map(json.loads, open(path, encoding="utf-8")) if "request_id" in e]
print(len(requests), f"{100 * sum(e['event'] != 'request_error' for e in requests) / len(requests):.1f}")`;
    expect(await runPython(prototypes, files)).toEqual(["76 92.1"]);
    expect(await runPython(readmePython(), files)).toEqual([
      "38 calls: 27 succeeded, 6 failed, 5 cancelled, 0 unfinished",
      "81.8 % successful, of 33 that succeeded or failed",
    ]);
  });

  it("counts the calls of a log as the explorer does, also those without a start or an end", async () => {
    // An imported line may be the end of a call by its level, which the console's own log does not have.
    const lines = [...exploredLog(1_000)].filter(({ event }) => !event.startsWith("imported_")).map(lineOf);
    const read = createSimpleReading(lines.join(""), "calls");
    const count = (text: string) =>
      read({ view: "calls", query: parseQuery(text).query, range: {}, hasOwnCalls: true }).length;
    const [ok, failed, cancelled, unfinished] = ["ok", "error", "cancelled", "unfinished"].map((outcome) =>
      count(`outcome:${outcome}`),
    );
    expect(unfinished).toBeGreaterThan(10);
    const [calls] = await runPython(readmePython(), await writeLog("many", lines));
    expect(calls).toBe(
      `${String(count(""))} calls: ${String(ok)} succeeded, ${String(failed)} failed, ` +
        `${String(cancelled)} cancelled, ${String(unfinished)} unfinished`,
    );
  });

  it("says nothing of success where nothing has ended", async () => {
    const files = await writeLog(
      "started",
      fewCalls().filter((line) => line.includes("request_start")),
    );
    expect(await runPython(readmePython(), files)).toEqual([
      "38 calls: 0 succeeded, 0 failed, 0 cancelled, 38 unfinished",
    ]);
  });
});
