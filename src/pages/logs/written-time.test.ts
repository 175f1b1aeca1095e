import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { writtenTime } from "./written-time.ts";

const timestamp = "2026-11-25T17:41:07.000Z";
const eventOf = (original?: unknown) => ({ timestamp, original }) as unknown as LogEvent;

describe("writtenTime", () => {
  it("is the timestamp of an event of our own", () => {
    expect(writtenTime({ timestamp } as LogEvent)).toBe(timestamp);
  });

  it.each([
    [{ "@timestamp": "2026-11-25T20:41:07+03:00" }, "2026-11-25T20:41:07+03:00"],
    [{ level: 30, time: 1795628467000 }, "1795628467000"],
    [{ ts: 1795628467.25 }, "1795628467.25"],
    ["2026-11-25 20:41:07,123 | INFO | started", "2026-11-25 20:41:07,123"],
    ['10.0.0.1 - - [25/Nov/2026:20:41:07 +0300] "GET / HTTP/1.1" 200 1', "25/Nov/2026:20:41:07 +0300"],
    ["<34>Nov  5 20:41:07 host app: started", "Nov  5 20:41:07"],
  ])("is what the original %j says", (original, written) => {
    expect(writtenTime(eventOf(original))).toBe(written);
  });

  it.each([[{ time: { nested: 1 } }], [{ time: "" }], ["worker 7 started"], [null], [{}]])(
    "is the timestamp where the original %j has no time",
    (original) => {
      expect(writtenTime(eventOf(original))).toBe(timestamp);
    },
  );
});
