import type { Attributes, Metric, Metrics } from "./metric.ts";

/** Content type of the text. */
export const prometheusType = "text/plain; version=0.0.4; charset=utf-8";

const units: Record<string, string> = { s: "seconds", By: "bytes" };

/** The name of a metric in Prometheus: unit and kind are part of it. */
export function prometheusName({ name, unit, kind }: Pick<Metric, "name" | "unit" | "kind">): string {
  const words = [name.replaceAll(".", "_"), units[unit], kind === "counter" ? "total" : undefined];
  return words.filter((word) => word !== undefined).join("_");
}

/** Metrics in the text format of Prometheus. Buckets are cumulated, as it wants them. */
export function prometheusText({ metrics }: Metrics): string {
  return metrics.flatMap(metricLines).join("");
}

function metricLines(metric: Metric): string[] {
  if (metric.points.length === 0) return [];
  const name = prometheusName(metric);
  const head = [`# HELP ${name} ${metric.description}\n`, `# TYPE ${name} ${metric.kind}\n`];
  if (metric.kind !== "histogram")
    return [...head, ...metric.points.map(({ attributes, value }) => line(name, attributes, value))];
  const bounds = [...metric.bounds.map(String), "+Inf"];
  const lines = metric.points.flatMap(({ attributes, buckets, count, sum }) => {
    let below = 0;
    const cumulated = bounds.map((le, at) => line(`${name}_bucket`, { ...attributes, le }, (below += buckets[at]!)));
    return [...cumulated, line(`${name}_sum`, attributes, sum), line(`${name}_count`, attributes, count)];
  });
  return [...head, ...lines];
}

function line(name: string, attributes: Attributes, value: number): string {
  const labels = Object.entries(attributes).map(
    ([key, label]) => `${key.replaceAll(".", "_")}="${escaped(String(label))}"`,
  );
  return `${name}${labels.length === 0 ? "" : `{${labels.join(",")}}`} ${String(value)}\n`;
}

const escaped = (label: string) => label.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
