import { grafanaJson, type GrafanaPanel } from "../../src/metrics/grafana-json.ts";
import { logQlCount, logQlLines, logQlPercentile, logQlShare, type Counted } from "./overview-queries.ts";

/** The streams of the deployments that are chosen at the top; `.*` is also a console that names none. */
const chosen = `{service_name="audiokit-console", deployment_environment_name=~"$deployment"}`;

const count = (range: string, what: Counted, by: string[] = []) => logQlCount(range, what, by, chosen);
const share = (range: string, by: string[] = []) => logQlShare(range, "errors", by, chosen);
const percentile = (range: string, what: Counted, percent: number, field: string, by: string[]) =>
  logQlPercentile(range, what, { share: percent / 100, field, by, from: chosen });

const byMethod = ["service", "operation"];
const methodLegend = "{{service}} {{operation}}";
const [whole, step] = ["$__range", "$__auto"];

/** The columns of the failures, as they are called there. */
const failureColumns = {
  ...{ Time: "Time", service: "Service", operation: "Operation", error_error_type: "Status" },
  ...{ error_error_message: "Message", duration_ms: "Duration, ms", audiokit_request_url: "Request" },
};

const names = Object.keys(failureColumns);
/** A record's labels and metadata are one field of JSON, which becomes columns; the last one leads back to the console. */
const failures: GrafanaPanel = {
  title: "Latest failures",
  unit: "none",
  type: "table",
  width: 24,
  queries: [[chosen, ...logQlLines("errors")].join(" ")],
  transformations: [
    { id: "extractFields", options: { source: "labels", format: "json", keepTime: true, replace: false } },
    { id: "filterFieldsByName", options: { include: { names } } },
    {
      id: "organize",
      options: {
        renameByName: failureColumns,
        indexByName: Object.fromEntries(names.map((name, at) => [name, at])),
      },
    },
  ],
  overrides: [
    {
      matcher: { id: "byName", options: failureColumns.audiokit_request_url },
      properties: [
        { id: "links", value: [{ title: "Open in the console", url: "${__value.raw}", targetBlank: true }] },
      ],
    },
  ],
};

const panels: GrafanaPanel[] = [
  { title: "Calls", unit: "short", type: "stat", width: 6, isInstant: true, queries: [count(whole, "calls")] },
  { title: "Errors", unit: "short", type: "stat", width: 6, isInstant: true, queries: [count(whole, "errors")] },
  { title: "Share of failures", unit: "percentunit", type: "stat", width: 6, isInstant: true, queries: [share(whole)] },
  {
    ...{
      title: "Time to first chunk, p95",
      unit: "ms",
      type: "stat",
      width: 6,
      isInstant: true,
      legend: "{{operation}}",
    },
    queries: [percentile(whole, "successes", 95, "response_data_time_to_first_chunk_ms", ["operation"])],
  },
  { title: "Calls by method", unit: "short", legend: methodLegend, queries: [count(step, "calls", byMethod)] },
  {
    title: "Share of failures by service",
    unit: "percentunit",
    legend: "{{service}}",
    queries: [share(step, ["service"])],
  },
  {
    ...{ title: "Response time, p50", unit: "ms", legend: methodLegend },
    queries: [percentile(step, "ended", 50, "duration_ms", byMethod)],
  },
  {
    ...{ title: "Response time, p95", unit: "ms", legend: methodLegend },
    queries: [percentile(step, "ended", 95, "duration_ms", byMethod)],
  },
  {
    ...{ title: "Errors by group", unit: "short", type: "bargauge", width: 24, isInstant: true },
    legend: "{{service}} / {{operation}} / {{error_error_type}}",
    queries: [`sort_desc(${count(whole, "errors", [...byMethod, "error_error_type"])})`],
  },
  failures,
];

/** The page Overview as a dashboard of Grafana over Loki, for all browsers that ship to it. */
export function lokiDashboard(): string {
  return grafanaJson({
    title: "AudioKit Console, all browsers",
    uid: "audiokit-console-fleet",
    source: { type: "loki", name: "Loki" },
    choice: {
      name: "deployment",
      label: "Deployment",
      query: { type: 1, label: "deployment_environment_name", stream: `{service_name="audiokit-console"}` },
    },
    panels,
  });
}
