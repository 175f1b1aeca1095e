import { describe, expect, it } from "vitest";
import { safeView } from "./safe-view.ts";

describe("safeView", () => {
  it("keeps pages of a log with what they show, and leaves out which log", () => {
    expect(safeView("/logs?q=level%3AERROR&log=abc&set=x&do=export")).toBe("/logs?q=level%3AERROR");
    expect(safeView("/request/req_1%2F2")).toBe("/request/req_1%2F2");
    expect(safeView("/request/a/b")).toBe("/request/a/b");
    expect(safeView("/error/TTS%20UNAVAILABLE?from=1")).toBe("/error/TTS%20UNAVAILABLE?from=1");
  });

  it.each([
    "https://evil.example/logs",
    "//evil.example/logs",
    "/\\\\evil.example/logs",
    "javascript:alert(1)",
    "/settings",
    "/replay/req_1",
    "/logs/../settings",
    "/request/../settings",
    "/request/",
    "logs",
    "",
  ])(
    // prettier-ignore
    "refuses %j",
    (view) => expect(safeView(view)).toBeUndefined(),
  );
});
