import { describe, expect, it } from "vitest";
import { shownName } from "./shown-name.ts";

describe("shownName", () => {
  it("says log, view, query and times", () => {
    const range = { fromMs: Date.UTC(2026, 10, 21, 9), toMs: Date.UTC(2026, 10, 21, 10, 30) };
    const rows = {
      log: "customer.jsonl",
      text: " service:TTS  level:error ",
      scope: { view: "calls", range },
    } as const;
    expect(shownName(rows, ".csv")).toBe("customer-calls_service-TTS_level-error_20261121T0900-20261121T1030.csv");
  });

  it("is short and fit for every disk, whatever the query", () => {
    const rows = {
      set: "",
      log: "",
      text: `message:/a|b*/ "${"ж".repeat(500)}"`,
      scope: { view: "events", range: {} },
    } as const;
    expect(shownName(rows, ".jsonl")).toMatch(/^log-events_message--a-b-_-ж{40,60}\.jsonl$/);
    expect(shownName({ ...rows, text: "" }, ".jsonl")).toBe("log-events.jsonl");
  });
});
