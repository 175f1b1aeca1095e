import fc from "fast-check";
import { expect, it } from "vitest";
import { fieldBlockOf } from "../../columns/open-field-block.ts";
import { createFieldLister } from "./field-list.ts";
import type { LogChunks } from "./log-chunks.ts";

function logOf(values: unknown[][]): LogChunks {
  let rows = 0;
  const blocks = values.map((some, at) => {
    const lines = some.map((value) => `${JSON.stringify({ timestamp: "2026-01-05T09:00:00.000Z", x: value })}\n`);
    const block = fieldBlockOf(new TextEncoder().encode(lines.join("")), rows);
    rows += block.length;
    return { block, firstRow: rows - block.length, sealed: at < values.length - 1 };
  });
  return { epoch: "a", position: rows, rows, settledRows: rows, chunks: [], blocks };
}

const spelled = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', "\\", ",", "[", "]", "ы", "a", "\n", "null"), maxLength: 9 }),
  fc.constantFrom(null, true, false, 0, -1.5, 1e-7, 12, [1, '"'], [], ["\\"]),
);

it("counts the distinct values of all blocks, however they are spelled, and tells their kinds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(spelled, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 4 }),
      (values) => {
        const field = createFieldLister()
          .list(logOf(values))
          .find(({ path }) => path === "x")!;
        const all = values.flat().map((value) => (Array.isArray(value) ? JSON.stringify(value) : value));
        expect(field.present).toBe(all.length);
        expect(field.values).toBe(new Set(all).size);
        const kinds = new Set(
          values.flat().map((value) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value)),
        );
        for (const kind of ["null", "boolean", "number"] as const)
          expect(field.kinds.includes(kind)).toBe(kinds.has(kind));
        expect(field.kinds.includes("text") || field.kinds.includes("list")).toBe(
          kinds.has("string") || kinds.has("list"),
        );
      },
    ),
  );
});
