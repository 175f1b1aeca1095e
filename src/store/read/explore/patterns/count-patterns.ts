import { logLevels } from "../../../../logging/log-event.ts";
import { patternPath } from "../../../../query/messages/message-pattern.ts";
import type { Scalar } from "../../../../query/query.ts";
import type { PatternCounts, PatternOrder, PatternsAnswer, PatternsRequest } from "../../../patterns.ts";
import { timeBinsOf } from "../chart.ts";
import { absent, codeCount } from "../log-column.ts";
import type { Mask } from "../masks.ts";
import type { RowTable } from "../row-table.ts";

/** What all lines of one pattern are. */
interface Tally {
  lines: number;
  errors: number;
  firstMs: number;
  lastMs: number;
}

/**
 * Counts the patterns of lines.
 *
 * @param table the events view; its patterns are read
 * @param failed 0 for the lines that are counted
 */
export function countPatterns(
  table: RowTable,
  failed: Mask,
  { order, search = "", limit, bins, fromMs, toMs }: PatternsRequest & { fromMs: number; toMs: number },
): Omit<PatternsAnswer, "position"> {
  const column = table.column(patternPath);
  const { codes, firstValue, values } = column ?? { codes: new Uint8Array(table.rows), firstValue: 1, values: [] };
  const isError = errorCodes(table);
  const tallies = tallyCodes(table, codes, column === undefined ? 1 : codeCount(column), failed, isError);
  const patternOf = (code: number) => (code === absent ? undefined : (values[code - firstValue] as string));
  const present = tallies.flatMap((tally, code) =>
    tally.lines > 0 ? [{ ...tally, code, pattern: patternOf(code) }] : [],
  );
  const wanted = search.toLowerCase();
  const found = present
    .filter(({ pattern }) => wanted === "" || pattern?.toLowerCase().includes(wanted))
    .sort((one, other) => compare(order, one, other));
  const shown = found.slice(0, limit);
  const linesOf = (some: readonly Tally[]) => some.reduce((sum, { lines }) => sum + lines, 0);
  const placeOf = new Int32Array(tallies.length).fill(-1);
  for (const [place, { code }] of shown.entries()) placeOf[code] = place;
  const courses = countCells(
    placeOf,
    codes,
    timeBinsOf(table, fromMs, toMs, bins).codes,
    failed,
    shown.length,
    bins + 1,
  );
  const levels = levelsOf(table, placeOf, codes, failed, shown.length);
  return {
    lines: linesOf(present),
    distinct: present.length,
    found: { patterns: found.length, lines: linesOf(found) },
    patterns: shown.map(({ pattern, lines, errors, firstMs, lastMs }, place): PatternCounts => ({
      pattern,
      lines,
      errors,
      levels: levels[place]!,
      course: [...courses.subarray(place * (bins + 1) + 1, (place + 1) * (bins + 1))],
      ...(firstMs <= lastMs ? { firstMs, lastMs } : { firstMs: undefined, lastMs: undefined }),
    })),
    further: { patterns: found.length - shown.length, lines: linesOf(found.slice(limit)) },
    fromMs,
    toMs,
  };
}

function tallyCodes(
  { rows, times, column }: RowTable,
  codes: ArrayLike<number>,
  count: number,
  failed: Mask,
  isError: Uint8Array,
): Tally[] {
  const tallies = Array.from({ length: count }, (): Tally => ({
    lines: 0,
    errors: 0,
    firstMs: Infinity,
    lastMs: -Infinity,
  }));
  const levels = column("level")?.codes;
  for (let row = 0; row < rows; row++) {
    if (failed[row] !== 0) continue;
    const tally = tallies[codes[row]!]!;
    const time = times[row]!;
    tally.lines++;
    tally.errors += levels === undefined ? 0 : isError[levels[row]!]!;
    if (time < tally.firstMs) tally.firstMs = time;
    if (time > tally.lastMs) tally.lastMs = time;
  }
  return tallies;
}

/** For each code of the level whether it is one of errors. */
function errorCodes({ column }: RowTable): Uint8Array {
  const levels = column("level");
  if (levels === undefined) return new Uint8Array(1);
  const ofValues = levels.values.map((level) => (level === "ERROR" || level === "CRITICAL" ? 1 : 0));
  return Uint8Array.from([...new Array<number>(levels.firstValue).fill(0), ...ofValues]);
}

type Compared = Tally & { pattern: string | undefined };

function compare(order: PatternOrder, one: Compared, other: Compared): number {
  const first = order === "newest" ? other.lastMs - one.lastMs : order === "errors" ? shareOf(other) - shareOf(one) : 0;
  if (first !== 0 && first === first) return first;
  return other.lines - one.lines || compareText(one.pattern ?? "", other.pattern ?? "");
}

const shareOf = ({ errors, lines }: Tally) => errors / lines;
const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Lines by the place of their pattern and a second code: those of place `p` and code `c` are at `p * width + c`. */
function countCells(
  placeOf: Int32Array,
  codes: ArrayLike<number>,
  others: ArrayLike<number>,
  failed: Mask,
  places: number,
  width: number,
): Uint32Array {
  const cells = new Uint32Array(places * width);
  for (let row = 0; row < codes.length; row++) {
    const place = placeOf[codes[row]!]!;
    if (place >= 0 && failed[row] === 0) cells[place * width + others[row]!]!++;
  }
  return cells;
}

function levelsOf(
  { column }: RowTable,
  placeOf: Int32Array,
  codes: ArrayLike<number>,
  failed: Mask,
  places: number,
): { level: Scalar; lines: number }[][] {
  const levels = column("level");
  if (levels === undefined) return Array.from({ length: places }, () => []);
  const { firstValue, values } = levels;
  const width = codeCount(levels);
  const cells = countCells(placeOf, codes, levels.codes, failed, places, width);
  const severity = (level: Scalar) => (logLevels as readonly Scalar[]).indexOf(level);
  return Array.from({ length: places }, (_, place) =>
    values
      .map((level, at) => ({ level, lines: cells[place * width + firstValue + at]! }))
      .filter(({ lines }) => lines > 0)
      .sort((one, other) => severity(one.level) - severity(other.level)),
  );
}
