import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import { compileRules } from "../../../logging/redaction/compile-rules.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { compareRows } from "./compare-rows.ts";
import { copiedRows, copySystems } from "./copy-rows.ts";

const row = (seq: number, rest: Partial<LogEvent> = {}): ExploreRow => {
  const event: LogEvent = {
    timestamp: "2026-01-05T09:00:00.000Z",
    level: "INFO",
    event: "request_success",
    message: `said ${String(seq)}`,
    session_id: "s",
    seq,
    ...rest,
  };
  return { position: seq, event, lines: [seq], timeMs: Date.parse(event.timestamp) };
};

describe("copiedRows", () => {
  it("writes lines as the text file has them", () => {
    expect(copiedRows([row(1), row(2)], "text", [], [])).toBe(
      "2026-01-05 09:00:00 | INFO     | tts_utility | request_success:1 | said 1\n" +
        "2026-01-05 09:00:00 | INFO     | tts_utility | request_success:2 | said 2\n",
    );
  });

  it("writes one object a line as JSON", () => {
    const lines = copiedRows([row(1), row(2)], "json", [], [])
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([row(1).event, row(2).event]);
  });

  it("writes the shown columns as a table in which no value is a formula", () => {
    const rows = [row(1, { message: "=1+1", duration_ms: 5 }), row(2, { message: 'a,"b"' })];
    expect(copiedRows(rows, "csv", ["message", "duration_ms"], [])).toBe(
      '\ufeffmessage,duration_ms\r\n\'=1+1,5\r\n"a,""b""",\r\n',
    );
  });

  it("writes records for other systems, oldest first, without what redaction rules name", () => {
    const rules = compileRules({ sets: ["email"], own: [] });
    const rows = [row(3, { message: "to a@example.com" }), row(1), row(2)];
    for (const system of copySystems) {
      const text = copiedRows(rows, system, [], rules);
      expect(text).not.toContain("a@example");
      const said = [...text.matchAll(/"message\\?":\\?"((?:said \d)|to \[email\])/g)].map(([, message]) => message);
      expect([system, said]).toEqual([system, ["said 1", "said 2", "to [email]"]]);
    }
  });

  it("takes out what redaction rules name, in each form, and keeps the ids", () => {
    const rules = compileRules({ sets: ["email", "fields"], own: [] });
    const data = { last_name: "Петров", note: "a@example.com" };
    const rows = [row(1, { request_id: "b@example.com", message: "to a@example.com", data })];
    const paths = ["request_id", "message", "data.last_name", "seq"];
    expect(copiedRows(rows, "text", paths, rules)).toContain(" | to [email]\n");
    const { request_id, message, data: clean } = JSON.parse(copiedRows(rows, "json", paths, rules)) as LogEvent;
    expect([request_id, message, clean]).toEqual([
      "b@example.com",
      "to [email]",
      { last_name: "[personal]", note: "[email]" },
    ]);
    expect(copiedRows(rows, "csv", paths, rules)).toContain("\r\nb@example.com,to [email],[personal],1\r\n");
  });
});

describe("compareRows", () => {
  it("marks what differs, also where one row lacks the field", () => {
    const fields = compareRows(row(1), row(1, { message: "other", duration_ms: 5 }));
    expect(fields.filter(({ differs }) => differs)).toEqual([
      { path: "message", first: "said 1", second: "other", differs: true },
      { path: "duration_ms", first: undefined, second: 5, differs: true },
    ]);
  });
});
