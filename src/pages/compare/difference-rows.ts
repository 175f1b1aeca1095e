import type { LogDifferences, Part, Turn } from "../../analytics/compare-logs/log-difference.ts";
import type { PercentileEstimate, SettingDifference } from "../../analytics/compare-logs/log-difference.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { Scalar } from "../../query/query.ts";
import { shortNames } from "../shared/clauses/field-names.ts";
import { valueText } from "../shared/clauses/value-text.ts";
import type { AnsweredSide, ComparedLogs, SideName } from "./compare-page.svelte.ts";
import { sideNames } from "./compare-page.svelte.ts";
import type { CompareText } from "./compare-text.ts";
import { durationLink, errorLink, fieldLink, operationLink, otherErrorLink, settingLink } from "./difference-query.ts";

/** How something stands in the second log. */
export type RowTurn = Turn | "slower" | "faster" | "other";

/** A number or a value of one side. */
export interface Cell {
  text: string;
  /** Its rows in the explorer; absent where there are none. */
  href?: string;
  /** Out of how many, or how sure. */
  beside?: string;
}

/** A difference as a row of a table. */
export interface DifferenceRow {
  key: string;
  turn: RowTurn;
  name: string;
  tone: "worse" | "better" | "neutral";
  /** More than one for the values of a setting; none where the log says nothing of it. */
  cells: Record<SideName, Cell[]>;
}

/** The tables of a comparison, in the order of the page; without empty ones. */
export function differenceTables(
  { differences, ...sides }: ComparedLogs,
  format: Format,
  text: CompareText,
): { kind: keyof CompareText["kinds"]; rows: DifferenceRow[] }[] {
  const cells = (cellOf: (side: AnsweredSide, name: SideName) => Cell[]): DifferenceRow["cells"] => ({
    left: cellOf(sides.left, "left"),
    right: cellOf(sides.right, "right"),
  });
  const counted = <One extends { key: string; turn: Turn } & Record<SideName, Part>>(
    one: One,
    link: (side: AnsweredSide, one: One) => string,
  ) => cells((side, name) => [partCell(one[name], link(side, one), format, text)]);
  const toneOf = (turn: Turn) => (turn === "new" || turn === "more" ? "worse" : "better");
  const paths = [...differences.fields, ...differences.settings].map(({ path }) => path);
  const names = shortNames([...new Set(paths)]);
  const tables: Record<keyof CompareText["kinds"], DifferenceRow[]> = {
    errors: [
      ...differences.errors.map((one) => ({ one, link: errorLink })),
      ...differences.otherErrors.map((one) => ({ one, link: otherErrorLink })),
    ].map(({ one, link }) => ({
      ...{ key: `${link.name} ${one.key}`, turn: one.turn, name: one.key, tone: toneOf(one.turn) },
      cells: counted(one, link),
    })),
    durations: durationRows(differences, cells, format, text),
    operations: differences.operations.map((one) => ({
      ...{ key: one.key, turn: one.turn, name: operationName(one.key, text), tone: "neutral" },
      cells: counted(one, (side) => operationLink(side, one.key)),
    })),
    fields: differences.fields.map((one) => ({
      ...{ key: `${one.path} ${one.key}`, turn: one.turn, tone: "neutral" },
      name: `${names.get(one.path)!}\u00a0= ${valueText(JSON.parse(one.key) as Scalar)}`,
      cells: counted(one, fieldLink),
    })),
    settings: differences.settings.map((one) => ({
      ...{ key: `${one.event} ${one.path} ${one.query ?? ""}`, turn: "other", tone: "neutral" },
      name: one.query === undefined ? names.get(one.path)! : text.models(one.query),
      cells: cells((side, name) => settingCells(one, side, name, format)),
    })),
  };
  const kinds = Object.keys(tables) as (keyof typeof tables)[];
  return kinds.map((kind) => ({ kind, rows: tables[kind] })).filter(({ rows }) => rows.length > 0);
}

function durationRows(
  { durations }: LogDifferences,
  cells: (cellOf: (side: AnsweredSide, name: SideName) => Cell[]) => DifferenceRow["cells"],
  format: Format,
  text: CompareText,
): DifferenceRow[] {
  return durations.flatMap(({ operation, percentiles }) =>
    percentiles.map((one): DifferenceRow => {
      const isSlower = one.right.ms > one.left.ms;
      return {
        ...{ key: `${operation} ${String(one.percent)}`, turn: isSlower ? "slower" : "faster" },
        name: `${operationName(operation, text)}, p${String(one.percent)}`,
        tone: isSlower ? "worse" : "better",
        cells: cells((side, name) => [estimateCell(one[name], durationLink(side, operation), format, text)]),
      };
    }),
  );
}

function partCell({ count, of }: Part, href: string, format: Format, text: CompareText): Cell {
  const share = of === 0 ? 0 : count / of;
  const beside = text.shareOf(format.percent(share, share < 0.1 ? 2 : 1), format.number(of));
  return { text: format.number(count), beside, ...(count > 0 && { href }) };
}

function estimateCell(estimate: PercentileEstimate, href: string, format: Format, text: CompareText): Cell {
  const { ms, lowMs, highMs, calls } = estimate;
  const interval = `${format.duration(lowMs)} – ${format.duration(highMs)}`;
  return { text: format.duration(ms), href, beside: text.estimate(interval, format.number(calls)) };
}

function settingCells(setting: SettingDifference, side: AnsweredSide, name: SideName, format: Format): Cell[] {
  const other = sideNames.find((one) => one !== name)!;
  return [...setting[name]].map(([value, count]) => ({
    text: settingText(value, [...setting[other].keys()]),
    href: settingLink(side, setting, value),
    beside: `× ${format.number(count)}`,
  }));
}

/** Most items of a list that are shown. */
const mostItems = 12;

/** A value; of a list only what no list of the other side has. */
function settingText(value: string, others: readonly string[]): string {
  const [items, ...known] = [value, ...others].map(itemsOf);
  if (items === undefined) return valueText(JSON.parse(value) as Scalar);
  const elsewhere = new Set(known.flatMap((list) => list ?? []));
  const own = items.filter((item) => !elsewhere.has(item));
  const shown = (own.length === 0 ? items : own).slice(0, mostItems).join(", ");
  return items.length > own.length || own.length > mostItems ? `${shown}, …` : shown;
}

/** The items of a list, which is stored as the text of its JSON; undefined for another value. */
function itemsOf(value: string): string[] | undefined {
  const text: unknown = JSON.parse(value);
  if (typeof text !== "string" || !text.startsWith("[")) return undefined;
  try {
    const list = JSON.parse(text) as unknown[];
    return list.map((item) => (typeof item === "string" ? item : nameOf(item)));
  } catch {
    return undefined;
  }
}

function nameOf(item: unknown): string {
  const name = (item as { name?: unknown } | null)?.name;
  return typeof name === "string" ? name : JSON.stringify(item);
}

function operationName(key: string, text: CompareText): string {
  const names = (JSON.parse(key) as (string | null)[]).filter((name) => name !== null);
  return names.length === 0 ? text.unnamed : names.join(" ");
}
