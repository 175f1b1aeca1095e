import { expect, it } from "vitest";
import { unixNano } from "./unix-nano.ts";

it.each([
  ["2026-01-05T09:00:00.123Z", 1_767_603_600_123_000_000n],
  ["2026-01-05T09:00:00Z", 1_767_603_600_000_000_000n],
  ["2026-01-05T12:00:00.123456789+03:00", 1_767_603_600_123_456_789n],
  ["2026-01-05T09:00:00.1234Z", 1_767_603_600_123_400_000n],
  ["1969-12-31T23:59:59.999Z", 0n],
  ["9999-01-01T00:00:00.000Z", 0n],
  ["yesterday", 0n],
])("unixNano reads %s as %d", (timestamp, time) => expect(unixNano(timestamp)).toBe(time));
