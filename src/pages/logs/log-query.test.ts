import { describe, expect, it } from "vitest";
import { filterIn, toggled, viewIn } from "./log-query.ts";

const query =
  (values: Record<string, string>) =>
  (name: string): string =>
    values[name] ?? "";

describe("filterIn", () => {
  it("asks for everything when the address names nothing", () => {
    expect(filterIn(query({}))).toEqual({});
  });

  it("takes every condition of the address", () => {
    const values = {
      level: "ERROR,WARNING",
      service: "TTS",
      event: "request_error",
      request: "req_1",
      session: "s",
      q: "ошибка",
      error: "UNAVAILABLE",
      from: "1000",
      to: "2000",
    };
    expect(filterIn(query(values))).toEqual({
      levels: ["WARNING", "ERROR"],
      services: ["TTS"],
      events: ["request_error"],
      errorTypes: ["UNAVAILABLE"],
      fromMs: 1000,
      toMs: 2000,
      requestId: "req_1",
      sessionId: "s",
      substring: "ошибка",
    });
  });

  it("leaves out levels that do not exist, so that a mistyped address does not hide everything", () => {
    expect(filterIn(query({ level: "LOUD,,ERROR" }))).toEqual({ levels: ["ERROR"] });
    expect(filterIn(query({ level: "LOUD" }))).toEqual({});
  });
});

describe("viewIn", () => {
  it("shows events unless a text file is named", () => {
    expect(["", "tts_structured.jsonl", "other", "tts_errors.log"].map((file) => viewIn(query({ file })))).toEqual([
      "events",
      "events",
      "events",
      "tts_errors.log",
    ]);
  });
});

describe("toggled", () => {
  it("undoes itself", () => {
    expect(toggled("", "TTS")).toBe("TTS");
    expect(toggled("TTS", "ASR")).toBe("TTS,ASR");
    expect(toggled(toggled("TTS,ASR", "Auth"), "Auth")).toBe("TTS,ASR");
  });
});
