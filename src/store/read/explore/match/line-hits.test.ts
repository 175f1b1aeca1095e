import { describe, expect, it } from "vitest";
import { eventColumnsOf } from "../../../columns/event-columns-of.ts";
import { fieldBlockOf } from "../../../columns/open-field-block.ts";
import type { LogChunk, LogChunks } from "../log-chunks.ts";
import { createLineHits } from "./line-hits.ts";

const encoder = new TextEncoder();

/** A log of segments, and how often lines of each were read. */
function openLog(segments: object[][], hasTexts = true) {
  const reads = segments.map(() => 0);
  let rows = 0;
  const chunks = segments.map((events, at): LogChunk => {
    const bytes = encoder.encode(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    const block = fieldBlockOf(bytes, rows);
    const columns = eventColumnsOf(block);
    if (!hasTexts) Object.defineProperty(block, "texts", { value: undefined });
    const firstRow = rows;
    rows += events.length;
    const read = () => {
      reads[at]!++;
      return Promise.resolve(bytes);
    };
    return {
      sealed: true,
      firstPosition: firstRow,
      firstRow,
      length: events.length,
      fromRow: 0,
      columns: () => columns,
      read,
      block,
    };
  });
  const log: LogChunks = { epoch: "e", position: rows, rows, settledRows: rows, chunks, blocks: [] };
  return { log, reads };
}

const calls = Array.from({ length: 200 }, (_, at) => ({
  service: at % 2 === 0 ? "TTS" : "Recognition",
  request_id: `req_${String(at)}_gandelman`,
  message: `call ${String(at)} of ${String(at * 7)}`,
}));
const others = Array.from({ length: 200 }, (_, at) => ({
  service: "Recognition",
  request_id: `req_${String(at)}_kishchik`,
}));
const rowsOf = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0);

describe("createLineHits", () => {
  it("reads only segments that may say a text", async () => {
    const { log, reads } = openLog([calls, others]);
    const hits = createLineHits();
    expect(rowsOf(await hits.withText(log, "nowhere"))).toBe(0);
    expect(rowsOf(await hits.withText(log, "recognition"))).toBe(300);
    expect(rowsOf(await hits.withText(log, "request_id"))).toBe(400);
    expect(reads).toEqual([0, 0]);
    expect(rowsOf(await hits.withText(log, "_17_GANDEL"))).toBe(1);
    expect(reads).toEqual([1, 0]);
    expect(rowsOf(await hits.withText(log, "TTS"))).toBe(100);
    expect(reads).toEqual([2, 1]);
  });

  it("reads all segments of a log whose blocks have no filter", async () => {
    const { log, reads } = openLog([calls, others], false);
    const hits = createLineHits();
    expect(rowsOf(await hits.withText(log, "recognition"))).toBe(300);
    expect(rowsOf(await hits.withText(log, "nowhere"))).toBe(0);
    expect(reads).toEqual([2, 2]);
  });

  it("reads for a regular expression only lines with a text that it needs", async () => {
    const { log, reads } = openLog([calls, others]);
    const hits = createLineHits();
    expect(rowsOf(await hits.withRegex(log, "req_1[79]_kish+chik"))).toBe(2);
    expect(reads).toEqual([1, 1]);
    expect(rowsOf(await hits.withRegex(log, "_gandelman.*call 1.? of"))).toBe(11);
    expect(reads).toEqual([2, 1]);
    expect(rowsOf(await hits.withRegex(log, "nowhere.*"))).toBe(0);
    expect(reads).toEqual([2, 1]);
  });

  it("looks for an unlisted value only in segments that may have it", async () => {
    const { log, reads } = openLog([calls, others]);
    const id = "req_17_gandelman";
    const test = { is: "value", value: id, isQuoted: false } as const;
    const marks = await createLineHits().withValue(log, {
      path: "request_id",
      test,
      passes: (value) => value === id,
      key: id,
    });
    expect([...marks].flatMap((mark, row) => (mark === 1 ? [row] : []))).toEqual([17]);
    expect(reads[1]).toBe(0);
  });
});
