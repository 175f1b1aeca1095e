import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import type { LogFilter } from "../../store/log-store.ts";

/** How many stored events each choice would show, with all other conditions as they are. */
export interface Facets {
  levels: Map<string, number>;
  services: Map<string, number>;
}

/** Conditions that columns can answer for. */
export type FacetFilter = Pick<LogFilter, "levels" | "services">;

/** Counts levels among events of the chosen services, and services among events of the chosen levels. Exact. */
export function countFacets(blocks: EventColumns[], filter: FacetFilter): Facets {
  const facets: Facets = { levels: new Map(), services: new Map() };
  for (const { length, level, service } of blocks) {
    const levelChosen = chosen(level, filter.levels);
    const serviceChosen = chosen(service, filter.services);
    const byLevel = new Uint32Array(level.values.length + 1);
    const byService = new Uint32Array(service.values.length + 1);
    for (let row = 0; row < length; row++) {
      const levelCode = level.codes[row]!;
      const serviceCode = service.codes[row]!;
      if (serviceChosen[serviceCode]) byLevel[levelCode]!++;
      if (levelChosen[levelCode]) byService[serviceCode]!++;
    }
    add(facets.levels, level, byLevel);
    add(facets.services, service, byService);
  }
  return facets;
}

/** For each code of a column, 1 when its value is among the wanted ones; all are when nothing is wanted in particular. */
function chosen(column: TextColumn, wanted: string[] | undefined): Uint8Array {
  const flags = new Uint8Array(column.values.length + 1);
  if (wanted === undefined) return flags.fill(1);
  for (const [index, value] of column.values.entries()) flags[index + 1] = wanted.includes(value) ? 1 : 0;
  return flags;
}

function add(counts: Map<string, number>, column: TextColumn, byCode: Uint32Array): void {
  for (const [index, value] of column.values.entries()) {
    counts.set(value, (counts.get(value) ?? 0) + byCode[index + 1]!);
  }
}
