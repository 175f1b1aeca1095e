import type { ValueInLog } from "../../store/value-report.ts";
import type { ValuePlaces } from "./value-places.ts";

/** What the audit event of a removal says: from where, and how many. No name that a person gave is in it. */
export function removalRecord(places: ValuePlaces): Record<string, unknown> {
  const { logs, tables, localStorage, complete, problem, occurrences } = places;
  return {
    occurrences,
    complete,
    ...(problem !== undefined && { problem }),
    logs: logs.map(logRecord),
    tables: tables.map(({ database, table, ...counts }) => ({ table: `${database}/${table}`, ...counts })),
    local_storage: localStorage,
  };
}

function logRecord({ id, parts, inNames }: ValueInLog): Record<string, unknown> {
  return {
    log: id ?? "live",
    files: parts.map(({ file, backup, lines, occurrences }) => ({
      file: backup === 0 ? file : `${file}.${String(backup)}`,
      lines,
      occurrences,
    })),
    ...(inNames > 0 && { in_names: inNames }),
  };
}
