import type { SttModel, TtsModel } from "../../audiokit/calls/models.ts";

/** What the table of models can be narrowed to. */
export const kindsOfModels = ["all", "tts", "asr", "cloning"] as const;
export type ShownModels = (typeof kindsOfModels)[number];

/** By what the table can be sorted. */
export const modelColumns = ["name", "kind", "rate", "language"] as const;
export type ModelColumn = (typeof modelColumns)[number];

/** A column and its direction. */
export interface ModelOrder {
  column: ModelColumn;
  isDescending: boolean;
}

/** The models of one name and kind as a row of the table: a platform lists each rate and language by itself. */
export interface ModelRow {
  /** Unique over both lists. */
  key: string;
  kind: "tts" | "asr" | "cloning";
  /** May be empty. */
  name: string;
  /** Lowest first. */
  sampleRatesHz: number[];
  /** BCP 47; empty where no model states one. */
  languages: string[];
  /** Of voices; empty for recognition models. */
  types: string[];
  /** Of recognition models. */
  dictionaries: string[];
}

/** All models, by kind and name, as the platform's own order means nothing. */
export function modelRows(tts: readonly TtsModel[] = [], asr: readonly SttModel[] = []): ModelRow[] {
  const rows = new Map<string, ModelRow>();
  const add = (kind: ModelRow["kind"], model: TtsModel | SttModel, types: string[], dictionaries: string[]): void => {
    const { name, sampleRateHz, language } = model;
    const key = `${kind} ${name}`;
    const row = rows.get(key) ?? { key, kind, name, sampleRatesHz: [], languages: [], types: [], dictionaries: [] };
    rows.set(key, {
      ...row,
      sampleRatesHz: [...new Set([...row.sampleRatesHz, sampleRateHz])].sort((a, b) => a - b),
      languages: [...new Set([...row.languages, ...(language.trim() === "" ? [] : [language])])],
      types: [...new Set([...row.types, ...types])],
      dictionaries: [...new Set([...row.dictionaries, ...dictionaries])],
    });
  };
  for (const model of tts) {
    add(model.type === "cloning" ? "cloning" : "tts", model, model.type === "" ? [] : [model.type], []);
  }
  for (const model of asr) add("asr", model, [], model.dictionaries);
  return sortedModels([...rows.values()], { column: "kind", isDescending: false });
}

/** The rows in this order; equal ones by kind, then by name. */
export function sortedModels(rows: readonly ModelRow[], { column, isDescending }: ModelOrder): ModelRow[] {
  const rank = ({ kind }: ModelRow) => kindsOfModels.indexOf(kind);
  const byName = (a: ModelRow, b: ModelRow) => a.name.localeCompare(b.name, "en", { numeric: true });
  const compare: Record<ModelColumn, (a: ModelRow, b: ModelRow) => number> = {
    name: byName,
    kind: (a, b) => rank(a) - rank(b),
    rate: (a, b) => (a.sampleRatesHz.at(-1) ?? 0) - (b.sampleRatesHz.at(-1) ?? 0),
    language: (a, b) => a.languages.join().localeCompare(b.languages.join(), "en"),
  };
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare[column](a, b) || rank(a) - rank(b) || byName(a, b));
}

/** Reads an order as it stands in an address: `rate`, or `-rate` from the largest; by kind where it is none. */
export function modelOrderIn(query: string): ModelOrder {
  const isDescending = query.startsWith("-");
  const column = modelColumns.find((name) => name === query.slice(isDescending ? 1 : 0));
  return column === undefined ? { column: "kind", isDescending: false } : { column, isDescending };
}

/** The address of an order after its column was pressed: ascending first, then descending. */
export function pressedOrder(order: ModelOrder, column: ModelColumn): string {
  return order.column === column && !order.isDescending ? `-${column}` : column;
}
