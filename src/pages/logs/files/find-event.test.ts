import { expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import { renderTextLine } from "../../../logging/render-line.ts";
import type { LogFilter } from "../../../store/log-store.ts";
import { findEvent } from "./find-event.ts";

const event = (seq: number): LogEvent => ({
  timestamp: `2026-01-05T09:00:0${String(seq)}.500Z`,
  level: "INFO",
  event: "system_note",
  message: "the same words",
  session_id: "s",
  seq,
});
const events = [event(1), event(2), event(3)];
const log = {
  query({ fromMs = 0, toMs = 0 }: LogFilter) {
    const rows = events
      .map((one, position) => ({ position, event: one }))
      .filter(({ event: { timestamp } }) => Date.parse(timestamp) >= fromMs && Date.parse(timestamp) < toMs);
    return Promise.resolve({ rows, total: rows.length, complete: true });
  },
};

it("a line leads to the event that it was made of, among others with the same words", async () => {
  for (const [position, one] of events.entries()) {
    expect(await findEvent(log, renderTextLine(one))).toMatchObject({ position });
  }
});

it("a line without an event in the log leads nowhere", async () => {
  const lost = renderTextLine({ ...event(2), level: "DEBUG" });
  for (const line of [lost, "no line of ours"]) expect(await findEvent(log, line)).toBeUndefined();
});
