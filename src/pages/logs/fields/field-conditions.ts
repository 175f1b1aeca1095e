import type { FieldTest, Query, Scalar } from "../../../query/query.ts";

/** What the conditions of a query say about one field, as far as a panel of values can show it. */
export interface FieldConditions {
  included: FieldTest[];
  excluded: FieldTest[];
  /** Bounds in numbers; undefined: none on this side. */
  from: number | undefined;
  to: number | undefined;
  /** Whether any condition tests only this field: its own counts are taken without it. */
  isTested: boolean;
}

/** The conditions of the outermost `and` that test nothing but this field. */
export function conditionsOn(query: Query, path: string): FieldConditions {
  const found: FieldConditions = { included: [], excluded: [], from: undefined, to: undefined, isTested: false };
  for (const part of query.is === "and" ? query.parts : [query]) {
    const tests = testsOf(part, path);
    if (tests === undefined) continue;
    found.isTested = true;
    for (const { test, isNegated } of tests) {
      if (isNegated) found.excluded.push(test);
      else if (test.is === "range") [found.from, found.to] = [bound(test.from), bound(test.to)];
      else found.included.push(test);
    }
  }
  return found;
}

/** Whether a test of equality means this value. Levels and outcomes are equal in any case. */
export function meansValue(test: FieldTest, path: string, value: Scalar): boolean {
  if (test.is !== "value") return false;
  if (typeof value === "string") {
    const fold = (text: string) => (path === "level" || path === "outcome" ? text.toLowerCase() : text);
    return fold(test.value) === fold(value);
  }
  if (test.isQuoted) return false;
  return typeof value === "number" ? Number(test.value) === value && test.value !== "" : test.value === String(value);
}

/** The tests of a condition, if all are of this field. */
function testsOf(query: Query, path: string): { test: FieldTest; isNegated: boolean }[] | undefined {
  if (query.is === "field") return query.path === path ? [{ test: query.test, isNegated: false }] : undefined;
  if (query.is === "not") {
    return testsOf(query.part, path)?.map(({ test, isNegated }) => ({ test, isNegated: !isNegated }));
  }
  if (query.is !== "or" && query.is !== "and") return undefined;
  const all = query.parts.map((part) => testsOf(part, path));
  return all.some((tests) => tests === undefined) ? undefined : all.flatMap((tests) => tests ?? []);
}

function bound(bound: { value: string } | undefined): number | undefined {
  const number = Number(bound?.value ?? NaN);
  return Number.isNaN(number) ? undefined : number;
}
