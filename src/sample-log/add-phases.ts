import type { CallPhases } from "../logging/attributes/call-phases.ts";
import { recordTimes, timesOf, type TimesRecorder } from "../logging/attributes/message-times.ts";
import type { LogEvent } from "../logging/log-event.ts";

/**
 * The end of a generated call with the phases that the console would have logged; other lines as they are. Of a failed call only the
 * wait for its token is known.
 */
export function addPhases(event: LogEvent): LogEvent {
  const { duration_ms: durationMs, response_data: response, service } = event;
  if (durationMs === undefined || !response || service === "AudioArchive") return event;
  const token: CallPhases = { token_from_ms: 0.1, token_wait_ms: 0.2 };
  const phases = event.event === "request_success" ? { ...token, ...answered(event, durationMs, response) } : token;
  return { ...event, response_data: { ...response, phases } };
}

function answered(
  { operation }: LogEvent,
  durationMs: number,
  { chunk_count: chunkCount, time_to_first_chunk_ms: firstMs, ...live }: Record<string, unknown>,
): CallPhases {
  const until = (share: number) => Math.round(durationMs * share);
  if (operation === "StreamingSynthesize") {
    const from = Number(firstMs);
    return {
      headers_ms: Math.max(0.5, from - 3),
      ...timesOf({ chunks: spread(Number(chunkCount), from, durationMs) }),
    };
  }
  if (operation !== "Recognize") return { headers_ms: until(0.97) };
  const [connected, firstPartial] = [until(0.01), Number(live["time_to_first_partial_ms"])];
  const finals = Number(live["finals_count"]);
  return {
    connected_ms: connected,
    headers_ms: connected + 2,
    ...timesOf({
      sent: spread(Number(live["total_chunks"]), connected, durationMs * 0.9),
      partials: spread(Number(live["partials_count"]), firstPartial, durationMs * 0.95),
      finals: spread(finals, firstPartial + (durationMs - firstPartial) / (finals + 1), durationMs),
    }),
  };
}

/** So many times from one to another, both among them. */
function spread(count: number, fromMs: number, toMs: number): TimesRecorder {
  const times = recordTimes();
  for (let index = 0; index < count; index++) times.add(fromMs + ((toMs - fromMs) * index) / Math.max(1, count - 1));
  return times;
}
