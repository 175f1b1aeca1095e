import type { OtlpTarget } from "../../src/shipping/otlp/otlp-target.ts";

/** A receiver that gets everything of a log but its spans and metrics, with texts. */
export function shippingTarget(endpoint: string): OtlpTarget {
  return {
    endpoint,
    headers: {},
    level: "DEBUG",
    successShare: 1,
    hasContent: true,
    hasTraces: false,
    hasMetrics: false,
    rules: { sets: [], own: [] },
    maxAgeMs: Infinity,
    version: "1.0.0",
    deployment: "fleet",
    origin: "https://console.example",
  };
}
