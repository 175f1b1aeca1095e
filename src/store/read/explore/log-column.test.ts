import { expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { fieldBlockOf } from "../../columns/open-field-block.ts";
import { indexCalls } from "./call-index.ts";
import { foldColumn } from "./fold-columns.ts";
import type { LogChunks } from "./log-chunks.ts";
import { callColumn, lineColumn, type LogColumn } from "./log-column.ts";

/** A log whose lines are out of order, so that many calls have lines after their ends. */
function shuffledLog(): LogChunks {
  const events = [...exploredLog(1_200)];
  for (let at = 0; at + 7 < events.length; at += 5) [events[at], events[at + 7]] = [events[at + 7]!, events[at]!];
  const blocks = [0, 500, 900].map((from, part) => {
    const some = events.slice(from, [500, 900, 1_200][part]);
    const bytes = new TextEncoder().encode(some.map((event) => `${JSON.stringify(event)}\n`).join(""));
    const block = fieldBlockOf(bytes, from);
    return { block, firstRow: from, sealed: true };
  });
  return { epoch: "a", position: 1_200, rows: 1_200, settledRows: 1_200, chunks: [], blocks };
}

const valuesOf = ({ codes, values, firstValue }: LogColumn) =>
  Array.from(codes, (code) => (code < firstValue ? code : values[code - firstValue]));

it("makes the columns of calls from blocks as it folds those of lines", () => {
  const log = shuffledLog();
  const index = indexCalls(log, lineColumn(log, "event"));
  expect(index.earlyEnds.length).toBeGreaterThan(20);
  const paths = new Set(log.blocks.flatMap(({ block }) => block.paths));
  expect(paths.size).toBeGreaterThan(15);
  // Times of calls are made of their first lines, elsewhere.
  paths.delete("timestamp");
  for (const path of [...paths, "nowhere"]) {
    const ofLines = lineColumn(log, path);
    const made = callColumn(log, path, index);
    expect(made && valuesOf(made), path).toEqual(ofLines && valuesOf(foldColumn(ofLines, index)));
    expect(made?.hasUnlisted).toBe(ofLines && foldColumn(ofLines, index).hasUnlisted);
    expect(made?.scale).toEqual(ofLines?.scale);
  }
});
