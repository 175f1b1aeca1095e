import { grafanaJson, type GrafanaPanel } from "./grafana-json.ts";
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

const panels: GrafanaPanel[] = [
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
  const source = { type: "prometheus", name: "Prometheus" };
  return grafanaJson({ title: "AudioKit Console", uid: "audiokit-console", source, panels });
}
