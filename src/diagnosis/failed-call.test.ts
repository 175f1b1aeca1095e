import { describe, expect, it } from "vitest";
import { failedCallIn } from "./failed-call.ts";
import { failed, succeeded } from "./fixtures/failure-fixtures.ts";

const [start, end] = failed("UNAVAILABLE", 14, "failed to connect to all addresses");

describe("failedCallIn", () => {
  it("is the end of a failed call itself, with or without a status", () => {
    expect(failedCallIn(end!)).toBe(end);
    const local = { ...end!, error: { error_type: "TypeError", error_message: "" } };
    expect(failedCallIn(local)).toBe(local);
  });

  it("is made of any record that names a status, whatever its event is called", () => {
    for (const event of ["imported_line", "imported_sentence", "import_broken_line", "system_connection_failed"]) {
      expect(failedCallIn({ ...end!, event })).toEqual(end);
    }
  });

  it("is none for other ends, starts and errors without a status", () => {
    const refused = { error_type: "ConnectionError", error_message: "connect ECONNREFUSED 127.0.0.1:5432" };
    const others = [start!, ...succeeded(), { ...end!, event: "request_cancelled" }];
    for (const event of [...others, { ...end!, event: "imported_line", error: refused }]) {
      expect([event.event, failedCallIn(event)]).toEqual([event.event, undefined]);
    }
  });
});
