import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import { textColumns } from "./column-builder.ts";
import { defineLazy } from "./define-lazy.ts";
import type { FieldColumn } from "./field-block.ts";
import type { OpenFieldBlock } from "./open-field-block.ts";
import { requestHashOfKey } from "./request-key.ts";

/** The fields of the text columns; of these a block lists all texts. */
const textPaths: Record<(typeof textColumns)[number], string> = {
  level: "level",
  event: "event",
  service: "service",
  operation: "operation",
  errorType: "error.error_type",
  session: "session_id",
  initiator: "initiator",
};

/** The columns of a block that dashboards and filters read, each made of its fields at the first access. */
export function eventColumnsOf(block: OpenFieldBlock): EventColumns {
  const { firstPosition, length } = block;
  const columns = { firstPosition, length } as EventColumns;
  defineLazy(columns, "timeMs", () => numbersOf(block.column("timestamp"), length));
  defineLazy(columns, "durationMs", () => numbersOf(block.column("duration_ms"), length));
  defineLazy(columns, "lineBytes", () => block.lineBytes);
  defineLazy(columns, "requestHash", () => {
    const hashes = Float64Array.from(block.requestKeys, requestHashOfKey);
    return Float64Array.from(block.requestCodes, (code) => (code === 0 ? 0 : hashes[code - 1]!));
  });
  if (block.imported !== undefined) Object.assign(columns, block.imported);
  for (const name of textColumns) defineLazy(columns, name, () => textsOf(block.column(textPaths[name]), length));
  return columns;
}

/** A number for each row, NaN where there is none. */
function numbersOf(column: FieldColumn | undefined, length: number): ArrayLike<number> {
  const { plain, coded } = column ?? {};
  if (plain !== undefined && plain.rows === undefined) return plain.numbers;
  const numbers = new Float64Array(length).fill(NaN);
  if (plain !== undefined) {
    for (let at = 0; at < plain.numbers.length; at++) numbers[plain.rows![at]!] = plain.numbers[at]!;
  }
  if (coded !== undefined) {
    const ofCode = [NaN, ...coded.values.map((value) => (typeof value === "number" ? value : NaN))];
    for (let at = 0; at < coded.codes.length; at++) {
      const number = ofCode[coded.codes[at]!]!;
      if (number === number) numbers[coded.rows?.[at] ?? at] = number;
    }
  }
  return numbers;
}

/** A code for each row, 0 where it has no text. */
function textsOf(column: FieldColumn | undefined, length: number): TextColumn {
  const coded = column?.coded;
  if (coded === undefined) return { codes: new Uint8Array(length), values: [] };
  const values = coded.values.filter((value) => typeof value === "string");
  if (coded.rows === undefined && values.length === coded.values.length) return { codes: coded.codes, values };
  let texts = 0;
  const newCodes = [0, ...coded.values.map((value) => (typeof value === "string" ? ++texts : 0))];
  const codes = texts <= 0xff ? new Uint8Array(length) : new Uint32Array(length);
  for (let at = 0; at < coded.codes.length; at++) codes[coded.rows?.[at] ?? at] = newCodes[coded.codes[at]!]!;
  return { codes, values };
}
