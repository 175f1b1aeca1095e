import { describe, expect, it } from "vitest";
import { diagnose } from "../../diagnosis/diagnose.ts";
import { diagnoseError } from "../../diagnosis/diagnose-error.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createSampleLog } from "../../sample-log/sample-log.ts";

const file = await createSampleLog({ nowMs: Date.UTC(2026, 10, 28, 12), diagnoseError });
const failures = (await file.text())
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as LogEvent)
  .filter(({ event }) => event === "request_error");

describe("a failed call of the sample log", () => {
  it("has the cause that the rules find in its own line", () => {
    expect(failures.length).toBeGreaterThan(100);
    for (const failure of failures) {
      const { cause, confidence, hop } = diagnose({ events: [failure] })!;
      expect([failure.error, failure.diagnosis]).toEqual([failure.error, { cause, confidence, hop }]);
    }
  });

  it("names a cause for each kind of error", () => {
    const named = new Map(failures.map(({ error, diagnosis }) => [error!.error_type, diagnosis!.cause]));
    expect(Object.fromEntries(named)).toEqual({
      INVALID_ARGUMENT: "wrong-rate-or-encoding",
      UNAVAILABLE: "connection-refused",
      DEADLINE_EXCEEDED: "deadline",
      UNAUTHENTICATED: "token-expired",
      RESOURCE_EXHAUSTED: "quota",
      INTERNAL: "service-fault",
    });
  });
});
