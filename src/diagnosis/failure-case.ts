import type { AudioMetrics } from "../audio/audio-metrics.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { BridgeStatus } from "../wire/bridge-status.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import type { Trials } from "./trials.ts";

/** Reachability of the endpoint, as checked from the browser. */
export interface Reachability {
  /** `navigator.onLine`. */
  online: boolean;
  /** Whether the endpoint is the origin of the page, so that neither CORS nor the content security policy applies. */
  sameOrigin: boolean;
  /** HTTP status of a plain GET of the endpoint; `opaque` when CORS hides the response; `failed` without a response. */
  plainGet: number | "opaque" | "failed";
  /** Where the plain GET answers and one of the calls' own path fails: how soon each ends, the best of up to ten, in milliseconds. */
  pathFails?: { callMs: number; plainMs: number };
  /** Whether the host name of the endpoint has an address; absent when nobody looked. */
  resolves?: boolean;
  /** Status of the bridge; absent when it does not respond. */
  bridge?: BridgeStatus;
}

/**
 * Input of a diagnosis. Missing parts lower the confidence, but never lead to a wrong cause. Without events, the connection
 * itself is diagnosed.
 */
export interface FailureCase {
  /** Events of one call, oldest first. */
  events: LogEvent[];
  /** Events of other calls at about the same time. */
  neighbours?: LogEvent[];
  /** Probe report of the companion about the configured platform. */
  probe?: ProbeReport;
  /** Metrics of the audio in the request. */
  audio?: AudioMetrics;
  reachability?: Reachability;
  /** How the light call ended that was made after the failure, to tell two causes apart. */
  lightCall?: LogEvent;
  /** How the call ended when it was repeated with other settings, for the same reason. */
  trials?: Trials;
}
