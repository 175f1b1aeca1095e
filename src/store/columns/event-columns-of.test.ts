import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { countCalls } from "../../analytics/count-calls.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { lineSizes } from "../storage/line-bytes.ts";
import { columnsOf, numberColumns, textColumns } from "./column-builder.ts";
import { openColumns, packColumns } from "./columns.ts";
import { joinColumns } from "./join-columns.ts";
import { createFieldBlockBuilder } from "./field-block-builder.ts";
import { fieldBlockOf, openFieldBlock } from "./open-field-block.ts";
import { packFieldBlock } from "./pack-field-block.ts";

const encoder = new TextEncoder();

function pack(events: LogEvent[]) {
  const bytes = encoder.encode(events.map((event) => `${renderJsonLine(event)}\n`).join(""));
  const builder = createFieldBlockBuilder();
  builder.add(bytes);
  const imported = { file: events.map((_, row) => row % 3), rendered: events.map((_, row) => row % 2) };
  return { bytes, imported, packed: packFieldBlock(builder.block(), 40, imported) };
}

/** Every row of every column, texts as texts. */
function rowsOf(columns: EventColumns) {
  return Array.from({ length: columns.length }, (_, row) => [
    ...numberColumns.map((name) => columns[name][row]),
    ...textColumns.map((name) => columns[name]!.values[columns[name]!.codes[row]! - 1]),
  ]);
}

describe("openColumns", () => {
  const events = [...generateEvents(800)];
  events[5] = { ...events[5]!, service: 5 as never, operation: null as never, duration_ms: "7" as never };
  const { bytes, imported, packed } = pack(events);
  const columns = openColumns(packed);
  const expected = columnsOf(events, lineSizes(bytes));

  it("makes the columns of dashboards and filters of a block of all fields", () => {
    expect(rowsOf(columns)).toEqual(rowsOf(expected));
    expect([columns.firstPosition, columns.length]).toEqual([40, 800]);
    expect(countCalls(columns)).toEqual(countCalls(expected));
  });

  it("tells of imported rows the file, and whether the line was rendered", () => {
    expect(Array.from(columns.file!)).toEqual(imported.file);
    expect(Array.from(columns.rendered!)).toEqual(imported.rendered);
    expect(openColumns(pack(events.slice(0, 1)).packed).rendered).toBeDefined();
  });

  it("opens blocks of earlier versions, which hold these columns alone", () => {
    const old = packColumns(joinColumns(40, [expected]));
    expect(rowsOf(openColumns(old))).toEqual(rowsOf(expected));
    expect(openFieldBlock(old)).toBeUndefined();
    expect(fieldBlockOf(bytes, 40).paths).toEqual(openFieldBlock(packed)!.paths);
  });

  it("counts all durations of a field with few values", () => {
    const few = events.slice(0, 100).map((event, row) => ({ ...event, duration_ms: row % 5 }));
    const { packed } = pack(few);
    expect(Array.from(openColumns(packed).durationMs)).toEqual(few.map((event) => event.duration_ms));
  });
});

describe("packFieldBlock", () => {
  it("takes at most a tenth of the bytes of the lines", () => {
    const { bytes, packed } = pack([...generateEvents(3_000)]);
    expect(packed.length).toBeLessThan(bytes.length / 10);
  });

  it("gives the same block when it was opened already", () => {
    const { packed } = pack([...generateEvents(10)]);
    expect(openFieldBlock(packed)).toBe(openFieldBlock(packed));
  });
});
