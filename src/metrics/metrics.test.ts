import { describe, expect, it } from "vitest";
import { openExploredLog } from "../../test/support/open-explored-log.ts";
import { isCallEnd } from "../query/match/fold-call.ts";
import { generateCalls } from "../sample-log/generate-calls.ts";
import { collectMetrics, durationBounds } from "./collect-metrics.ts";
import { grafanaDashboard } from "./grafana-dashboard.ts";
import { metricsCsv } from "./metrics-csv.ts";
import type { Metrics } from "./metric.ts";
import { otlpJson } from "./otlp-json.ts";
import { prometheusText } from "./prometheus-text.ts";

const events = [...generateCalls(1_500, { seed: 8 })];
const times = events.map(({ timestamp }) => Date.parse(timestamp));
const span = { startMs: Math.min(...times), timeMs: Math.max(...times) + 1, hasOwnCalls: false };
const { explorer } = await openExploredLog(events);
const metrics: Metrics = await collectMetrics((request) => explorer.measure(request), span, { logBytes: 12_345 });
const ended = events.filter(
  (event) => isCallEnd(event as never) && event.initiator !== "console" && event.duration_ms !== undefined,
);

/** A simple reading of the text: names, labels, values. */
function samples(text: string) {
  return text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => {
      const [, name, labels = "", value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line)!;
      const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(
        ([, key, text]) => [key!, text!] as const,
      );
      return { name: name!, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

describe("metrics of a log", () => {
  const text = prometheusText(metrics);
  const all = samples(text);
  const named = (name: string) => all.filter((sample) => sample.name === name);

  it("count in each bucket the calls that took no longer than its bound", () => {
    for (const bound of durationBounds) {
      const counted = named("rpc_client_call_duration_seconds_bucket").filter(
        ({ labels }) => labels["le"] === String(bound),
      );
      const total = counted.reduce((sum, { value }) => sum + value, 0);
      expect([bound, total]).toEqual([bound, ended.filter(({ duration_ms: ms }) => ms! <= bound * 1000).length]);
    }
    const count = named("rpc_client_call_duration_seconds_count").reduce((sum, { value }) => sum + value, 0);
    expect(count).toBe(ended.length);
    const sum = named("rpc_client_call_duration_seconds_sum").reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(
      ended.reduce((total, { duration_ms: ms }) => total + ms! / 1000, 0),
      6,
    );
  });

  it("name method, status and server as OpenTelemetry does", () => {
    const failed = named("rpc_client_call_duration_seconds_count").filter(
      ({ labels }) => labels["error_type"] !== undefined,
    );
    const errors = ended.filter(({ event }) => event === "request_error");
    for (const { labels } of failed) expect(labels["rpc_response_status_code"]).toBe(labels["error_type"]);
    expect(
      failed.filter(({ labels }) => labels["error_type"] !== "CANCELLED").reduce((sum, { value }) => sum + value, 0),
    ).toBe(errors.length);
    expect(failed[0]!.labels).toMatchObject({
      rpc_system_name: "grpc",
      server_address: "audiogram.example",
      server_port: "443",
    });
    expect(named("rpc_client_call_duration_seconds_count").map(({ labels }) => labels["rpc_method"])).toContain(
      "mts.ai.audiogram.tts.v2.TTS/Synthesize",
    );
  });

  it("have no series twice, and keep texts that would break a line", () => {
    const keys = all.map(({ name, labels }) => name + JSON.stringify(labels));
    expect(new Set(keys).size).toBe(keys.length);
    const odd = { attributes: { level: 'a"b\\c\nd' }, value: 1 };
    const metric = { name: "x", unit: "", description: "X", kind: "gauge" as const, points: [odd] };
    expect(prometheusText({ ...metrics, metrics: [metric] })).toContain('x{level="a\\"b\\\\c\\nd"} 1\n');
    expect(named("audiokit_log_size_bytes")).toEqual([{ name: "audiokit_log_size_bytes", labels: {}, value: 12_345 }]);
  });

  it("say the same as OpenTelemetry's JSON and as CSV", () => {
    const { resourceMetrics } = JSON.parse(otlpJson(metrics, "1.2.3")) as {
      resourceMetrics: {
        scopeMetrics: {
          metrics: { name: string; histogram?: { dataPoints: { count: string; bucketCounts: string[] }[] } }[];
        }[];
      }[];
    };
    const [calls] = resourceMetrics[0]!.scopeMetrics[0]!.metrics;
    const points = calls!.histogram!.dataPoints;
    expect(calls!.name).toBe("rpc.client.call.duration");
    expect(points.reduce((sum, { count }) => sum + Number(count), 0)).toBe(ended.length);
    expect(
      points.every(
        ({ count, bucketCounts }) => bucketCounts.reduce((sum, one) => sum + Number(one), 0) === Number(count),
      ),
    ).toBe(true);
    const rows = metricsCsv(metrics)
      .split("\r\n")
      .filter((row) => row.includes("rpc.client.call.duration,s,count"));
    expect(rows.reduce((sum, row) => sum + Number(row.split(",")[3]), 0)).toBe(ended.length);
  });

  it("are all that the dashboard for Grafana asks for", () => {
    const { panels } = JSON.parse(grafanaDashboard()) as { panels: { targets: { expr: string }[] }[] };
    const asked = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:rpc_client|audiokit)_[a-z_]+/g) ?? []),
    );
    expect(asked.length).toBeGreaterThan(9);
    const known = new Set(all.map(({ name }) => name));
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});
