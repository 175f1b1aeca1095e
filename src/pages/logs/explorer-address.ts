import { readNames, writeNames } from "../../app/name-list.ts";
import type { ExploreView, RowOrder } from "../../store/explore.ts";
import { oldConditions } from "./old-link.ts";
import { readRange, type ChosenRange } from "../shared/range-picker/chosen-range.ts";

/** A column of the list: a field by its path, and its width where a person set one. */
export interface ColumnChoice {
  path: string;
  widthPx?: number;
}

/** What the address of the explorer says. */
export interface ExplorerAddress {
  /** The query as it was typed. */
  text: string;
  /** Undefined: calls, or events of a log without calls. */
  view: ExploreView | undefined;
  range: ChosenRange;
  /** Whether own calls are shown; undefined: as the person prefers. */
  hasOwnCalls: boolean | undefined;
  order: RowOrder;
  /** Field by whose values the chart is split. */
  by: string;
  /** Undefined: those that suit the rows. */
  columns: ColumnChoice[] | undefined;
  /** Position of the row whose details are open. */
  at: number | undefined;
}

/** What may stand in the place of the list of rows. */
export const insteadOfRows = ["differs", "patterns", "jq"] as const;

/** Reads a value of the page's address; empty when it is not there. */
export type AddressQuery = (name: string) => string;

/** What an address says; a link of an earlier version means the same as when it was made. */
export function readExplorerAddress(query: AddressQuery): ExplorerAddress {
  const old = oldConditions(query);
  const value = (name: string) => old?.[name] ?? query(name);
  const at = value("at");
  return {
    text: value("q"),
    view: viewOf(value("view") === "jq" ? value("of") || "events" : value("view")),
    range: readRange(value),
    hasOwnCalls: value("own") === "" ? undefined : value("own") === "1",
    order: readOrder(value("sort")),
    by: value("by") || "outcome",
    columns: value("cols") === "" ? undefined : readColumns(value("cols")),
    at: /^\d+$/.test(at) ? Number(at) : undefined,
  };
}

/** Patterns are those of events. */
function viewOf(name: string): ExploreView | undefined {
  return name === "calls" ? name : name === "events" || name === "patterns" ? "events" : undefined;
}

/** `-duration_ms`: by duration, longest first. Newest first where nothing is said. */
function readOrder(sort: string): RowOrder {
  if (sort === "") return { by: "time", isDescending: true };
  return sort.startsWith("-") ? { by: sort.slice(1), isDescending: true } : { by: sort, isDescending: false };
}

/** The order as the address has it; empty for the usual one. */
export function writeOrder({ by, isDescending }: RowOrder): string {
  return by === "time" && isDescending ? "" : `${isDescending ? "-" : ""}${by}`;
}

function readColumns(list: string): ColumnChoice[] {
  const columns = readNames(list).map((name): ColumnChoice => {
    const [, path, width] = /^(.*)~(\d{2,4})$/s.exec(name) ?? [];
    return path === undefined ? { path: name } : { path, widthPx: Number(width) };
  });
  return [...new Map(columns.map((column) => [column.path, column])).values()];
}

/** The columns as the address has them. */
export function writeColumns(columns: readonly ColumnChoice[]): string {
  return writeNames(columns.map(({ path, widthPx }) => (widthPx === undefined ? path : `${path}~${String(widthPx)}`)));
}
