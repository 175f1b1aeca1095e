import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLineWriter, endLine } from "./line-writer.ts";
import { writeRecord } from "./render-record.ts";

const decoder = new TextDecoder();

it("writes the time of a record as ISO 8601 does, whatever record came before", () => {
  const reading = { kind: "json", zone: "none", fields: {}, used: {} } as const;
  const dayMs = 86_400_000;
  const time = fc.oneof(
    fc.integer({ min: Date.UTC(1970, 0, 1) - dayMs, max: Date.UTC(2100, 0, 1) }),
    fc.integer({ min: -2, max: 2_000 }).map((ms) => Date.UTC(2026, 0, 5) + ms),
    fc.nat(3).map((day) => Date.UTC(2026, 1, 27) + day * dayMs - 1),
  );
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const line = createLineWriter();
      const found = times.map((timeMs) => {
        writeRecord(line, reading, { text: "" }, { file: "a", number: 1, timeMs });
        endLine(line);
        const { timestamp } = JSON.parse(decoder.decode(line.buffer.subarray(line.start, line.end))) as LogEvent;
        return timestamp;
      });
      expect(found).toEqual(times.map((timeMs) => new Date(timeMs).toISOString()));
    }),
    { numRuns: 1_000 },
  );
});
