import { levelOrder } from "../match/create-value-test.ts";
import type { PlacedTest } from "../parse-query.ts";
import type { Bound, FieldTest } from "../query.ts";
import { readNumber } from "../read-number.ts";
import { resolveTimes } from "../resolve-times.ts";

/** Why a test that is well written finds nothing. */
export type QueryWarningKind =
  /** It ends before it begins: `[5000 TO 1000]`. */
  | "range-reversed"
  /** One bound is a number, the other a text. */
  | "bounds-mixed"
  /** A text is asked of a field that has only numbers. */
  | "number-expected";

/** A part of a query that finds nothing, with its place in the text; it stays in force. */
export interface QueryWarning {
  kind: QueryWarningKind;
  start: number;
  end: number;
}

/**
 * Names the tests that can find nothing.
 *
 * @param isNumeric whether all values of a field are numbers
 */
export function queryWarnings(tests: readonly PlacedTest[], isNumeric: (path: string) => boolean): QueryWarning[] {
  return tests.flatMap(({ path, test, start, end }) => {
    const isOfNumbers = path !== "timestamp" && isNumeric(path);
    const kind = isOfNumbers && !asksNumber(test) ? "number-expected" : wrongRange(path, test);
    return kind === undefined ? [] : [{ kind, start, end }];
  });
}

function asksNumber(test: FieldTest): boolean {
  if (test.is === "value") return !test.isQuoted && readNumber(test.value) !== undefined;
  if (test.is !== "range") return true;
  return [test.from, test.to].every((bound) => bound === undefined || readNumber(bound.value) !== undefined);
}

function wrongRange(path: string, test: FieldTest): QueryWarningKind | undefined {
  if (test.is !== "range" || test.from === undefined || test.to === undefined) return undefined;
  if (path === "timestamp") return endsBefore(...timesOf(test, test.from, test.to)) ? "range-reversed" : undefined;
  const read = path === "level" ? severityOf : ({ value }: Bound) => readNumber(value);
  const [from, to] = [read(test.from), read(test.to)];
  if ((from === undefined) !== (to === undefined)) return "bounds-mixed";
  const [least, most] = from === undefined || to === undefined ? [test.from.value, test.to.value] : [from, to];
  const isEmpty = test.from.isInclusive && test.to.isInclusive ? least > most : least >= most;
  return isEmpty ? "range-reversed" : undefined;
}

const severityOf = ({ value }: Bound) => levelOrder.indexOf(value.toUpperCase());

/** Milliseconds of both ends; none where only one of them is relative: the moment decides. */
function timesOf(test: FieldTest, from: Bound, to: Bound): [number, number] {
  const isRelative = ({ value }: Bound) => value.startsWith("now");
  if (isRelative(from) !== isRelative(to)) return [NaN, NaN];
  const resolved = resolveTimes({ is: "field", path: "timestamp", test }, { nowMs: Date.UTC(2000, 0), zone: "utc" });
  if (resolved.is !== "field" || resolved.test.is !== "range") return [NaN, NaN];
  return [Date.parse(resolved.test.from!.value), Date.parse(resolved.test.to!.value)];
}

const endsBefore = (fromMs: number, toMs: number) => fromMs >= toMs;
