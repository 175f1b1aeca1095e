import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { compareRows } from "./compare-rows.ts";
import { copiedRows } from "./copy-rows.ts";

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
    expect(copiedRows([row(1), row(2)], "text", [])).toBe(
      "2026-01-05 09:00:00 | INFO     | tts_utility | request_success:1 | said 1\n" +
        "2026-01-05 09:00:00 | INFO     | tts_utility | request_success:2 | said 2\n",
    );
  });

  it("writes one object a line as JSON", () => {
    const lines = copiedRows([row(1), row(2)], "json", [])
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([row(1).event, row(2).event]);
  });

  it("writes the shown columns as a table in which no value is a formula", () => {
    const rows = [row(1, { message: "=1+1", duration_ms: 5 }), row(2, { message: 'a,"b"' })];
    expect(copiedRows(rows, "csv", ["message", "duration_ms"])).toBe(
      '\ufeffmessage,duration_ms\r\n\'=1+1,5\r\n"a,""b""",\r\n',
    );
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
