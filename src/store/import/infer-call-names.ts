import type { LogEvent, LogService } from "../../logging/log-event.ts";

/** What an imported event says of its call: a service of the platform, and its operation where that is known. */
interface CallName {
  service: string;
  operation?: string;
}

/** Calls whose names are remembered for their ends; more are under way at once in no log. */
const maxRemembered = 10_000;

const services: LogService[] = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"];

/**
 * Names the calls of a foreign log by service and operation where its lines have neither.
 *
 * The Python prototype names a call only in the `request_data` of its start, as `<service>_<operation>`, and synthesis not
 * at all; the end of a call is found by its request id. What a line says itself stays, and so does its `request_data`.
 *
 * @returns to be called with the events of one file in their order; gives each event as it came or with its name added
 */
export function createCallNameInference(): (event: LogEvent) => LogEvent {
  const names = new Map<string, CallName>();

  function remember(requestId: string, name: CallName): void {
    // Ids of the prototype come again after a restart: the newest start counts.
    names.delete(requestId);
    names.set(requestId, name);
    if (names.size > maxRemembered) names.delete(names.keys().next().value!);
  }

  return (event) => {
    if (!event.event.startsWith("request_") || event.service !== undefined) return event;
    const { request_data: asked, request_id: requestId } = event;
    const name = nameIn(asked) ?? (typeof requestId === "string" ? names.get(requestId) : undefined);
    if (name === undefined) return event;
    if (event.event === "request_start" && typeof requestId === "string") remember(requestId, name);
    return { ...event, ...name } as LogEvent;
  };
}

function nameIn(asked: unknown): CallName | undefined {
  if (typeof asked !== "object" || asked === null) return undefined;
  const { service, text, ssml, voice_name: voice } = asked as Record<string, unknown>;
  if (typeof service === "string" && service !== "") return splitName(service);
  // Which of the two methods of synthesis it was is not written anywhere.
  const speaks = typeof text === "string" || typeof ssml === "string";
  return speaks && typeof voice === "string" ? { service: "TTS" } : undefined;
}

/** `ASR_Recognize` as service and operation; a name that does not begin with a service of the platform is one itself. */
function splitName(name: string): CallName {
  const [service = "", ...rest] = name.split("_");
  if (!services.some((known) => known === service)) return { service: name };
  return rest.length === 0 ? { service } : { service, operation: rest.join("_") };
}
