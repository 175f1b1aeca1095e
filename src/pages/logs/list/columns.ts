import type { Query } from "../../../query/query.ts";
import type { ExploreRow, ExploreView } from "../../../store/explore.ts";
import type { ColumnChoice } from "../explorer-address.ts";
import { rowValue } from "../event-fields.ts";

/** A column as it is shown. */
export interface Column {
  path: string;
  widthPx: number;
}

/** Widths of columns that a person set none for, in pixels. */
const widthsPx: Record<string, number> = {
  timestamp: 160,
  level: 56,
  service: 112,
  operation: 176,
  outcome: 168,
  duration_ms: 108,
  event: 168,
  message: 320,
};
/** Narrowest and widest column, in pixels. */
export const columnBoundsPx = { least: 48, most: 900, usual: 136 } as const;

const common = ["timestamp", "service", "operation", "outcome", "duration_ms"];
/** What matters in the calls of a service, most telling first. */
const byService: Record<string, string[]> = {
  TTS: ["request_data.voice_name", "request_data.sample_rate_hertz", "request_data.text"],
  ASR: [
    "request_data.model",
    "request_data.sample_rate_hertz",
    "response_data.audio_seconds",
    "response_data.transcript",
  ],
  VoiceCloning: ["request_data.task_id", "response_data.status"],
  Models: ["response_data.models_count"],
};
const ofEvents = ["timestamp", "level", "service", "event", "message"];

/** What the columns are chosen by. */
export interface ColumnsContext {
  view: ExploreView;
  query: Query;
  /** Rows in memory: what is in none of them is no column. */
  rows: readonly ExploreRow[];
}

/**
 * The columns that suit the rows: those that matter for their services, without those that the query makes constant. The
 * outcome of a failure says its status, so it stays.
 */
export function usualColumns({ view, query, rows }: ColumnsContext): string[] {
  if (view === "events") return ofEvents.filter((path) => path === "message" || !isConstant(query, path));
  const services = new Set(rows.map(({ event }) => event.service));
  const special = [...services].flatMap((service) => byService[service ?? ""] ?? []);
  const found = [...new Set(special)].filter((path) => rows.some((row) => rowValue(row, path) !== undefined));
  const stays = new Set(["timestamp", ...(rows.some(({ event }) => event.error !== undefined) ? ["outcome"] : [])]);
  return [...common, ...found].filter((path) => stays.has(path) || !isConstant(query, path));
}

/** Whether all matching rows have one value in a field: the query names it. */
function isConstant(query: Query, path: string): boolean {
  if (query.is === "and") return query.parts.some((part) => isConstant(part, path));
  return query.is === "field" && query.path === path && query.test.is === "value";
}

/** The columns as they are shown, with a width each. */
export function shownColumns(choices: readonly ColumnChoice[]): Column[] {
  return choices.map(({ path, widthPx }) => ({ path, widthPx: bounded(widthPx ?? widthsPx[path]) }));
}

/** A width in pixels within the bounds. */
export function bounded(widthPx: number = columnBoundsPx.usual): number {
  return Math.round(Math.max(columnBoundsPx.least, Math.min(columnBoundsPx.most, widthPx)));
}

/** The columns with one of them moved by so many places. */
export function moved(columns: readonly Column[], path: string, by: number): Column[] {
  const from = columns.findIndex((column) => column.path === path);
  const to = Math.max(0, Math.min(columns.length - 1, from + by));
  if (from < 0 || to === from) return [...columns];
  const rest = columns.toSpliced(from, 1);
  return rest.toSpliced(to, 0, columns[from]!);
}

/** The grid of a row: the last column takes what is left. */
export function gridOf(columns: readonly Column[]): string {
  const widths = columns.map(({ widthPx }) => `${String(widthPx)}px`);
  return [...widths.slice(0, -1), `minmax(${widths.at(-1) ?? "0"}, 1fr)`].join(" ");
}

/** A path as short as it can be told from the others. */
export function shortPath(path: string, all: readonly string[]): string {
  const last = path.slice(path.lastIndexOf(".") + 1);
  return all.some((other) => other !== path && other.slice(other.lastIndexOf(".") + 1) === last) ? path : last;
}
