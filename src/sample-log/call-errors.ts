import type { LogError } from "../logging/log-event.ts";
import type { DrawnCall } from "./call-kinds.ts";
import type { Draw } from "./draw.ts";

interface Failure {
  code: number;
  text: (draw: Draw, call: DrawnCall) => string;
  details?: string;
  /** The platform answered, and gave its request ID. Default: it did not. */
  isOfPlatform?: true;
  durationMs: number;
}

const quickMs = 35;

const failures: Record<string, Failure> = {
  INVALID_ARGUMENT: {
    code: 3,
    text: (draw, { request }) =>
      `sample_rate_hertz: ${String(request["sample_rate_hertz"] ?? draw.below(9) * 1000)} is not supported`,
    isOfPlatform: true,
    durationMs: quickMs,
  },
  UNAVAILABLE: {
    code: 14,
    text: () => "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
    details: "x-upstream-failure: UF; x-upstream-tls: delayed_connect_error:_Connection_refused",
    durationMs: quickMs,
  },
  DEADLINE_EXCEEDED: { code: 4, text: () => "the operation timed out after 30000 ms", durationMs: 30_000 },
  UNAUTHENTICATED: {
    code: 16,
    text: (draw) => `the token is invalid or expired: token of ${new Date(draw.timeMs()).toISOString()}`,
    isOfPlatform: true,
    durationMs: quickMs,
  },
  RESOURCE_EXHAUSTED: {
    code: 8,
    text: (draw) => `quota of client ${draw.hex(8)} is used up`,
    isOfPlatform: true,
    durationMs: quickMs,
  },
  INTERNAL: {
    code: 13,
    text: (draw, { request }) =>
      `engine worker ${String(draw.below(16))} crashed: no model for "${String(request["voice_name"] ?? request["model"])}"`,
    isOfPlatform: true,
    durationMs: 400,
  },
};

const usual = [
  "INVALID_ARGUMENT",
  "UNAVAILABLE",
  "DEADLINE_EXCEEDED",
  "UNAUTHENTICATED",
  "RESOURCE_EXHAUSTED",
  "INTERNAL",
];

/** A failure of a call as the log writes it. @param type default: one of the usual ones */
export function drawError(
  draw: Draw,
  call: DrawnCall,
  type: string = draw.skewed(usual),
): { error: LogError; isOfPlatform: boolean; durationMs: number } {
  const { code, text, details, isOfPlatform = false, durationMs } = failures[type]!;
  const message = text(draw, call);
  return {
    error: {
      error_type: type,
      error_message: message,
      grpc_code: code,
      grpc_details: details === undefined ? message : `${message}; ${details}`,
    },
    isOfPlatform,
    durationMs: durationMs === grpcDeadlineMs ? durationMs : durationMs * draw.around(0.3),
  };
}

/** Calls are cut off here, so they all take this long. */
const grpcDeadlineMs = 30_000;
