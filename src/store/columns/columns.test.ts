import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { columnsOf, createColumnBuilder, hashRequestId } from "./column-builder.ts";
import { openColumns, packColumns } from "./columns.ts";
import { joinColumns } from "./join-columns.ts";

const events = [...generateEvents(1_000)];
const sizes = events.map((_, index) => 100 + index);
/** In two parts, as two commits would leave them. */
const columns = openColumns(
  packColumns(joinColumns(7, [columnsOf(events.slice(0, 400), sizes), columnsOf(events.slice(400), sizes.slice(400))])),
);

describe("packColumns", () => {
  it("restores every field of every row", () => {
    const rows = events.map((_, row) => ({
      time: columns.timeMs[row],
      level: columns.level.values[columns.level.codes[row]! - 1],
      event: columns.event.values[columns.event.codes[row]! - 1],
      service: columns.service.values[columns.service.codes[row]! - 1],
      error: columns.errorType.values[columns.errorType.codes[row]! - 1],
      duration: columns.durationMs[row],
      bytes: columns.lineBytes[row],
      hash: columns.requestHash[row],
    }));
    expect(rows).toEqual(
      events.map((event, index) => ({
        time: Date.parse(event.timestamp),
        level: event.level,
        event: event.event,
        service: event.service,
        error: event.error?.error_type,
        duration: event.duration_ms ?? NaN,
        bytes: 100 + index,
        hash: hashRequestId(event.request_id),
      })),
    );
    expect([columns.firstPosition, columns.length]).toEqual([7, 1_000]);
  });

  it("takes at most 20 bytes for an event", () => {
    const packed = packColumns(columnsOf(events, Array(1_000).fill(290)));
    expect(packed.length / events.length).toBeLessThanOrEqual(20);
  });

  it("treats fields of an unexpected type as absent", () => {
    const foreign = { timestamp: 5, level: {}, event: null, duration_ms: "7", error: "no" } as unknown as LogEvent;
    const row = createColumnBuilder();
    row.add(foreign, 10);
    expect([row.level.codes, row.event.codes, row.errorType.codes, row.requestHash]).toEqual([[0], [0], [0], [0]]);
    expect(row.durationMs).toEqual([NaN]);
  });

  it("survives a copy between threads", () => {
    expect(structuredClone(columns).level).toEqual(columns.level);
  });
});
