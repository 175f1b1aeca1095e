import type { AudioFacts } from "../audio/audio-facts.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { ProbeFacts } from "../wire/probe-facts.ts";
import type { FailureCase } from "./failure-case.ts";

/** Cases that a rule must name first, and cases that it must leave to others. Each has a title that says what is special. */
export interface Fixtures {
  positive: Record<string, FailureCase>;
  negative: Record<string, FailureCase>;
}

const base = {
  timestamp: "2026-11-23T09:47:17.000Z",
  request_id: "req_1795427237_0000_0123456789ab",
  service: "TTS",
  operation: "StreamingSynthesize",
  endpoint: "http://127.0.0.1:8080/mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize",
  auth_present: false,
  session_id: "session",
} as const;

/** The two lines of a call that failed; `change` joins the second. */
export function failed(
  error_type: string,
  grpc_code: number,
  words: string,
  change: Partial<LogEvent> & { details?: string } = {},
): LogEvent[] {
  const { details = "", ...fields } = change;
  const error = { error_type, error_message: words, grpc_code, grpc_details: words + details };
  return [
    { ...base, level: "INFO", event: "request_start", message: "TTS StreamingSynthesize started", ...fields, seq: 1 },
    { ...base, level: "ERROR", event: "request_error", message: "failed", seq: 2, duration_ms: 12, error, ...fields },
  ];
}

/** The two lines of a call that went well. */
export function succeeded(change: Partial<LogEvent> = {}): LogEvent[] {
  return [
    { ...base, level: "INFO", event: "request_start", message: "started", ...change, seq: 1 },
    { ...base, level: "INFO", event: "request_success", message: "succeeded", duration_ms: 12, seq: 2, ...change },
  ];
}

/** What comes with every answer of the platform itself. */
export const fromPlatform = { server_request_id: "SS-c683ca03-8eb0-4203-bfda-8bb08eae3308" };

/** What Envoy says when the connection to the platform could not be made. */
export function envoyFailed(reason: string, flags = "URX,UF"): LogEvent[] {
  return failed("UNAVAILABLE", 14, `upstream connect error or disconnect/reset before headers. [${flags}] ${reason}`, {
    details: `; x-upstream-failure: ${flags}; x-upstream-tls: ${reason}`,
  });
}

/** A recognition that went well, with what was heard and asked. */
export function recognised(response: Record<string, unknown>, request: Record<string, unknown> = {}): LogEvent[] {
  const fields = { service: "ASR", operation: "FileRecognize", ...fromPlatform } as const;
  return succeeded({ ...fields, request_data: { sample_rate: 16000, ...request }, response_data: response });
}

/** What was measured in two seconds of clear speech, with changes. */
export function sound(change: Partial<AudioFacts> = {}): AudioFacts {
  return {
    seconds: 2,
    sampleRateHz: 16000,
    channelCount: 1,
    levelDbfs: -20,
    peakDbfs: -3,
    clippingShare: 0,
    silenceShare: 0.3,
    realRateHz: 16000,
    ...change,
  };
}

/** A probe that found nothing wrong, with changes. */
export function probed(change: Partial<ProbeFacts> = {}): ProbeFacts {
  return {
    target: "speech.example:443",
    at: "2026-11-23T09:47:18.000Z",
    useSsl: true,
    dns: { ok: true, durationMs: 1, addresses: ["192.0.2.1"] },
    tcp: { ok: true, durationMs: 1 },
    tls: { ok: true, durationMs: 1, version: "TLSv1.3", alpn: "h2", trusted: true, certificates: [] },
    http2: { ok: true, durationMs: 1 },
    ...change,
  };
}

/** The TLS step of a probe that failed with a code. */
export function tlsFailed(errorCode: string): Partial<ProbeFacts> {
  return {
    tls: {
      ok: false,
      durationMs: 1,
      version: "TLSv1.3",
      alpn: "h2",
      trusted: false,
      certificates: [],
      errorCode,
      errorMessage: `certificate: ${errorCode}`,
    },
  };
}

/** What a browser logs when it got no answer and may not say why. */
export const unanswered = failed("UNAVAILABLE", 14, "Failed to fetch", { details: "; cause: TypeError" });
