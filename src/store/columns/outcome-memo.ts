import { computedFields } from "../../query/computed-fields.ts";
import { codeOf, listText, textOfCode, type GrowingColumn } from "./growing-column.ts";

/** Remembers the outcome of events without an error, by name and level. */
export interface OutcomeMemo {
  /** Code of the outcome in its column, 0 for none; undefined where the line has to be parsed. */
  codeAt(row: number): number | undefined;
}

/** Most levels that are told apart. */
const maxLevels = 4096;

/** Creates an empty memory for the columns of a block. */
export function createOutcomeMemo(columns: ReadonlyMap<string, GrowingColumn>): OutcomeMemo {
  const event = columns.get("event")!;
  const level = columns.get("level")!;
  const outcome = columns.get("outcome")!;
  const known = new Map<number, number | undefined>();
  let lastKey = -1;
  let lastCode: number | undefined;

  function compute(eventCode: number, levelCode: number): number | undefined {
    if (levelCode >= maxLevels) return undefined;
    const fields = { event: textOfCode(event, eventCode), level: textOfCode(level, levelCode), message: "any" };
    const { outcome: text, error_group: group } = computedFields(fields);
    if (group !== undefined) return undefined;
    return text === undefined ? codeOf.unlisted : listText(outcome, text);
  }

  return {
    codeAt(row) {
      const eventCode = codeAtRow(event, row);
      const levelCode = codeAtRow(level, row);
      const key = eventCode * maxLevels + levelCode;
      if (key === lastKey) return lastCode;
      if (!known.has(key)) known.set(key, compute(eventCode, levelCode));
      lastKey = key;
      return (lastCode = known.get(key));
    },
  };
}

/** Code of the value of the newest row; 0 where it has none, or a number. */
function codeAtRow({ rows, codes, length }: GrowingColumn, row: number): number {
  return length > 0 && rows[length - 1] === row ? codes[length - 1]! : codeOf.unlisted;
}
