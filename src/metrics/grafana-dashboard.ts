import { prometheusName } from "./prometheus-text.ts";

const duration = prometheusName({ name: "rpc.client.call.duration", unit: "s", kind: "histogram" });
const firstChunk = prometheusName({ name: "audiokit.first_chunk.duration", unit: "s", kind: "histogram" });
const audio = prometheusName({ name: "audiokit.audio.duration", unit: "s", kind: "counter" });
const received = prometheusName({ name: "audiokit.response.size", unit: "By", kind: "counter" });
const events = prometheusName({ name: "audiokit.log.events", unit: "{event}", kind: "counter" });
const logSize = prometheusName({ name: "audiokit.log.size", unit: "By", kind: "gauge" });

const rate = (series: string, by: string, labels = "") => `sum by (${by}) (rate(${series}${labels}[$__rate_interval]))`;
const percentile = (share: number, metric: string) =>
  `histogram_quantile(${String(share)}, ${rate(`${metric}_bucket`, "le, rpc_method")})`;

const panels: { title: string; unit: string; queries: string[] }[] = [
  { title: "Calls by method", unit: "reqps", queries: [rate(`${duration}_count`, "rpc_method")] },
  {
    title: "Success rate by method",
    unit: "percentunit",
    queries: [
      `${rate(`${duration}_count`, "rpc_method", '{error_type=""}')} / ${rate(`${duration}_count`, "rpc_method", '{error_type!="CANCELLED"}')}`,
    ],
  },
  {
    title: "Failures by status",
    unit: "reqps",
    queries: [rate(`${duration}_count`, "error_type", '{error_type!=""}')],
  },
  { title: "Response time, p50", unit: "s", queries: [percentile(0.5, duration)] },
  { title: "Response time, p95", unit: "s", queries: [percentile(0.95, duration)] },
  { title: "Time to first chunk, p95", unit: "s", queries: [percentile(0.95, firstChunk)] },
  { title: "Seconds of audio a second", unit: "none", queries: [rate(audio, "rpc_method")] },
  { title: "Bytes received", unit: "Bps", queries: [rate(received, "rpc_method")] },
  { title: "Events of the log", unit: "none", queries: [rate(events, "level")] },
  { title: "Size of the log", unit: "bytes", queries: [logSize] },
];

/** A dashboard for Grafana over the metrics in Prometheus, ready to be imported; it asks for the data source. */
export function grafanaDashboard(): string {
  const datasource = { type: "prometheus", uid: "${DS_PROMETHEUS}" };
  const source = { name: "DS_PROMETHEUS", label: "Prometheus", type: "datasource", pluginId: "prometheus" };
  return JSON.stringify(
    {
      __inputs: [{ ...source, pluginName: "Prometheus", description: "" }],
      title: "AudioKit Console",
      uid: "audiokit-console",
      tags: ["audiokit"],
      schemaVersion: 39,
      version: 1,
      editable: true,
      refresh: "30s",
      time: { from: "now-6h", to: "now" },
      templating: { list: [] },
      annotations: { list: [] },
      panels: panels.map(({ title, unit, queries }, at) => ({
        ...{ id: at + 1, title, type: "timeseries", datasource },
        gridPos: { h: 8, w: 12, x: (at % 2) * 12, y: Math.floor(at / 2) * 8 },
        fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
        options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
        targets: queries.map((expr, query) => ({ refId: String.fromCharCode(65 + query), datasource, expr })),
      })),
    },
    null,
    2,
  );
}
