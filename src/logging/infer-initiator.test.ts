import { describe, expect, it } from "vitest";
import { initiatorOf } from "./infer-initiator.ts";
import type { LogEvent } from "./log-event.ts";

const own = { timestamp: "2025-09-03T10:14:01.000Z", level: "INFO", message: "", session_id: "s", seq: 1 } as const;
const request = (service: LogEvent["service"], operation: string, more: Partial<LogEvent> = {}): LogEvent => {
  return { ...own, event: "request_start", ...(service && { service }), operation, ...more };
};
const system = (event: string): LogEvent => ({ ...own, event, service: "System" });
const workflow = { request_data: { workflow_id: "w" } };

const table: [name: string, event: LogEvent, initiator: "user" | "console" | undefined][] = [
  ["a list of models", request("Models", "GetModelsInfo"), "console"],
  ["a list of models in a log of the prototype", request("Models", "GetTTSModels"), "console"],
  ["a list of models in a workflow", request("Models", "GetModelsInfo", workflow), "user"],
  ["the polling of a cloning task", request("VoiceCloning", "GetTaskInfo"), "console"],
  ["a probe of the archive", request("AudioArchive", "Probe"), "console"],
  ["a health check", system("system_health_check_complete"), "console"],
  ["a query of all models", system("system_all_models_query_start"), "console"],
  ["a synthesis", request("TTS", "Synthesize"), "user"],
  ["the end of a synthesis", request("TTS", "Synthesize", { event: "request_error" }), "user"],
  ["a voice that is cloned", request("VoiceCloning", "CloneVoice"), "user"],
  ["a request of which nothing is known", { ...own, event: "request_start" }, "user"],
  ["a request whose data is of a foreign type", request("TTS", "Synthesize", { request_data: null as never }), "user"],
  ["a workflow", system("system_workflow_success"), "user"],
  ["the start of the page", system("system_startup"), undefined],
];

describe("the initiator of an event", () => {
  it.each(table)("is inferred for %s", (_name, event, initiator) => {
    expect(initiatorOf(event)).toEqual(initiator && { initiator, isInferred: true });
  });

  it("is what the line says, whatever would be inferred", () => {
    expect(initiatorOf(request("Models", "GetModelsInfo", { initiator: "user" }))).toEqual({
      initiator: "user",
      isInferred: false,
    });
  });

  it("is inferred when the line says something foreign", () => {
    const event = request("TTS", "Synthesize", { initiator: "cron" as never });
    expect(initiatorOf(event)).toEqual({ initiator: "user", isInferred: true });
  });
});
