import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "./log-event.ts";
import { renderConsoleLine, renderJsonLine, renderTextLine } from "./render-line.ts";

const base: LogEvent = {
  timestamp: "2025-09-03T10:14:01.123Z",
  level: "INFO",
  event: "request_start",
  request_id: "req_1756894441_0001_0123456789ab",
  service: "TTS",
  operation: "Synthesize",
  endpoint: "http://127.0.0.1:8080/mts.ai.audiogram.tts.v2.TTS/Synthesize",
  message: "TTS Synthesize started",
  request_data: { service: "TTS_Synthesize" },
  auth_present: false,
  session_id: "s",
  seq: 7,
};

const lineBreak = /[\n\r\u2028\u2029]/;

describe("renderJsonLine", () => {
  it("writes the record and nothing else, in its order", () => {
    expect(renderJsonLine(base)).toBe(JSON.stringify(base));
  });

  it("writes C1 controls, DEL and line separators as escapes, wherever they stand, which give the same value back", () => {
    const hostile = "a\u0085b\u009b31mc\u007fd\u2028e\u2029f\u001b[2Jg\u202eh\\u0085";
    const named = { ...base, event: hostile, timestamp: hostile };
    for (const event of [{ ...base, message: hostile, data: { [hostile]: [hostile] } }, named]) {
      const line = renderJsonLine(event);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(JSON.parse(line)).toEqual(event);
    }
  });

  it("gives the record back when parsed, on one line, whatever the texts are", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("request_start", '"event":"request_error"', "auth_", "\n", "\\u005f", "AUTH_request_success"),
    );
    fc.assert(
      fc.property(text, fc.dictionary(text, text), (message, data) => {
        const event = { ...base, message, data };
        const line = renderJsonLine(event);
        expect(JSON.parse(line)).toEqual(event);
        expect(line).not.toMatch(/[\n\r\u0080-\u009f\u2028\u2029]/);
      }),
    );
  });

  it("writes time, level and event first, in whatever order they come", () => {
    const { timestamp, level, event, ...rest } = base;
    expect(renderJsonLine({ ...rest, event, level, timestamp })).toBe(JSON.stringify(base));
    const data = { auth_x: 1 };
    expect(renderJsonLine({ data, ...rest, event, level, timestamp })).toBe(
      JSON.stringify({ timestamp, level, event, data, ...rest }).replace("auth_x", "auth\\u005fx"),
    );
  });

  it("lets the counted words stand only in events that are what they say", () => {
    const spoken = 'say "event":"request_start" and request_success, then request_error with auth_login';
    const lines = [
      renderJsonLine({
        ...base,
        event: "request_cancelled",
        request_data: { service: "TTS_Synthesize", text: spoken },
      }),
      renderJsonLine({ ...base, event: "my_request_error", message: spoken, data: { request_start: 1, auth_x: 2 } }),
    ];
    for (const line of lines) expect(line).not.toMatch(/request_start|request_success|request_error|auth_(?!present)/);
    expect(renderJsonLine({ ...base, event: "auth_token_request", success: true })).toContain(
      '"event":"auth_token_request"',
    );
  });
});

describe("renderTextLine", () => {
  it("renders the documented form in UTC", () => {
    expect(renderTextLine(base)).toBe(
      "2025-09-03 10:14:01 | INFO     | tts_utility | Synthesize:7 | TTS Synthesize started",
    );
    expect(renderConsoleLine(base)).toBe("10:14:01 | INFO     | TTS Synthesize started");
  });

  it("gives a terminal nothing to obey: no escape sequence and no turn of direction", () => {
    const message = "\u001b[2J\u009b31m red \u202egnp.exe\u2066 \u0085 \u0007";
    const line = renderTextLine({ ...base, operation: message, message });
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    expect(line).toContain("\\u001b[2J\\u009b31m red \\u202egnp.exe\\u2066 \\u0085 \\u0007");
  });

  it("stays one line and five columns before the message ends, whatever the message is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        const line = renderTextLine({ ...base, message });
        expect(line).not.toMatch(lineBreak);
        expect(line.split(" | ").slice(0, 4)).toEqual([
          "2025-09-03 10:14:01",
          "INFO    ",
          "tts_utility",
          "Synthesize:7",
        ]);
      }),
    );
  });

  it("names the event where there is no operation", () => {
    const event: LogEvent = {
      timestamp: base.timestamp,
      level: "CRITICAL",
      event: "system_startup",
      message: "a\nb",
      session_id: "s",
      seq: 1,
    };
    expect(renderTextLine(event)).toBe("2025-09-03 10:14:01 | CRITICAL | tts_utility | system_startup:1 | a\\nb");
  });
});
