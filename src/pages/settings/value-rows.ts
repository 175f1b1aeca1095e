import type { ValuePlaces } from "../../app/find-value/value-places.ts";
import type { valueText } from "./value-text.ts";

/** A place in which a value stands, for the table. */
export interface ValueRow {
  place: string;
  /** Lines of a log, records of a database or keys of the settings; absent for names. */
  holders?: number;
  occurrences: number;
}

/** The places as rows: the live log by file parts, then imported logs, databases and settings. */
export function valueRows({ logs, tables, localStorage }: ValuePlaces, text: typeof valueText.en): ValueRow[] {
  const rows: ValueRow[] = [];
  for (const { id, name = "", parts, inNames } of logs) {
    const sorted = parts.toSorted((a, b) => (a.file === b.file ? a.backup - b.backup : a.file < b.file ? 1 : -1));
    for (const { file, backup, lines, occurrences } of sorted) {
      const place = id === undefined ? text.backup(file, backup) : text.inImported(name);
      rows.push({ place, holders: lines, occurrences });
    }
    if (inNames > 0) rows.push({ place: text.namesOf(name), occurrences: inNames });
  }
  for (const [database, found] of Map.groupBy(tables, (table) => table.database)) {
    const sum = (of: "records" | "occurrences") => found.reduce((total, table) => total + table[of], 0);
    rows.push({
      place: text.databases[database] ?? database,
      holders: sum("records"),
      occurrences: sum("occurrences"),
    });
  }
  const { keys, occurrences } = localStorage;
  if (occurrences > 0) rows.push({ place: text.settings, holders: keys, occurrences });
  return rows;
}
