import { pause as systemPause } from "../../basics/abort.ts";
import type { Metrics } from "../../metrics/metric.ts";
import { otlpJson } from "../../metrics/otlp-json.ts";
import { encodePart } from "./encode-records.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import { postParts, type PostOptions } from "./post-otlp.ts";

/** Between two measurements, in milliseconds. */
const everyMs = 60_000;

/** When metrics were taken last, in milliseconds since the epoch, or why they were not. */
export type MetricsState = { sentMs: number } | { reason: string };

/** What shipping metrics needs. */
export interface ShipMetricsOptions extends Omit<PostOptions, "target"> {
  target: OtlpTarget;
  /** Id of the browser profile: the metrics are those of its log, whichever tab sends them. */
  profile: string;
  /** The metrics of the log now; undefined while it is empty. */
  measure(signal: AbortSignal): Promise<Metrics | undefined>;
  onState(state: MetricsState): void;
  pause?: typeof systemPause;
  epochMs?: () => number;
}

/** Ships the metrics of the log each minute until the signal aborts. They are cumulative, so one that fails is made up for by the next. */
export async function shipMetrics(
  { target, profile, measure, onState, pause = systemPause, epochMs = Date.now, ...options }: ShipMetricsOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const metrics = await measure(signal);
      if (metrics) {
        const part = await encodePart("/v1/metrics", otlpJson(metrics, target.version, sourceOf(target, profile)));
        const outcome = await postParts([part], { target, ...options }, signal);
        onState("reason" in outcome ? { reason: outcome.reason } : { sentMs: epochMs() });
      }
      await pause(everyMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      onState({ reason: error instanceof Error ? error.message : String(error) });
      await pause(everyMs, signal).catch(() => undefined);
    }
  }
}

function sourceOf({ deployment }: OtlpTarget, profile: string): Record<string, string> {
  const instance = { "service.instance.id": profile };
  return deployment === "" ? instance : { ...instance, "deployment.environment.name": deployment };
}
