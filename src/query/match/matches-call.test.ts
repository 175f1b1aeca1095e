import { describe, expect, it } from "vitest";
import { fieldValues } from "./field-values.ts";
import { foldCall } from "./fold-call.ts";
import { callRow, matchesCall } from "./matches-call.ts";
import { parseLine } from "./matches-event.ts";
import { parseQuery } from "../parse-query.ts";

const start = {
  timestamp: "2026-11-26T12:00:00.000Z",
  level: "INFO",
  event: "request_start",
  message: "started",
  request_data: { text: "a", size: 1 },
  tags: [1, 2],
};
const middle = {
  timestamp: "2026-11-26T12:00:01.000Z",
  level: "WARNING",
  event: "stall",
  message: "slow",
  data: { gap: 5 },
};
const end = {
  timestamp: "2026-11-26T12:00:02.000Z",
  level: "INFO",
  event: "request_success",
  message: "done",
  request_data: { size: 2 },
  duration_ms: 2000,
  tags: [3],
};
/** Lines may come later than the end. */
const late = {
  timestamp: "2026-11-26T12:00:03.000Z",
  level: "DEBUG",
  event: "playback",
  message: "played",
  data: { gap: 7 },
  duration_ms: 1,
};

const matches = (query: string, ...lines: object[]) =>
  matchesCall(
    parseQuery(query).query,
    lines.map((line) => parseLine(JSON.stringify(line))),
  );

describe("foldCall", () => {
  it("lets fields of the end win, then those of later lines, and keeps arrays whole", () => {
    expect(foldCall([start, middle, end, late])).toEqual({
      timestamp: start.timestamp,
      level: "INFO",
      event: "request_success",
      message: "done",
      request_data: { text: "a", size: 2 },
      tags: [3],
      data: { gap: 7 },
      duration_ms: 2000,
    });
    expect(foldCall([start, middle])).toMatchObject({
      event: "stall",
      level: "WARNING",
      request_data: start.request_data,
    });
    expect(foldCall([])).toEqual({});
  });

  it("takes the time of the first line, as it stands there, and none where that has none", () => {
    const written = { ...end, timestamp_written: "14:00:02" };
    expect(foldCall([{ ...start, timestamp_written: "14:00:00" }, written])).toMatchObject({
      timestamp: start.timestamp,
      timestamp_written: "14:00:00",
    });
    expect(foldCall([start, written])).not.toHaveProperty("timestamp_written");
    expect(foldCall([{ event: "request_start" }, end])).not.toHaveProperty("timestamp");
  });

  it("gives the fields that conditions are asked of", () => {
    const timeless = { event: "request_start" };
    for (const lines of [
      [start, middle, end, late],
      [timeless, { ...end, timestamp: { a: 1 } }],
    ]) {
      const { fields } = callRow(lines.map((line) => parseLine(JSON.stringify(line))));
      expect(Object.fromEntries(fields)).toEqual(Object.fromEntries(fieldValues(foldCall(lines))));
    }
  });
});

describe("matchesCall", () => {
  it("asks fields of the folded lines", () => {
    expect(matches("event:request_success request_data.text:a request_data.size:2", start, end)).toBe(true);
    expect(matches("event:request_start", start, end)).toBe(false);
    expect(matches("-event:request_start", start, end)).toBe(true);
  });

  it("asks level, text and regular expressions of any line, and their opposites of none", () => {
    for (const query of ["level:WARNING", "level:(DEBUG OR ERROR)", "slow", "/sl.w/", "started slow"]) {
      expect(matches(query, start, middle, end, late), query).toBe(true);
      expect(matches(`-(${query})`, start, middle, end, late), query).toBe(false);
    }
    expect(matches("-level:>=ERROR", start, middle, end)).toBe(true);
    expect(matches('"started slow"', start, middle, end)).toBe(false);
  });

  it("calls a call without an end unfinished, unless an imported line reports an error", () => {
    expect(matches("outcome:unfinished", start, middle)).toBe(true);
    expect(matches("outcome:ok", start, end, late)).toBe(true);
    expect(matches("outcome:error", start, { ...middle, event: "imported_line", level: "ERROR" })).toBe(true);
  });
});
