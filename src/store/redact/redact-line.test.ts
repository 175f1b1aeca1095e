import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import { lineWithOriginal } from "../../../test/support/line-with-original.ts";
import { originalRecord } from "../original/original-bytes.ts";
import { redactJsonLine, redactTextLine } from "./redact-line.ts";

const removalOf = (value: string) => createValueRemoval(value, "[redacted]");
const line = (fields: object) =>
  JSON.stringify({ timestamp: "2026-11-28T10:00:00.000Z", level: "INFO", event: "system_test", ...fields });
const redact = (text: string, value: string) => redactJsonLine(text, removalOf(value));
const lines = [...generateEvents(300)].map((event, index) =>
  renderJsonLine({
    ...event,
    data: { "a key": 'quote " back \\ Ключ', list: [1, true, null, { deep: -1.5e-7 }], index },
  }),
);

describe("redactJsonLine", () => {
  it.each([
    ["a string", { message: "is abc-123 here" }, "abc-123", { message: "is [redacted] here" }],
    ["a key", { data: { "abc-123": 1 } }, "abc-123", { data: { "[redacted]": 1 } }],
    ["a number", { data: { pin: 48151623 } }, "48151623", { data: { pin: "[redacted]" } }],
    ["JSON in a string", { message: JSON.stringify({ p: 'a"b\\c' }) }, 'a"b\\c', { message: '{"p":"[redacted]"}' }],
  ])("takes a value out of %s", (_, fields, value, expected) => {
    expect(redact(line(fields), value)).toEqual({ rest: line(expected), count: 1 });
  });

  it("takes out a value whose letters are escaped, as nobody has to", () => {
    const escaped = line({ message: "x" }).replace('"x"', String.raw`"is \u0061bc-\u0031\u00323 here"`);
    expect(redact(escaped, "abc-123")).toEqual({ rest: line({ message: "is [redacted] here" }), count: 1 });
  });

  it("leaves every other byte as it was written", () => {
    const spaced = '{ "timestamp": "2026-11-28T10:00:00.000Z",\t"message" : "\\u043a abc-123", "n":1.50 }';
    expect(redact(spaced, "abc-123").rest).toBe(spaced.replace("abc-123", "[redacted]"));
  });

  it("leaves time, level, ordinal and measured figures, which the columns are made of", () => {
    const text = line({ seq: 2026, duration_ms: 2026.5, response_size_bytes: 2026, message: "year 2026" });
    const { rest, count } = redact(text, "2026");
    expect(JSON.parse(rest)).toMatchObject({ seq: 2026, duration_ms: 2026.5, response_size_bytes: 2026 });
    expect([count, rest.includes("year 2026"), rest.includes("2026-11-28T10")]).toEqual([1, false, true]);
    expect(redact(line({ message: "x" }), "INFO").count).toBe(0);
    expect(redact(line({ message: "x", data: { on: true } }), "true").count).toBe(0);
    expect(redact(line({ message: "x" }), "timestamp").count).toBe(0);
  });

  it("takes all but the frame of a line whose strings hold the value only together", () => {
    const text = line({ message: "m", session_id: "s", seq: 7, data: { password: "abc", other: 1 } });
    const { rest, count } = redact(text, '"password":"abc"');
    expect(count).toBe(1);
    const gone = "[redacted]";
    expect(JSON.parse(rest)).toEqual({
      ...(JSON.parse(line({ event: gone })) as object),
      ...{ message: gone, session_id: gone, seq: 7 },
    });
  });

  it("takes a value out of an imported record, which can be read again, and out of its exact bytes", () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("is abc-123 here "), 0xff]);
    const text = new TextDecoder().decode(bytes);
    const embedded = lineWithOriginal(line({ message: "m" }), { text, bytes, exact: false, json: "none" });
    expect(embedded).toContain("original_base64");
    const { rest } = redact(embedded, "abc-123");
    const clean = "is [redacted] here \uFFFD";
    expect(originalRecord(new TextEncoder().encode(rest))).toEqual({
      text: clean,
      bytes: new TextEncoder().encode(clean),
    });
    expect(redact(embedded, "nothing-of-it").rest).toBe(embedded);
  });

  it("takes a value out of both spellings of an imported record", () => {
    const text = String.raw`{"\u0070": "x abc-123", "n": NaN}`;
    const bytes = new TextEncoder().encode(text);
    const embedded = lineWithOriginal(line({ message: "m" }), { text, bytes, exact: true, json: "lenient" });
    const { rest, count } = redact(embedded, "abc-123");
    expect(count).toBe(2);
    expect(originalRecord(new TextEncoder().encode(rest))!.text).toBe(text.replace("abc-123", "[redacted]"));
    expect(JSON.parse(rest)).toMatchObject({ original: { p: "x [redacted]", n: null } });
  });

  it("escapes what a line of ours must not hold in a string that it has to write anew", () => {
    const text = line({ message: "x" }).replace('"x"', String.raw`"\u0061bc-123 \u2028\u0085"`);
    expect(redact(text, "abc-123").rest).toContain(String.raw`"[redacted] \u2028\u0085"`);
  });

  it("leaves JSON with its frame for any part of a line as the value, and finds nothing in it again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(), fc.integer({ min: 4, max: 40 }), (text, from, length) => {
        const at = from % text.length;
        const value = text.slice(at, at + length);
        const removal = removalOf(value);
        fc.pre(value.length >= 4 && !removal.has("[redacted]"));
        const { rest } = redactJsonLine(text, removal);
        const [before, after] = [text, rest].map((one) => JSON.parse(one) as LogEvent);
        for (const key of ["timestamp", "level", "seq"] as const) expect(after![key]).toBe(before![key]);
        expect(redactJsonLine(rest, removal)).toEqual({ rest, count: 0 });
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the words that people count by out of a rewritten string", () => {
    const text = line({ message: "x" }).replace('"x"', String.raw`"request\u005fstart \u0061bc-123"`);
    const { rest } = redact(text, "abc-123");
    expect(rest).not.toContain("request_start");
    expect((JSON.parse(rest) as LogEvent).message).toBe("request_start [redacted]");
  });
});

describe("redactTextLine", () => {
  const [event] = generateEvents(1);

  it("takes a value out of place and message, and leaves time and level", () => {
    const text = renderTextLine({ ...event!, level: "ERROR", message: "ERROR abc+123\nabc%2B123" });
    expect(redactTextLine(text, removalOf("abc+123"))).toEqual({
      rest: text.replace("abc+123", "[redacted]").replace("abc%2B123", "[redacted]"),
      count: 2,
    });
    const { rest } = redactTextLine(text, removalOf("ERROR"));
    expect([rest.includes("| ERROR "), rest.includes("[redacted] abc")]).toEqual([true, true]);
  });
});
