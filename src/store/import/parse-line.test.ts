import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import { parseLine } from "./parse-line.ts";

const context = { file: "their.jsonl", timestamp: "2026-01-05T09:00:00.000Z" };
const parse = (text: string) => parseLine({ number: 7, text }, context);

describe("parseLine", () => {
  it("leaves our own lines unchanged", () => {
    for (const event of generateEvents(200)) {
      expect(parse(renderJsonLine(event))).toEqual({ event, unchanged: true, broken: false });
    }
  });

  it("reads a record of the prototype whose message is the event", () => {
    const line = JSON.stringify({
      timestamp: "2025-09-03T10:14:01.500000",
      level: "ERROR",
      logger: "tts_utility",
      function: "log_error",
      line: 210,
      message: {
        request_id: "req_1756883641_0001",
        event: "request_error",
        timestamp: "2025-09-03T10:14:01.400000",
        duration_ms: 12.5,
        error: { error_type: "UNAVAILABLE", error_message: "no connection" },
      },
    });
    const { event, broken } = parse(line);
    expect(broken).toBe(false);
    expect(event).toMatchObject({
      level: "ERROR",
      event: "request_error",
      request_id: "req_1756883641_0001",
      duration_ms: 12.5,
      error: { error_type: "UNAVAILABLE" },
      logger: "tts_utility",
      function: "log_error",
      line: 210,
      original_timestamp: "2025-09-03T10:14:01.400000",
      timestamp: new Date(2025, 8, 3, 10, 14, 1, 400).toISOString(),
    });
  });

  it("reads a record of the prototype whose sentence has no quotes", () => {
    const head =
      '{"timestamp": "2025-09-03T10:14:01.5", "level": "INFO", "logger": "tts_utility", "function": "f", "line": 3';
    const { event, broken } = parse(`${head}, "message": Запрос "ок" завершён: 12 ms}`);
    expect(broken).toBe(false);
    expect(event).toMatchObject({
      level: "INFO",
      event: "imported_line",
      message: 'Запрос "ок" завершён: 12 ms',
      line: 3,
    });
  });

  it("reads the lines of the text files", () => {
    const [first] = generateEvents(1);
    const { event } = parse(renderTextLine(first!));
    expect(event).toMatchObject({
      timestamp: `${first!.timestamp.slice(0, 19)}.000Z`,
      level: "INFO",
      logger: "tts_utility",
      message: first!.message,
    });
  });

  it("preserves unknown fields, `__proto__` too, and changes no prototype", () => {
    const { event } = parse('{"event":"x","strange":[1],"__proto__":{"polluted":true},"level":"WARN"}');
    expect(event).toMatchObject({ event: "x", strange: [1], level: "WARNING", original_level: "WARN" });
    expect(Object.hasOwn(event, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(renderJsonLine(event)).toContain('"__proto__":{"polluted":true}');
  });

  it("gives a line without a time the time of the line before", () => {
    expect(parse('{"event":"x"}').event).toMatchObject({
      timestamp: context.timestamp,
      seq: 7,
      session_id: "their.jsonl",
    });
  });

  it("stores a broken line with its number and the reason", () => {
    for (const text of ['{"a":', "Traceback (most recent call last):", '{"a":"\u0000"}', "\u0000\u0001"]) {
      const { event, broken } = parse(text);
      expect(broken).toBe(true);
      expect(event).toMatchObject({ event: "import_broken_line", data: { file: "their.jsonl", line: 7, text } });
      expect(event.data!["parse_error"]).not.toBe("");
    }
  });

  it("refuses deep nesting without falling over", () => {
    for (const depth of [40, 1_000_000]) {
      const { event, broken } = parse(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`);
      expect(broken).toBe(true);
      expect(renderJsonLine(event).length).toBeLessThan(3_000);
    }
  });
});
