import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { logPageEvents } from "./page-events.ts";

function setup() {
  const events: LogEvent[] = [];
  const page = new EventTarget();
  const view = Object.assign(new EventTarget(), { visibilityState: "hidden" as const });
  const end = logPageEvents(createLogger({ sink: { append: (event) => void events.push(event) } }), page, view);
  const dispatch = (type: string, details: object = {}) => page.dispatchEvent(Object.assign(new Event(type), details));
  return { events, view, dispatch, end };
}

describe("logPageEvents", () => {
  it("logs failures that nobody caught as errors, thrown values too", () => {
    const { events, dispatch } = setup();
    dispatch("error", { error: new TypeError("no such thing") });
    dispatch("unhandledrejection", { reason: "left" });
    expect(events).toMatchObject([
      {
        event: "system_page_error",
        level: "ERROR",
        message: "TypeError: no such thing",
        error: { error_type: "TypeError" },
      },
      { event: "system_unhandled_rejection", level: "ERROR", message: "Error: left" },
    ]);
  });

  it("logs no postponed notice of a size observer", () => {
    const { events, dispatch } = setup();
    dispatch("error", { message: "ResizeObserver loop completed with undelivered notifications." });
    expect(events).toEqual([]);
  });

  it("logs the network, the visibility and a return from the browser's cache, and no other showing", () => {
    const { events, view, dispatch } = setup();
    for (const type of ["offline", "online"]) dispatch(type);
    view.dispatchEvent(new Event("visibilitychange"));
    dispatch("pageshow", { persisted: false });
    dispatch("pageshow", { persisted: true });
    expect(events.map(({ event, level }) => `${event} ${level}`)).toEqual([
      "system_network_offline INFO",
      "system_network_online INFO",
      "system_page_visibility DEBUG",
      "system_page_resumed INFO",
    ]);
  });

  it("logs what the content security policy blocked, which a diagnosis reads", () => {
    const { events, dispatch, end } = setup();
    const violation = { effectiveDirective: "connect-src", blockedURI: "https://other.example", lineNumber: 7 };
    dispatch("securitypolicyviolation", violation);
    end();
    dispatch("securitypolicyviolation", violation);
    expect(events).toMatchObject([
      {
        event: "system_policy_violation",
        level: "WARNING",
        data: { directive: "connect-src", blocked: "https://other.example", line: 7 },
      },
    ]);
  });
});
