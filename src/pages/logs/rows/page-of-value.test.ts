import { describe, expect, it } from "vitest";
import { pageOfValue } from "./page-of-value.ts";

describe("pageOfValue", () => {
  it("leads from an id to its page in the same log", () => {
    expect(pageOfValue("session_id", "a/b", "f.1.x y")).toEqual({
      kind: "session",
      href: "/session/a/b?log=f.1.x+y",
    });
    expect(pageOfValue("request_data.workflow_id", "w", "")).toEqual({ kind: "workflow", href: "/workflow/w" });
    expect(pageOfValue("request_id", "r", "")).toEqual({ kind: "call", href: "/request/r" });
  });

  it("has no page for other fields, nor for what is no text", () => {
    expect(pageOfValue("service", "TTS", "")).toBeUndefined();
    expect(pageOfValue("session_id", 7, "")).toBeUndefined();
    expect(pageOfValue("session_id", "", "")).toBeUndefined();
    expect(pageOfValue("toString", "x", "")).toBeUndefined();
  });
});
