import { afterEach, describe, expect, it } from "vitest";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { LastCall } from "./last-call.svelte.ts";

let services: LogServices | undefined;
let stop: (() => void) | undefined;
afterEach(async () => {
  stop?.();
  await services?.close();
});

async function open(events: LogEvent[] = []) {
  services = await logServices("/synthesize", events);
  const lastCall = new LastCall();
  stop = lastCall.follow(services.store);
  const { logger } = services;
  const log = (event: string, fields: Partial<LogEvent>) =>
    logger.log("INFO", event, "", { service: "TTS", operation: "Synthesize", ...fields });
  return { log, operation: () => lastCall.event?.operation, lastCall };
}

const lists = { service: "Models", operation: "GetModelsInfo", initiator: "console" } as const;

describe("the last call", () => {
  it("is the person's, not the console's own lists of models behind it", async () => {
    const { log, lastCall, operation } = await open();
    log("request_start", { initiator: "user", request_id: "req_1" });
    await expect.poll(operation).toBe("Synthesize");
    log("request_start", lists);
    log("request_success", lists);
    log("request_success", { initiator: "user", request_id: "req_1" });
    await expect.poll(() => lastCall.outcome).toBe("success");
    log("request_error", { ...lists, error: { error_type: "UNAVAILABLE", error_message: "no" } });
    await expect.poll(() => lastCall.isBarred).toBe(true);
    expect([lastCall.event?.request_id, lastCall.outcome]).toEqual(["req_1", "success"]);
  });

  it("is found behind many of the console's, in a log that does not say who called", async () => {
    const own = { level: "INFO", message: "", session_id: "before" } as const;
    const timestamp = "2025-09-03T10:14:01.000Z";
    const before: LogEvent[] = Array.from({ length: 81 }, (_, index) => ({
      ...own,
      timestamp,
      seq: index + 1,
      event: "request_success",
      ...(index === 0
        ? { service: "ASR" as const, operation: "FileRecognize" }
        : { service: "Models" as const, operation: "GetModelsInfo" }),
    }));
    const { operation } = await open(before);
    await expect.poll(operation).toBe("FileRecognize");
  });

  it("is none when only the console has called", async () => {
    const { log, lastCall, operation } = await open();
    log("request_error", { ...lists, error: { error_type: "UNAVAILABLE", error_message: "no" } });
    await expect.poll(() => lastCall.isBarred).toBe(true);
    expect(operation()).toBeUndefined();
  });
});
