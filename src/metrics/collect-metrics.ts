import { combinationOf, type Division, type MeasureAnswer, type MeasureRequest } from "../query/measure.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { Scalar } from "../query/query.ts";
import { methodAttributes } from "./method-attributes.ts";
import type { Attributes, HistogramPoint, Metric, Metrics, NumberPoint } from "./metric.ts";

/** What is measured beside the calls; a number that is not known is absent. */
export interface LogGauges {
  logBytes?: number;
  quotaBytes?: number;
  usageBytes?: number;
}

/** Asks the log. */
export type Ask = (request: MeasureRequest) => Promise<MeasureAnswer>;

/** Bounds of the durations in seconds: those of OpenTelemetry's RPC conventions, and longer ones for recordings. */
export const durationBounds = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300,
];
/** Most kinds of calls; the rarest are left out beyond it. */
const mostKinds = 500;
/** Longer than any duration, in milliseconds. */
const endless = 8.64e15;

/**
 * Measures a log: durations of calls by `rpc.client.call.duration` of OpenTelemetry's RPC conventions (1.45.0), and what they do not
 * know under `audiokit.`.
 *
 * @param scope times, and whether calls of the console itself are among them
 */
export async function collectMetrics(
  ask: Ask,
  { startMs, timeMs, hasOwnCalls }: { startMs: number; timeMs: number; hasOwnCalls: boolean },
  gauges: LogGauges = {},
): Promise<Metrics> {
  const scope = { view: "calls", range: { fromMs: startMs, toMs: timeMs }, hasOwnCalls } as const;
  const { query } = parseQuery("outcome:(ok OR error OR cancelled)");
  const kinds = (paths: string[]) => ({ is: "combinations", paths, limit: mostKinds }) as const;
  const ended = { ...scope, query };
  const calls = await ask({
    ...ended,
    measures: [{ is: "rows" }, { is: "sum", path: "duration_ms" }],
    by: kinds(["service", "operation", "endpoint", "outcome", "error.error_type"]),
    over: durationRanges("duration_ms"),
  });
  const chunks = await ask({
    ...ended,
    measures: [{ is: "rows" }, { is: "sum", path: "response_data.time_to_first_chunk_ms" }],
    by: kinds(["service", "operation", "endpoint"]),
    over: durationRanges("response_data.time_to_first_chunk_ms"),
  });
  const sizes = await ask({
    ...ended,
    measures: [
      { is: "sum", path: "response_size_bytes" },
      { is: "sum", path: "response_data.audio_seconds" },
    ],
    by: kinds(["service", "operation", "endpoint"]),
  });
  const lines = await ask({
    ...{ ...scope, view: "events" as const, query: parseQuery("").query, hasOwnCalls: true },
    measures: [{ is: "rows" }],
    by: kinds(["level"]),
  });
  return {
    startMs,
    timeMs,
    metrics: [
      {
        ...{ name: "rpc.client.call.duration", unit: "s", kind: "histogram", bounds: durationBounds },
        description: "Duration of calls that have ended",
        points: histogram(calls, ([service, operation, endpoint, outcome, type]) => ({
          ...methodOf(service, operation, endpoint),
          ...statusOf(outcome, type),
        })),
      },
      {
        ...{ name: "audiokit.first_chunk.duration", unit: "s", kind: "histogram", bounds: durationBounds },
        description: "Time to the first chunk of synthesized audio",
        points: histogram(chunks, ([service, operation, endpoint]) => methodOf(service, operation, endpoint)),
      },
      ...sums(sizes, [
        { name: "audiokit.response.size", unit: "By", description: "Bytes of response messages" },
        { name: "audiokit.audio.duration", unit: "s", description: "Seconds of audio that were made or recognized" },
      ]),
      {
        ...{ name: "audiokit.log.events", unit: "{event}", kind: "counter" },
        description: "Events of the log",
        points: lines.by.map((group, at) => ({
          attributes: { level: text(combinationOf(group)[0]) },
          value: lines.numbers[0]![at]![0]!,
        })),
      },
      ...gaugesOf(gauges),
    ],
  };
}

/**
 * Ranges of milliseconds for the bounds. A range begins with its bound, a bucket ends with it: so each bound is the next number
 * above it.
 */
function durationRanges(path: string): Division {
  return { is: "ranges", path, edges: [0, ...durationBounds.map((bound) => nextAbove(bound * 1000)), endless] };
}

function nextAbove(number: number): number {
  const next = new Float64Array([number]);
  new BigInt64Array(next.buffer)[0]!++;
  return next[0]!;
}

const text = (value: Scalar | undefined) => (value === undefined ? "" : String(value));

function histogram(
  { by, numbers: [rows, sums] }: MeasureAnswer,
  attributesOf: (values: (Scalar | undefined)[]) => Attributes,
): HistogramPoint[] {
  const points = by.map((group, at): HistogramPoint => {
    const buckets = Array.from(rows![at]!);
    const sum = sums![at]!.reduce((total, value) => total + (value || 0), 0) / 1000;
    return { attributes: attributesOf(combinationOf(group)), buckets, sum, count: buckets.reduce((a, b) => a + b, 0) };
  });
  const some = points.filter(({ count }) => count > 0);
  return joined(some, (one, other) => ({
    ...one,
    buckets: one.buckets.map((count, at) => count + other.buckets[at]!),
    count: one.count + other.count,
    sum: one.sum + other.sum,
  }));
}

/** Kinds that differ in nothing that is told are one. */
function joined<Point extends { attributes: Attributes }>(points: Point[], add: (one: Point, other: Point) => Point) {
  const byName = Map.groupBy(points, ({ attributes }) => JSON.stringify(attributes));
  return [...byName.values()].map((same) => same.reduce(add));
}

function sums(answer: MeasureAnswer, metrics: Pick<Metric, "name" | "unit" | "description">[]): Metric[] {
  return metrics.map((metric, at) => ({
    ...metric,
    kind: "counter",
    points: joined(
      answer.by.flatMap((group, series): NumberPoint[] => {
        const value = answer.numbers[at]![series]![0]!;
        const [service, operation, endpoint] = combinationOf(group);
        return Number.isNaN(value) ? [] : [{ attributes: methodOf(service, operation, endpoint), value }];
      }),
      (one, other) => ({ ...one, value: one.value + other.value }),
    ),
  }));
}

function methodOf(
  service: Scalar | undefined,
  operation: Scalar | undefined,
  endpoint: Scalar | undefined,
): Attributes {
  return methodAttributes(text(service), text(operation), endpoint);
}

function statusOf(outcome: Scalar | undefined, type: Scalar | undefined): Attributes {
  if (outcome === "ok") return { "rpc.response.status_code": "OK" };
  const status = outcome === "cancelled" ? "CANCELLED" : text(type) || "UNKNOWN";
  return { "rpc.response.status_code": status, "error.type": status };
}

function gaugesOf({ logBytes, quotaBytes, usageBytes }: LogGauges): Metric[] {
  const gauge = (name: string, description: string, value: number | undefined): Metric[] =>
    value === undefined ? [] : [{ name, unit: "By", description, kind: "gauge", points: [{ attributes: {}, value }] }];
  return [
    ...gauge("audiokit.log.size", "Bytes of the log files", logBytes),
    ...gauge("audiokit.storage.quota", "Bytes that the browser allows", quotaBytes),
    ...gauge("audiokit.storage.usage", "Bytes that this origin uses", usageBytes),
  ];
}
