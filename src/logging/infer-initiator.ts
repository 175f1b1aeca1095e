import type { Initiator, LogEvent } from "./log-event.ts";

/** Calls beside the model lists that the console makes by itself, as `<service> <operation>`. */
const consoleCalls = ["VoiceCloning GetTaskInfo", "AudioArchive Probe"];
const consoleEvents = /^system_(health_check|all_models_query|models_changed)/;

/**
 * Who caused an event: as its line says, or inferred where the line is of a version, or of a program, that did not say so.
 *
 * @returns undefined for events that are part of no call, workflow or check
 */
export function initiatorOf(event: LogEvent): { initiator: Initiator; isInferred: boolean } | undefined {
  const { initiator } = event;
  if (initiator === "user" || initiator === "console") return { initiator, isInferred: false };
  const inferred = inferInitiator(event);
  return inferred && { initiator: inferred, isInferred: true };
}

function inferInitiator({ event, service, operation, request_data: request }: LogEvent): Initiator | undefined {
  if (consoleEvents.test(event)) return "console";
  if (event.startsWith("system_workflow_")) return "user";
  if (!event.startsWith("request_")) return undefined;
  // A workflow is a person's, whatever it calls.
  if (request?.["workflow_id"] !== undefined) return "user";
  const isOfConsole = service === "Models" || consoleCalls.includes(`${String(service)} ${String(operation)}`);
  return isOfConsole ? "console" : "user";
}
