import type { TextsWithValue } from "../../local-archive/stored-texts.ts";
import type { ValueReport } from "../../store/value-report.ts";
import type { KeysWithValue } from "./scan-local-storage.ts";

/** Where a value stands, or stood, in everything that this browser stores for the console. */
export interface ValuePlaces extends ValueReport {
  tables: TextsWithValue[];
  /** Settings, lists of models and unload journals. */
  localStorage: KeysWithValue;
  /** True when the browser gave no access to the archive and the other databases. */
  databasesUnread: boolean;
  /** Over all places. */
  occurrences: number;
}

/** Adds up the occurrences of all places. */
export function summed(places: Omit<ValuePlaces, "occurrences">): ValuePlaces {
  const inLogs = places.logs.flatMap(({ inNames, parts }) => [inNames, ...parts.map((part) => part.occurrences)]);
  const counts = [...inLogs, ...places.tables.map((table) => table.occurrences), places.localStorage.occurrences];
  return { ...places, occurrences: counts.reduce((sum, count) => sum + count, 0) };
}
