import { seededRandom } from "../../src/basics/seeded-random.ts";
import type { LogEvent, LogLevel, LogService } from "../../src/logging/log-event.ts";

const operations: [LogService, string, string][] = [
  ["TTS", "Synthesize", "mts.ai.audiogram.tts.v2.TTS/Synthesize"],
  ["TTS", "StreamingSynthesize", "mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize"],
  ["ASR", "FileRecognize", "mts.ai.audiogram.stt.v3.STT/FileRecognize"],
  ["Models", "GetTTSModels", "mts.ai.audiogram.tts.v2.TTS/GetModelsInfo"],
];
const failures = ["INVALID_ARGUMENT", "UNAVAILABLE", "DEADLINE_EXCEEDED", "PERMISSION_DENIED"];
const texts = ["Привет, мир", "Съешь ещё этих мягких французских булок", "The quick brown fox", "Доброе утро"];

/**
 * Generates events as the console logs them: calls with a start and an end, of which one in twelve fails, and some DEBUG
 * events of streams. The same seed gives the same events. About 290 bytes a line.
 *
 * @param startMs time of the first event, in milliseconds since the epoch
 */
export function* generateEvents(count: number, seed = 1, startMs = Date.UTC(2026, 0, 5, 9)): Generator<LogEvent> {
  const random = seededRandom(seed);
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  let timeMs = startMs;
  for (let seq = 1; seq <= count;) {
    const [service, operation, path] = pick(operations);
    const requestId = `req_${String(Math.floor(timeMs / 1000))}_${String(seq % 10_000).padStart(4, "0")}`;
    const endpoint = `http://127.0.0.1:8080/${path}`;
    const common = { request_id: requestId, service, operation, endpoint };
    const event = (level: LogLevel, name: string, rest: Partial<LogEvent> & { message: string }): LogEvent => {
      timeMs += Math.floor(random() * 400);
      return {
        timestamp: new Date(timeMs).toISOString(),
        level,
        event: name,
        ...common,
        ...rest,
        session_id: `session-${String(seed)}`,
        seq: seq++,
      };
    };
    const text = pick(texts);
    const request = { service: `${service}_${operation}`, text, text_length: text.length, sample_rate_hertz: 16000 };
    yield event("INFO", "request_start", {
      message: `${service} ${operation} started`,
      request_data: request,
      auth_present: random() < 0.9,
    });
    if (seq <= count && random() < 0.1) {
      yield event("DEBUG", "stream_chunk", {
        message: `${service} chunk`,
        data: { bytes: Math.floor(random() * 9999) },
      });
    }
    if (seq > count) return;
    const durationMs = Math.round(Math.exp(random() * 5 + 3) * 1000) / 1000;
    if (random() < 1 / 12) {
      const error = { error_type: pick(failures), error_message: "the service said no", grpc_code: 14 };
      yield event("ERROR", "request_error", {
        message: `${service} ${operation} failed`,
        request_data: { service: request.service },
        duration_ms: durationMs,
        error,
      });
    } else {
      yield event("INFO", "request_success", {
        message: `${service} ${operation} succeeded`,
        request_data: { service: request.service },
        duration_ms: durationMs,
        response_size_bytes: Math.floor(random() * 200_000),
        response_data: { audio_seconds: Math.round(random() * 9000) / 1000 },
      });
    }
  }
}
