import { describe, expect, it } from "vitest";
import type { LogEvent, LogLevel } from "../../logging/log-event.ts";
import { createAppendQueue } from "./append-queue.ts";

let seq = 0;
const event = (level: LogLevel): LogEvent => ({
  timestamp: "2026-01-05T09:00:00.000Z",
  level,
  event: "test",
  message: "",
  session_id: "s",
  seq: ++seq,
});

function setup(maxEvents: number) {
  seq = 0;
  const dropped: number[] = [];
  const queue = createAppendQueue(maxEvents, ({ seq: lost }) => void dropped.push(lost));
  return { queue, dropped, push: (...levels: LogLevel[]) => void levels.map((level) => queue.push(event(level))) };
}

describe("createAppendQueue", () => {
  it("drops the oldest DEBUG or INFO event first", () => {
    const { queue, dropped, push } = setup(3);
    push("ERROR", "INFO", "DEBUG", "WARNING", "CRITICAL");
    expect(dropped).toEqual([2, 3]);
    expect(queue.take(9).map(({ level }) => level)).toEqual(["ERROR", "WARNING", "CRITICAL"]);
  });

  it("drops the oldest of all when every event is important", () => {
    const { dropped, push } = setup(2);
    push("ERROR", "WARNING", "ERROR", "ERROR");
    expect(dropped).toEqual([1, 2]);
  });

  it("drops a new INFO event when only important ones wait", () => {
    const { dropped, push } = setup(2);
    push("ERROR", "ERROR", "INFO");
    expect(dropped).toEqual([3]);
  });

  it("finds a minor event again after some were taken", () => {
    const { queue, dropped, push } = setup(4);
    push("ERROR", "ERROR", "ERROR", "INFO", "ERROR");
    queue.take(2);
    push("INFO", "ERROR", "ERROR");
    expect(dropped).toEqual([4, 6]);
  });
});
