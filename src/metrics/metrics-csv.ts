import { csvTable, type CsvValue } from "../basics/csv-table.ts";
import type { Metrics } from "./metric.ts";

/** Metrics as a table: one row for each number, with its attributes as columns. */
export function metricsCsv({ metrics }: Metrics): string {
  const names = [
    ...new Set(metrics.flatMap(({ points }) => points.flatMap(({ attributes }) => Object.keys(attributes)))),
  ];
  const rows = metrics.flatMap((metric): CsvValue[][] => {
    const head = [metric.name, metric.unit];
    if (metric.kind !== "histogram")
      return metric.points.map(({ attributes, value }) => [
        ...head,
        "value",
        value,
        ...names.map((name) => attributes[name]),
      ]);
    return metric.points.flatMap(({ attributes, buckets, count, sum }) => {
      const of = names.map((name) => attributes[name]);
      const ofBuckets = buckets.map((number, at): CsvValue[] => [
        ...[...head, `up to ${String(metric.bounds[at] ?? "any")}`, number],
        ...of,
      ]);
      return [...ofBuckets, [...head, "count", count, ...of], [...head, "sum", sum, ...of]];
    });
  });
  return csvTable([["metric", "unit", "what", "number", ...names], ...rows]);
}
