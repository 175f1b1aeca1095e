import type { LogEvent, LogLevel } from "../../src/logging/log-event.ts";
import { seededRandom } from "../../src/basics/seeded-random.ts";

/**
 * A log with all that the explorer has to tell apart: calls of a person and of the console, starts and ends that are missing,
 * lines after the end, two ends, foreign lines with a request id, sentences that repeat an event, null, arrays, numbers and
 * texts at one path, and a field with few values in one part of the log and many in another.
 */
export function* exploredLog(count: number, seed = 1, startMs = Date.UTC(2026, 0, 5, 9)): Generator<LogEvent> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let timeMs = startMs;
  for (let seq = 1, call = 0; seq <= count; call++) {
    const isMany = Math.floor(call / 40) % 2 === 1;
    const service = pick(["TTS", "ASR", "Models"] as const);
    const initiator = random() < 0.15 ? "console" : "user";
    const common = {
      request_id: `req_${String(seed)}_${String(call)}`,
      service,
      operation: pick(["Synthesize", "FileRecognize"]),
      ...(random() < 0.9 && { initiator: initiator as "user" | "console" }),
    };
    const voice = isMany ? `voice ${String(Math.floor(random() * 40))}` : pick(["levitan", "borisova", "Лада"]);
    const line = (level: LogLevel, event: string, rest: Partial<LogEvent>): LogEvent => {
      timeMs += Math.floor(random() * 3_000) - (random() < 0.05 ? 5_000 : 0);
      return {
        timestamp: new Date(timeMs).toISOString(),
        level,
        event,
        ...common,
        message: pick(["started", "чтение «файла» 12", "said no", 'a "quoted" text\n']),
        session_id: `s${String(Math.floor(seq / 50))}`,
        seq: seq++,
        ...rest,
      };
    };
    const request = {
      voice_name: voice,
      rate: pick([8000, 16000, "16000", null, 48000]),
      tags: pick([["a"], ["a", "b"], []]),
      size: Math.floor(random() * (isMany ? 5_000 : 3)),
    };
    const lines: LogEvent[] = [];
    if (random() < 0.9)
      lines.push(line("INFO", "request_start", { request_data: request, auth_present: random() < 0.5 }));
    if (random() < 0.2)
      lines.push(line(pick(["INFO", "WARNING"]), "stream_note", { data: { chunk: seq, rate: "late" } }));
    const duration = { duration_ms: Math.round(random() * 1e6) / 1000 };
    if (random() < 0.7) lines.push(line("INFO", "request_success", { ...duration, response_data: { ok: true } }));
    else if (random() < 0.6) {
      const error_type = pick(["UNAVAILABLE", "INTERNAL"]);
      const error = { error_type, error_message: `port ${String(seq)} is closed`, grpc_code: 14 };
      lines.push(line("ERROR", "request_error", { ...duration, error, request_data: { rate: 22050 } }));
    } else if (random() < 0.3) lines.push(line("INFO", "request_cancelled", duration));
    if (random() < 0.1) lines.push(line("WARNING", "after_end", { request_data: { rate: 1 }, message: "после конца" }));
    if (random() < 0.05) lines.push(line("INFO", "request_success", { duration_ms: 1 }));
    if (random() < 0.1) lines.push(line(pick(["INFO", "ERROR"]), "imported_line", { data: { logger: "app.core" } }));
    if (random() < 0.1) lines.push(line("INFO", "imported_sentence", { data: { logger: "app.core" } }));
    if (random() < 0.1) {
      const { timestamp, level, event, message, session_id, seq: number } = line("INFO", "system_note", {});
      lines.push({ timestamp, level, event, message, session_id, seq: number });
    }
    if (random() < 0.02) lines.push(line("WARNING", "system_log_gap", { data: { dropped: 3, reason: "quota" } }));
    // Lines of two calls are mixed now and then.
    yield* random() < 0.05 ? lines.reverse() : lines;
  }
}
