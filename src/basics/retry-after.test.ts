import { expect, it } from "vitest";
import { readRetryAfterMs } from "./retry-after.ts";

const nowMs = Date.UTC(2026, 10, 30, 12);

it.each([
  ["120", 120_000],
  ["0", 0],
  ["Mon, 30 Nov 2026 12:00:30 GMT", 30_000],
  ["Mon, 30 Nov 2026 11:59:59 GMT", undefined],
  ["-5", undefined],
  ["soon", undefined],
  ["9".repeat(400), undefined],
  ["", undefined],
  [null, undefined],
])("readRetryAfterMs reads %j as %j ms", (value, pauseMs) => {
  expect(readRetryAfterMs(value, nowMs)).toBe(pauseMs);
});
