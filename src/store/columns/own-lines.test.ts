import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { eventFieldTypes, hasFieldTypes } from "../../logging/event-types.ts";
import { logLevels, type LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { hasForeignEscape } from "../original/respell-json.ts";
import { columnsOf, textColumns } from "./column-builder.ts";
import { openColumns } from "./columns.ts";
import { createFieldBlockBuilder } from "./field-block-builder.ts";
import { createOwnLines } from "./own-lines.ts";
import { packFieldBlock } from "./pack-field-block.ts";

const encoder = new TextEncoder();
const own = createOwnLines();
/** Makes no block. */
const checker = createOwnLines();
checker.addOther();

/** Columns of a scanned line; undefined when it is rejected, as it then is where nothing is made of it. */
function scan(bytes: Uint8Array): unknown {
  const end = own.scan(bytes, 0);
  own.add();
  const block = own.finish();
  if (checker.scan(bytes, 0) !== end) throw new Error(`${String(end)} with a block only`);
  if (end !== bytes.length) return undefined;
  const { timeMs, seq, session } = own;
  expect([timeMs, seq, session]).toEqual([checker.timeMs, checker.seq, checker.session]);
  return [...rowOf(openColumns(packFieldBlock(block!, 0))), timeMs, seq, session];
}

/** Columns of the same line parsed as an object; undefined for all but complete, well-typed events in our spelling. */
function parse(bytes: Uint8Array): unknown {
  let event: LogEvent;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    event = JSON.parse(text) as LogEvent;
    if (hasForeignEscape(text) || !hasFieldTypes({ ...event }, eventFieldTypes)) return undefined;
    if (new Date(event.timestamp).toISOString() !== event.timestamp) return undefined;
  } catch {
    return undefined;
  }
  const { level, event: name, message, session_id, seq } = event;
  if (!logLevels.includes(level) || [name, message, session_id, seq].includes(undefined as never)) return undefined;
  const columns = columnsOf([event], [bytes.length + 1]);
  return [...rowOf(columns), columns.timeMs[0], seq + 0, session_id];
}

function rowOf({ timeMs, durationMs, lineBytes, requestHash, ...columns }: EventColumns) {
  const numbers = [timeMs, durationMs, lineBytes, requestHash].map((column) => column[0]! + 0);
  return [...numbers, ...textColumns.map((name) => columns[name]!.values[columns[name]!.codes[0]! - 1])];
}

const [first] = generateEvents(1);

describe("createOwnLines", () => {
  it("accepts every line of ours, with the same columns as parsing it", () => {
    for (const event of generateEvents(2_000)) {
      const bytes = encoder.encode(renderJsonLine(event));
      const scanned = scan(bytes);
      expect(scanned).toBeDefined();
      expect(scanned).toEqual(parse(bytes));
    }
  });

  it("never accepts a damaged line", () => {
    const lines = [...generateEvents(50)].map((event) => encoder.encode(renderJsonLine(event)));
    const byte = fc.oneof(fc.constantFrom(...encoder.encode('"\\{}[],:0123456789eE+-.utfn \n\u0001')), fc.nat(255));
    const damage = fc.record({ line: fc.constantFrom(...lines), at: fc.double({ min: 0, max: 1, noNaN: true }), byte });
    let taken = 0;
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const bytes = damages[0]!.line.slice();
        for (const { at, byte } of damages) bytes[Math.min(bytes.length - 1, Math.floor(at * bytes.length))] = byte;
        const scanned = scan(bytes);
        if (scanned === undefined) return;
        taken++;
        expect(scanned).toEqual(parse(bytes));
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it("agrees with JSON.parse about any value in a field it does not know", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.string({ unit: "grapheme" }), (json, text) => {
        const line = `${renderJsonLine({ ...first!, message: text }).slice(0, -1)},"more":${json}}`;
        const bytes = encoder.encode(line);
        const scanned = scan(bytes);
        if (scanned !== undefined) expect(scanned).toEqual(parse(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves what is unusual to the formats room", () => {
    const line = renderJsonLine(first!);
    const unusual = [
      line.replace("{", "{ "),
      line.replace('"level":"INFO"', '"level":"info"'),
      line.replace('"level":"INFO"', '"level":"IN\\u0046O"'),
      line.replace('"level":"INFO"', '"level":"INFO","level":"INFO"'),
      line.replace('"seq":1', '"seq":"1"'),
      line.replace('"seq":1', '"seq":01'),
      line.replace(/"message":"[^"]*"/, '"message":{"event":"inner"}'),
      line.replace("Z", ""),
      line.replace("2026-01-05", "2026-13-05"),
      line.replace("2026-01-05", "2026-02-30"),
      line.replace("2026-01-05", "9999-12-31"),
      line.replace("2026-01-05", "0001-01-01"),
      line.replace('"service":"ASR","operation"', '"service":{},"operation"'),
      `${line.slice(0, -1)},"data":"text"}`,
      `${line.slice(0, -1)},"error":"refused"}`,
      `${line.slice(0, -1)},"error":{"error_type":5}}`,
      `${line.slice(0, -1)},"more":"\\u0421"}`,
      `${line.slice(0, -1)},"more":"a\\/b"}`,
      line.slice(0, -1),
      `${line} `,
      line.replace("}", `,"deep":${"[".repeat(80)}${"]".repeat(80)}}`),
    ];
    for (const text of unusual) expect([text, scan(encoder.encode(text))]).toEqual([text, undefined]);
  });

  it("rejects surrogates, overlong forms and truncated characters", () => {
    const [head, tail] = renderJsonLine({ ...first!, message: "@" })
      .split("@")
      .map((part) => encoder.encode(part)) as [Uint8Array, Uint8Array];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x80, max: 0xff }), { minLength: 1, maxLength: 4 }), (letters) => {
        const bytes = Uint8Array.from([...head, ...letters, ...tail]);
        expect(scan(bytes)).toEqual(parse(bytes));
      }),
      { numRuns: 20_000 },
    );
    const whole: Partial<LogEvent>[] = [{ message: "ы€𝄞\ud7ff\ue000" }, { message: '\u0000\n"\\' }];
    for (const some of whole) expect(scan(encoder.encode(renderJsonLine({ ...first!, ...some })))).toBeDefined();
  });

  it("makes the block that reading the lines again makes, and none where another row comes between them", () => {
    const bytes = encoder.encode([...generateEvents(500)].map((event) => `${renderJsonLine(event)}\n`).join(""));
    const lines = createOwnLines();
    const read = (before?: (row: number) => void) => {
      for (let start = 0, row = 0; start < bytes.length; row++) {
        before?.(row);
        const end = lines.scan(bytes, start);
        lines.add();
        start = end + 1;
      }
      return lines.finish();
    };
    const again = createFieldBlockBuilder();
    again.add(bytes);
    expect(Buffer.compare(packFieldBlock(read()!, 7), packFieldBlock(again.block(), 7))).toBe(0);
    const between: ((row: number) => void)[] = [
      (row) => void (row === 250 && lines.addOther()),
      (row) => void (row === 250 && lines.scan(encoder.encode('{"level":30}'), 0)),
      // A line that is accepted and then not added.
      (row) => void (row === 250 && lines.scan(bytes, 0)),
    ];
    for (const other of between) expect(read(other)).toBeUndefined();
    expect(read()?.length).toBe(500);
  });
});
