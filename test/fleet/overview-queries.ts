/** One of the numbers of the page Overview, as questions to log stores that a Collector fed. */
export interface OverviewQuery {
  title: string;
  /** How the answer differs from the page's. */
  differs?: string;
  /** A range of time for LogQL, such as `24h`, stands in place of it. */
  logQl: (range: string) => string;
  /** Body of a search of Elasticsearch over a range such as `24h`. */
  elastic: (range: string) => Record<string, unknown>;
}

/** Lines that are counted, by the names of their events. */
export const counted = {
  calls: ["request_start"],
  successes: ["request_success"],
  errors: ["request_error"],
  cancelled: ["request_cancelled"],
  ended: ["request_success", "request_error"],
} as const;
export type Counted = keyof typeof counted;

/** The labels that the Loki configuration gives the console's records. */
export const stream = `{service_name="audiokit-console"}`;

/** Calls that the console makes by itself are left out, as on the page. */
const byPeople = `initiator != "console"`;

/** Stages that leave the lines that are counted, for LogQL. Dots of a field's name are underscores in Loki, at each depth. */
export function logQlLines(what: Counted, more: readonly string[] = []): string[] {
  const [first, ...others] = counted[what];
  const event = others.length === 0 ? `event_name = "${first}"` : `event_name =~ "${[first, ...others].join("|")}"`;
  return [event, byPeople, ...more].map((condition) => `| ${condition}`);
}

/** A selection of lines with the range at its end. */
export function logQlOver(range: string, what: Counted, more: readonly string[] = [], from = stream): string {
  return `${[from, ...logQlLines(what, more)].join(" ")} [${range}]`;
}

/** How many of them there are, in a series for each combination of the labels. */
export function logQlCount(range: string, what: Counted, by: readonly string[] = [], from = stream): string {
  const labels = by.length === 0 ? "" : ` by (${by.join(", ")})`;
  return `sum${labels}(count_over_time(${logQlOver(range, what, [], from)}))`;
}

/**
 * The share of lines that are counted among those that ended, from 0 to 1: the mean of a label that is 1 or 0. A quotient of two
 * counts has no value where one of them is none.
 */
export function logQlShare(
  range: string,
  part: "successes" | "errors",
  by: readonly string[] = [],
  from = stream,
): string {
  const flag = `label_format is_part=\`{{ if eq .event_name "${counted[part][0]}" }}1{{ else }}0{{ end }}\``;
  return `avg_over_time(${logQlOver(range, "ended", [flag, "unwrap is_part"], from)}) by (${by.join(", ")})`;
}

/** A percentile of a number of lines. @param share from 0 to 1 */
export function logQlPercentile(
  range: string,
  what: Counted,
  { share, field, by, from = stream }: { share: number; field: string; by: readonly string[]; from?: string },
): string {
  return `quantile_over_time(${String(share)}, ${logQlOver(range, what, [`unwrap ${field}`], from)}) by (${by.join(", ")})`;
}

/** The condition of Elasticsearch for the lines that are counted, as the exporter's mapping `raw` writes them. */
export function elasticLines(what: Counted): ElasticLines {
  return {
    bool: { filter: [{ terms: { "event.name": [...counted[what]] } }], must_not: [{ term: { initiator: "console" } }] },
  };
}

/** Conditions that `elasticLines` makes. */
export interface ElasticLines {
  bool: { filter: [{ terms: { "event.name": string[] } }]; must_not: [{ term: { initiator: string } }] };
}

const inRange = (range: string) => ({ range: { "@timestamp": { gte: `now-${range}` } } });

function elastic(what: Counted, aggs?: Record<string, unknown>) {
  return (range: string) => ({
    size: 0,
    track_total_hits: true,
    query: { bool: { filter: [inRange(range), elasticLines(what)] } },
    ...(aggs && { aggs }),
  });
}

const terms = (field: string, aggs?: Record<string, unknown>) => ({
  terms: { field, size: 100 },
  ...(aggs && { aggs }),
});
const percents = [50, 95, 99];
const interpolated = "Percentiles lie between two calls where the page names the call (nearest rank).";

/** The numbers of the page Overview, in its order. */
export const overviewQueries: OverviewQuery[] = [
  { title: "Calls", logQl: (range) => logQlCount(range, "calls"), elastic: elastic("calls") },
  { title: "Errors", logQl: (range) => logQlCount(range, "errors"), elastic: elastic("errors") },
  { title: "Cancelled", logQl: (range) => logQlCount(range, "cancelled"), elastic: elastic("cancelled") },
  {
    title: "Success rate",
    logQl: (range) => logQlShare(range, "successes"),
    elastic: elastic("ended", { successes: { filter: { terms: { "event.name": counted.successes } } } }),
    differs: "Elasticsearch gives both counts.",
  },
  {
    title: "Calls by service and operation",
    logQl: (range) => logQlCount(range, "calls", ["service", "operation"]),
    elastic: elastic("calls", { services: terms("service", { operations: terms("operation") }) }),
  },
  {
    title: "Response time, p50, p95 and p99, by service and operation",
    logQl: (range) =>
      percents
        .map((percent) => ({ share: percent / 100, field: "duration_ms", by: ["service", "operation"] }))
        .map((percentile) => logQlPercentile(range, "ended", percentile))
        .join("\n\n"),
    elastic: elastic("ended", {
      services: terms("service", {
        operations: terms("operation", { response: { percentiles: { field: "duration_ms", percents } } }),
      }),
    }),
    differs: `${interpolated} Elasticsearch estimates them.`,
  },
  {
    title: "Errors by service and type",
    logQl: (range) => logQlCount(range, "errors", ["service", "error_error_type"]),
    elastic: elastic("errors", { services: terms("service", { types: terms("error.error_type") }) }),
  },
  {
    title: "Time to first chunk, p95, by operation",
    logQl: (range) =>
      logQlPercentile(range, "successes", {
        share: 0.95,
        field: "response_data_time_to_first_chunk_ms",
        by: ["operation"],
      }),
    elastic: elastic("successes", {
      operations: terms("operation", {
        firstChunk: { percentiles: { field: "response_data.time_to_first_chunk_ms", percents: [95] } },
      }),
    }),
    differs: `${interpolated} Elasticsearch estimates them.`,
  },
  {
    title: "The latest failures",
    logQl: () => [stream, ...logQlLines("errors")].join(" "),
    elastic: (range) => ({ ...elastic("errors")(range), size: 100, sort: [{ "@timestamp": "desc" }] }),
  },
];
