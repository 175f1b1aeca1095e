import type { Scalar } from "../../src/query/query.ts";
import type {
  ExploreAnswer,
  ExploreChart,
  Facet,
  FacetValue,
  FieldInfo,
  NumberBins,
  Outcome,
} from "../../src/store/explore.ts";

/** One row of a generated log: its fields by path. */
export type GeneratedRow = Record<string, Scalar> & { outcome: Outcome; timeMs: number };

/** Rows of `count` calls over a day, of which those of one voice at one rate all fail. The same each time. */
export function generateRows(count: number, startMs: number): GeneratedRow[] {
  const voices = ["levitan", "borisova", "sorokina", "gandelman", "kishchik", "polyakova", "petrova", "ivanov"];
  return Array.from({ length: count }, (_, index): GeneratedRow => {
    const voice = voices[(index * 7) % voices.length]!;
    const rate = [8000, 16000, 22050, 48000][(index * 5 + (index >> 3)) % 4]!;
    const isBroken = voice === "levitan" && rate === 48000;
    const outcome = isBroken ? "error" : index % 50 === 49 ? "cancelled" : "ok";
    return {
      timeMs: startMs + Math.floor((index / count) * 86_400_000),
      outcome,
      service: index % 4 === 3 ? "ASR" : "TTS",
      level: outcome === "error" ? "ERROR" : "INFO",
      "request_data.voice_name": voice,
      "request_data.sample_rate_hertz": rate,
      duration_ms: 50 + ((index * 7919) % 4000),
      request_id: `req_${String(index)}`,
      ...(outcome === "error" && { "error.error_type": "INTERNAL" }),
    };
  });
}

/** The answer to a question about rows, counted plainly. */
export function answerOf(rows: GeneratedRow[], facets: string[], chart?: ExploreChart): ExploreAnswer {
  const paths = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((path) => path !== "timeMs");
  return {
    ...countsOf(rows),
    position: rows.length,
    outOf: rows.length,
    ownHidden: 0,
    firstMs: rows[0]?.timeMs,
    lastMs: rows.at(-1)?.timeMs,
    fields: paths.map((path) => infoOf(rows, path)),
    facets: facets.map((path) => facetOf(rows, path)),
    ...(chart && { chart }),
  };
}

/** Counts over time, split by a field; the most frequent value first. */
export function chartOf(rows: GeneratedRow[], by: string, bins: number): ExploreChart {
  const fromMs = rows[0]!.timeMs;
  const toMs = rows.at(-1)!.timeMs + 1;
  const binOf = ({ timeMs }: GeneratedRow) => Math.floor(((timeMs - fromMs) / (toMs - fromMs)) * bins);
  const series = facetOf(rows, by).values.map(({ value }) => value);
  const counts = series.map((value) => {
    const own = Map.groupBy(
      rows.filter((row) => row[by] === value),
      binOf,
    );
    return Array.from({ length: bins }, (_, bin) => own.get(bin)?.length ?? 0);
  });
  const all = Map.groupBy(rows, binOf);
  return {
    fromMs,
    toMs,
    series,
    counts,
    all: Array.from({ length: bins }, (_, bin) => all.get(bin)?.length ?? 0),
    gaps: [],
  };
}

function countsOf(rows: GeneratedRow[]) {
  const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    total: rows.length,
    ok: count("ok"),
    error: count("error"),
    cancelled: count("cancelled"),
    unfinished: count("unfinished"),
  };
}

function infoOf(rows: GeneratedRow[], path: string): FieldInfo {
  const present = rows.filter((row) => path in row);
  const values = new Set(present.map((row) => row[path])).size;
  const kind = typeof present[0]?.[path] === "number" ? "number" : "text";
  return { path, present: present.length, kinds: [kind], values, isMany: path === "request_id" };
}

/** All values of a field as the worker counts them. */
export function valuesOf(rows: GeneratedRow[], path: string): FacetValue[] {
  const groups = Map.groupBy(
    rows.filter((row) => path in row),
    (row) => row[path]!,
  );
  return [...groups].map(([value, own]) => ({ value, ...countsOf(own) })).sort((one, other) => other.total - one.total);
}

function facetOf(rows: GeneratedRow[], path: string): Facet {
  const present = rows.filter((row) => path in row).length;
  const base = { path, present, others: 0, otherValues: 0, unlisted: 0, absent: rows.length - present };
  if (path === "request_id") return { ...base, values: [], otherValues: NaN, unlisted: present };
  const values = valuesOf(rows, path);
  const listed = values.slice(0, 50);
  const others = present - listed.reduce((sum, { total }) => sum + total, 0);
  const facet = { ...base, values: listed, others, otherValues: values.length - listed.length };
  return path === "duration_ms" ? { ...facet, numbers: numbersOf(rows, path) } : facet;
}

function numbersOf(rows: GeneratedRow[], path: string): NumberBins {
  const [from, to, count] = [0, 4000, 20];
  const own = Map.groupBy(rows, (row) => Math.min(count - 1, Math.floor(((row[path] as number) / to) * count)));
  const bins = Array.from({ length: count }, (_, bin) => {
    const inBin = countsOf(own.get(bin) ?? []);
    return { from: (bin * to) / count, to: ((bin + 1) * to) / count, total: inBin.total, error: inBin.error };
  });
  return { from, to, isLogarithmic: false, bins };
}
