import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { findJq } from "../../../../test/support/find-jq.ts";
import { createSimpleReading } from "../../../../test/support/scoped-queries.ts";
import { renderJsonLine } from "../../../logging/render-line.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import { rowsProgram } from "./rows-program.ts";

const scope = { view: "calls", query: parseQuery("service:TTS").query, range: {}, hasOwnCalls: false } as const;

describe("rowsProgram", () => {
  it("gives a command for jq that counts the rows of a log in two files", async ({ skip }) => {
    const jq = await findJq();
    if ("missing" in jq) return skip(jq.missing);
    const cwd = await mkdtemp(join(tmpdir(), "audiokit-console-rows-"));
    try {
      const lines = [...exploredLog(300)].map((event) => `${renderJsonLine(event)}\n`);
      const files = ["tts_structured.jsonl.1", "tts_structured.jsonl"];
      const { program, command } = rowsProgram(scope, "jq", files);
      await writeFile(join(cwd, "rows.jq"), program);
      await writeFile(join(cwd, files[0]!), lines.slice(0, 151).join(""));
      await writeFile(join(cwd, files[1]!), lines.slice(151).join(""));
      const { stdout } = await promisify(execFile)(jq.command, command.split(" ").slice(1), { cwd, env: jq.env });
      expect(Number(stdout)).toBe(createSimpleReading(lines.join(""), "calls")(scope).length);
    } finally {
      await rm(cwd, { recursive: true });
    }
  });

  it("names all files of the log in the same order for jq and for DuckDB, oldest first", () => {
    expect(rowsProgram(scope, "duckdb", []).program).toContain("['tts_structured.jsonl']");
    const files = ["tts_structured.jsonl.10", "tts_structured.jsonl.9", "tts_structured.jsonl"];
    const inSql = files.map((file) => `'${file}'`).join(", ");
    expect(rowsProgram(scope, "duckdb", files).program).toContain(`read_ndjson_objects([${inSql}])`);
    expect(rowsProgram(scope, "jq", files).command).toBe(`jq -cnR -f rows.jq ${files.join(" ")}`);
  });

  it("says in the program for jq how it is run, as beside it", () => {
    const { program, command } = rowsProgram(scope, "jq", ["tts_structured.jsonl"]);
    const [said] = /^# (jq .*?),/.exec(program)!.slice(1);
    expect(command).toBe(`${said!} tts_structured.jsonl`);
  });
});
