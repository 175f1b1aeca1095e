import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLevels, type ImportedEvent, type LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { beginLine, createLineWriter, endLine, writeMember } from "./line-writer.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const text = fc.oneof(
  fc.constantFrom(
    "a",
    "request completed",
    "auth_present",
    "REQUEST_start",
    "imported_line",
    "Слово",
    "\ud83d",
    "a\u007f",
  ),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc.string({ maxLength: 10 }),
);
const sharedData = { logger: "tts", host: "gateway-1" };

/** Events as an import makes them: some members always, others sometimes, and many as in the line before. */
const event = fc.record(
  {
    timestamp: fc.constantFrom("2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00.007Z"),
    level: fc.constantFrom(...logLevels),
    event: fc.oneof(fc.constantFrom("imported_line", "request_start", "my_request_error", "auth_login"), text),
    request_id: text,
    success: fc.boolean(),
    duration_ms: fc.oneof(fc.double(), fc.constantFrom(-0, NaN, 1e21, 1.5)),
    error: fc.record({ error_type: text, error_message: text }),
    message: text,
    session_id: fc.constantFrom("a.log", "b.log"),
    seq: fc.nat(3),
    data: fc.oneof(fc.constant(sharedData), fc.dictionary(text, text), fc.record({ auth_present: fc.boolean() })),
    timestamp_written: fc.oneof(fc.constant(undefined), text),
  },
  { requiredKeys: ["timestamp", "level", "event", "message", "session_id", "seq"] },
);

function linesOf(events: LogEvent[], record?: string | Uint8Array): string[] {
  const line = createLineWriter();
  const placed = events.map(({ timestamp, level, event, ...rest }) => {
    beginLine(line, Date.parse(timestamp));
    for (const [key, value] of Object.entries({ level, event, ...rest })) writeMember(line, key, value);
    if (record === undefined) endLine(line);
    else endLine(line, ',"original":', record);
    return { ...line };
  });
  return placed.map(({ buffer, start, end }) => decoder.decode(buffer.subarray(start, end)));
}

describe("a line writer", () => {
  it("writes events as renderJsonLine does, whatever the line before says", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        expect(linesOf(events as ImportedEvent[])).toEqual(events.map((one) => `${renderJsonLine(one as LogEvent)}\n`));
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps every line whole across its buffers, with the bytes that are embedded", () => {
    const record = encoder.encode(`{"text":"${"Слово ".repeat(4_000)}"}`);
    const timestamp = "2026-01-05T09:00:00.000Z";
    const events = Array.from({ length: 200 }, (_, seq): LogEvent => {
      const message = seq % 3 === 0 ? "long ".repeat(seq * 50) : "request completed";
      return { timestamp, level: "INFO", event: "imported_line", message, session_id: "a", seq, data: sharedData };
    });
    const expected = events.map((one) => {
      return `${renderJsonLine(one).slice(0, -1)},"original":${decoder.decode(record)}}\n`;
    });
    expect(linesOf(events, record)).toEqual(expected);
    expect(linesOf(events, decoder.decode(record))).toEqual(expected);
  });
});
