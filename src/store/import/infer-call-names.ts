import { setBounded } from "../../basics/bounded-map.ts";
import type { LogEvent, LogService } from "../../logging/log-event.ts";

/** Service and operation of a call; the operation is absent where it is not known. */
interface CallName {
  service: string;
  operation?: string;
}

/** Most calls in flight whose names are stored until their end. */
const maxRemembered = 10_000;

const services: LogService[] = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"];

/**
 * Adds service and operation to the events of imported calls that have neither.
 *
 * The Python prototype names a call only in the `request_data` of its start, as `<service>_<operation>`, and synthesis not
 * at all. The end of a call is matched by request ID. Existing fields are not changed.
 *
 * @returns a function to be called with the events of one file in order; returns each event, with the name if it was added
 */
export function createCallNameInference(): (event: LogEvent) => LogEvent {
  const names = new Map<string, CallName>();

  return (event) => {
    if (!event.event.startsWith("request_") || event.service !== undefined) return event;
    const { request_data: request, request_id: requestId } = event;
    const name = nameIn(request) ?? (typeof requestId === "string" ? names.get(requestId) : undefined);
    if (name === undefined) return event;
    // Ids of the prototype come again after a restart: the newest start counts.
    if (event.event === "request_start" && typeof requestId === "string") {
      setBounded(names, requestId, name, maxRemembered);
    }
    return { ...event, ...name } as LogEvent;
  };
}

function nameIn(request: unknown): CallName | undefined {
  if (typeof request !== "object" || request === null) return undefined;
  const { service, text, ssml, voice_name: voice } = request as Record<string, unknown>;
  if (typeof service === "string" && service !== "") return splitName(service);
  // Which of the two synthesis methods was called is not logged.
  const speaks = typeof text === "string" || typeof ssml === "string";
  return speaks && typeof voice === "string" ? { service: "TTS" } : undefined;
}

/** Splits `ASR_Recognize` into service and operation. A name without a known service is taken as the service. */
function splitName(name: string): CallName {
  const [service = "", ...rest] = name.split("_");
  if (!services.some((known) => known === service)) return { service: name };
  return rest.length === 0 ? { service } : { service, operation: rest.join("_") };
}
