import { otlpAttributes } from "../basics/otlp-value.ts";
import type { Attributes, Metric, Metrics } from "./metric.ts";

/** Sums since the start, as a scraper of the log would see them. */
const cumulative = 2;

/**
 * Metrics as OpenTelemetry's JSON: a body for `/v1/metrics` of a Collector.
 *
 * @param version of the console
 * @param source what else tells this log from others that are sent to the same place, such as `service.instance.id`; default: nothing
 */
export function otlpJson({ startMs, timeMs, metrics }: Metrics, version: string, source: Attributes = {}): string {
  const times = { startTimeUnixNano: nanoseconds(startMs), timeUnixNano: nanoseconds(timeMs) };
  const resource = otlpAttributes({ "service.name": "audiokit-console", "service.version": version, ...source });
  const scope = { name: "audiokit-console", version };
  const some = metrics.filter(({ points }) => points.length > 0).map((metric) => metricJson(metric, times));
  return JSON.stringify({
    resourceMetrics: [{ resource: { attributes: resource }, scopeMetrics: [{ scope, metrics: some }] }],
  });
}

function metricJson(metric: Metric, times: { startTimeUnixNano: string; timeUnixNano: string }) {
  const { name, unit, description } = metric;
  const of = (attributes: Attributes) => ({ attributes: otlpAttributes(attributes), ...times });
  if (metric.kind === "histogram") {
    const dataPoints = metric.points.map(({ attributes, buckets, count, sum }) => ({
      ...of(attributes),
      ...{ count: String(count), sum, bucketCounts: buckets.map(String), explicitBounds: metric.bounds },
    }));
    return { name, unit, description, histogram: { aggregationTemporality: cumulative, dataPoints } };
  }
  const dataPoints = metric.points.map(({ attributes, value }) => ({ ...of(attributes), asDouble: value }));
  if (metric.kind === "gauge") return { name, unit, description, gauge: { dataPoints } };
  return { name, unit, description, sum: { aggregationTemporality: cumulative, isMonotonic: true, dataPoints } };
}

const nanoseconds = (timeMs: number) => `${String(Math.floor(timeMs))}000000`;
