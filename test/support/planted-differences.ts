import type { LogEvent } from "../../src/logging/log-event.ts";

/**
 * The log with differences in it: one synthesis in twelve fails in a new way, recognition of files takes three times as long, no voice is
 * cloned, one voice is replaced by another, the console has another version, and a setting was changed.
 */
export function planted(events: LogEvent[]): LogEvent[] {
  let syntheses = 0;
  const changed = events.flatMap((event): LogEvent[] => {
    const { service, operation, request_data: request, data } = event;
    if (operation === "CloneVoice") return [];
    if (event.event === "system_page_open") return [{ ...event, data: { ...data, version: "1.0.0" } }];
    const voiced: LogEvent =
      request?.["voice_name"] === "gandelman"
        ? { ...event, request_data: { ...request, voice_name: "ermilova" } }
        : event;
    if (service === "ASR" && operation === "FileRecognize" && event.event === "request_success")
      return [{ ...voiced, duration_ms: event.duration_ms! * 3 }];
    if (operation === "Synthesize" && event.event === "request_success" && ++syntheses % 12 === 0)
      return [failed(voiced)];
    return [voiced];
  });
  const [first] = changed;
  const setting: LogEvent = {
    ...{ timestamp: first!.timestamp, level: "INFO", event: "system_audit_settings", service: "System" },
    ...{ message: "Settings changed: jitterBufferMs", session_id: first!.session_id, seq: first!.seq },
    data: { jitterBufferMs: 300 },
  };
  return [setting, ...changed];
}

function failed(event: LogEvent): LogEvent {
  const error = { error_type: "FAILED_PRECONDITION", error_message: "the engine is being updated", grpc_code: 9 };
  return { ...event, event: "request_error", level: "ERROR", message: "TTS Synthesize failed", error };
}
