import type { AudioMetrics } from "../audio/audio-metrics.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { BridgeStatus } from "../wire/bridge-status.ts";
import type { ProbeReport } from "../wire/probe-report.ts";

/** What the browser itself could find out about the way to the endpoint. */
export interface Reachability {
  /** `navigator.onLine`. */
  online: boolean;
  /** Whether the endpoint is the origin of the page, to which neither CORS nor a content policy applies. */
  sameOrigin: boolean;
  /** HTTP status of a plain GET of the endpoint; `opaque` when it answered without leave to read; `failed` without an answer. */
  plainGet: number | "opaque" | "failed";
  /** What a GET of the bridge says; absent when it does not answer. */
  bridge?: BridgeStatus;
}

/**
 * Everything that is known when the question "why did this fail?" is asked. Whatever is missing makes the answer less
 * sure, never wrong. Without events it is the question "is anything wrong with the connection?".
 */
export interface FailureCase {
  /** The lines of one request, oldest first. */
  events: LogEvent[];
  /** Other lines of about the same time. */
  neighbours?: LogEvent[];
  /** What the companion saw of the configured platform. */
  probe?: ProbeReport;
  /** Measured in the sound that the request carried. */
  audio?: AudioMetrics;
  reachability?: Reachability;
}
