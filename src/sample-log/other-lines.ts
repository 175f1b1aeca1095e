import type { LogEvent } from "../logging/log-event.ts";
import type { Draw } from "./draw.ts";

type Fields = Omit<LogEvent, "timestamp" | "session_id" | "seq">;

/** The first event of a page load. */
export function sessionStart(draw: Draw): Fields {
  return {
    level: "INFO",
    event: "system_page_open",
    service: "System",
    message: "The console was opened",
    data: {
      version: draw.skewed(["0.9.2", "0.9.1", "0.9.0"]),
      browser: draw.skewed(["Chrome 141", "Firefox 144", "Safari 26"]),
      language: draw.skewed(["ru", "en-US"]),
    },
  };
}

const others: ((draw: Draw) => Fields)[] = [
  ...Array<(draw: Draw) => Fields>(6).fill((draw) => {
    const isSuccess = draw.chance(0.97);
    return {
      level: isSuccess ? "INFO" : "ERROR",
      event: isSuccess ? "auth_token_renewal" : "auth_token_refusal",
      service: "Auth",
      endpoint: "https://login.example/realms/audiogram/protocol/openid-connect/token",
      message: isSuccess ? "The page renewed its token" : "The page got no token (HTTP 503)",
      success: isSuccess,
      duration_ms: Math.round(80_000 * draw.around(0.4)) / 1000,
      data: { side: "page", ...(isSuccess ? { expires_in: 300 } : { http_status: 503 }) },
    };
  }),
  ...Array<(draw: Draw) => Fields>(3).fill((draw) => {
    const status = draw.chance(0.95) ? "healthy" : "degraded";
    return {
      level: status === "healthy" ? "INFO" : "WARNING",
      event: "system_health_check_complete",
      service: "System",
      initiator: "console",
      message: `The platform is ${status}`,
      data: {
        health_status: {
          services: {
            TTS: { status, response_time_ms: 20 + draw.below(80) },
            ASR: { status: "healthy", response_time_ms: 20 + draw.below(80) },
          },
          overall_status: status,
        },
        endpoint: "https://audiogram.example:443",
        not_configured: ["AudioArchive"],
      },
    };
  }),
  (draw) => ({
    level: "INFO",
    event: draw.chance(0.5) ? "system_network_offline" : "system_network_online",
    service: "System",
    message: "The browser says that its network changed",
  }),
];

/** An event that is part of no call. */
export function drawOtherLine(draw: Draw): Fields {
  return draw.pick(others)(draw);
}

/** A line that an import made of a record of another logger, with the record. */
export function drawForeignLine(
  draw: Draw,
  number: number,
): Fields & { session_id: string; seq: number; original: unknown } {
  const status = draw.chance(0.04) ? 502 : 200;
  return {
    level: status === 502 ? "ERROR" : "INFO",
    event: "imported_line",
    message: `GET /v1/voices ${String(status)}`,
    session_id: "gateway.jsonl",
    seq: number + 1,
    data: { logger: "access", status, bytes: draw.below(90_000) },
    original: {
      ts: draw.timeMs() / 1000,
      msg: `GET /v1/voices ${String(status)}`,
      status,
      upstream: draw.skewed(["tts-0", "tts-1", "asr-0"]),
    },
  };
}
