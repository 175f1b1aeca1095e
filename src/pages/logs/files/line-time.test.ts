import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../../../kit/i18n/time-format.ts";
import { lineInZone, lineTimeMs } from "./line-time.ts";

const berlin = createTimeFormat("en", "Europe/Berlin");

describe("lineInZone", () => {
  it("moves the time at the head of a line, across midnight and a change of the clocks", () => {
    const lines = ["2026-12-31 23:30:00 | INFO     | tts_utility | Synthesize:1 | 2026-12-31 23:30:00 | x"];
    lines.push("2026-10-25 00:59:59 | INFO     | a", "2026-10-25 01:00:00 | INFO     | b");
    expect(lines.map((line) => lineInZone(line, berlin))).toEqual([
      "2027-01-01 00:30:00 | INFO     | tts_utility | Synthesize:1 | 2026-12-31 23:30:00 | x",
      "2026-10-25 02:59:59 | INFO     | a",
      "2026-10-25 02:00:00 | INFO     | b",
    ]);
  });

  it.each(["", "  File x.py", "2026-13-45 99:00:00 | INFO | x", "on 2026-10-25 01:00:00 | INFO"])(
    "leaves %j as it is",
    (line) => {
      expect(lineTimeMs(line)).toBeUndefined();
      expect(lineInZone(line, berlin)).toBe(line);
    },
  );
});
