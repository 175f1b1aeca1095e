import type { LogService } from "../logging/log-event.ts";
import type { DrawnCall } from "./call-kinds.ts";

/** Something that goes wrong in a generated log. Times are shares of its length, from 0 to 1. */
export type PlantedFault =
  /** Every call of a service fails. Default of `error`: `UNAVAILABLE`. */
  | { is: "outage"; service: LogService; from: number; to: number; error?: string }
  /** Every synthesis with this voice at this rate fails with `INTERNAL`. */
  | { is: "combination"; voice: string; sampleRateHz: number }
  /** Recordings longer than this take more time with one model. */
  | { is: "drift"; model: string; overSeconds: number; since: number; factor: number };

/** What a fault makes of a call: an error, or a longer duration. @param at share of the log's length */
export function strike(
  fault: PlantedFault,
  { service, request, recordingSeconds = 0 }: DrawnCall,
  at: number,
): { error?: string; factor?: number } {
  switch (fault.is) {
    case "outage":
      return service === fault.service && at >= fault.from && at < fault.to
        ? { error: fault.error ?? "UNAVAILABLE" }
        : {};
    case "combination": {
      const isMeant = request["voice_name"] === fault.voice && request["sample_rate_hertz"] === fault.sampleRateHz;
      return isMeant ? { error: "INTERNAL" } : {};
    }
    case "drift": {
      const isMeant = recordingSeconds > fault.overSeconds && request["model"] === fault.model;
      return isMeant && at >= fault.since ? { factor: fault.factor } : {};
    }
  }
}
