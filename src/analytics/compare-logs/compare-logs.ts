import { openChance, type Chance } from "../differs/chance.ts";
import { compareDurations, countPercentiles } from "./compare-durations.ts";
import { compareSettings } from "./compare-settings.ts";
import { sumOf, type ComparedSide } from "./compared-side.ts";
import { countTestable, findValueDifferences, type ValuesOfBoth } from "./find-value-differences.ts";
import type { LogDifferences, ValueDifference } from "./log-difference.ts";
import { pairByOperation, pairValues, rowsWithValue } from "./pair-values.ts";

/** Of each kind of differences at most this share of equal logs has one by chance, corrected for all that was tried of the kind. */
const level = 0.002;

/** Names what differs between two logs and is no coincidence. */
export function compareLogs(left: ComparedSide, right: ComparedSide): LogDifferences {
  const chance = openChance(Math.max(rowsOf(left) + rowsOf(right), 1));
  const errors = { values: pairByOperation(left.errors, right.errors), all: { left: left.ended, right: right.ended } };
  const others = { left: left.otherLines, right: right.otherLines };
  const otherErrors = pairValues(left.otherErrors, right.otherErrors, others);
  const operations = pairValues(left.calls, right.calls);
  const fields = fieldsOf(left, right);
  const tried = {
    errors: countTestable(errors),
    otherErrors: countTestable(otherErrors),
    operations: countTestable(operations),
    durations: countPercentiles(left.durations, right.durations),
    fields: fields.reduce((sum, field) => sum + countTestable(field), 0),
    settings: new Set([...left.settings, ...right.settings].map(({ event, path }) => `${event} ${path}`)).size,
  };
  const within = (kind: keyof typeof tried) => limits(chance, tried[kind]);
  const found = fields.flatMap((field) =>
    findValueDifferences(field, within("fields")).map((one) => ({ ...one, path: field.path })),
  );
  return {
    errors: findValueDifferences(errors, within("errors")).sort(byCertainty),
    otherErrors: findValueDifferences(otherErrors, within("otherErrors")).sort(byCertainty),
    operations: findValueDifferences(operations, {
      ...within("operations"),
      isWanted: (turn) => turn === "new" || turn === "gone",
    }),
    durations: compareDurations(left.durations, right.durations, within("durations")),
    fields: withoutRepetitions(found.sort(byCertainty)),
    settings: compareSettings(left.settings, right.settings, within("settings")),
    tried: Object.values(tried).reduce((sum, count) => sum + count, 0),
  };
}

const limits = (chance: Chance, tried: number) => ({ chance, lnLimit: Math.log(level / Math.max(1, tried)) });

/** The values of the fields that both logs have; of the rows that have one. */
function fieldsOf(left: ComparedSide, right: ComparedSide): (ValuesOfBoth & { path: string })[] {
  return [...left.fields].flatMap(([path, values]) => {
    const others = right.fields.get(path);
    if (others === undefined) return [];
    const all = { left: rowsWithValue(values), right: rowsWithValue(others) };
    return [{ path, values: pairByOperation(values, others), all }];
  });
}

/** Fields that say the same of the same rows are one difference: the first of them. */
function withoutRepetitions<One extends ValueDifference>(differences: One[]): One[] {
  const rowsOf = ({ left, right, operations }: One) => JSON.stringify([left, right, operations.toSorted()]);
  return [...Map.groupBy(differences, rowsOf).values()].map(([first]) => first!);
}

const byCertainty = (a: ValueDifference, b: ValueDifference) => a.lnProbability - b.lnProbability;

/** Most rows of one table. */
function rowsOf({ calls, otherLines, settings }: ComparedSide): number {
  const events = settings.map(({ values }) => sumOf(values));
  return Math.max(sumOf(calls), otherLines, ...events);
}
