import { setBounded } from "../../basics/bounded-map.ts";
import type { LogEvent, LogService } from "../../logging/log-event.ts";
import type { RecordReading } from "../record-reading.ts";

/** Service and operation of a call; the operation is absent where it is not known. */
interface CallName {
  service: LogService;
  operation?: string;
}

/** Most calls in flight whose names are stored until their end. */
const maxRemembered = 10_000;

const services: LogService[] = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"];

/**
 * Creates a function that gets the readings of one file in order and adds service and operation to calls that have neither.
 *
 * The Python prototype names a call only in the `request_data` of its start, as `<service>_<operation>`, and synthesis not
 * at all. The end of a call is matched by request ID. Existing fields are not changed.
 */
export function createCallNames(): (reading: RecordReading) => RecordReading {
  const names = new Map<string, CallName>();

  return (reading) => {
    const { event, service, request_id: requestId, request_data: request } = reading.fields;
    if (!event?.startsWith("request_") || service !== undefined) return reading;
    const name = nameIn(request) ?? (requestId === undefined ? undefined : names.get(requestId));
    if (name === undefined) return reading;
    // Ids of the prototype come again after a restart: the newest start counts.
    if (event === "request_start" && requestId !== undefined) setBounded(names, requestId, name, maxRemembered);
    return { ...reading, fields: { ...reading.fields, ...name } };
  };
}

function nameIn(request: LogEvent["request_data"]): CallName | undefined {
  if (request === undefined) return undefined;
  const { service, text, ssml, voice_name: voice } = request;
  if (typeof service === "string" && service !== "") return splitName(service);
  // Which of the two synthesis methods was called is not logged.
  const speaks = typeof text === "string" || typeof ssml === "string";
  return speaks && typeof voice === "string" ? { service: "TTS" } : undefined;
}

/** Splits `ASR_Recognize` into service and operation. A name without a known service is taken as the service. */
function splitName(name: string): CallName {
  const [first = "", ...rest] = name.split("_");
  const service = services.find((known) => known === first);
  if (service === undefined) return { service: name as LogService };
  return rest.length === 0 ? { service } : { service, operation: rest.join("_") };
}
