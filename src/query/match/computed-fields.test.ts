import { describe, expect, it } from "vitest";
import { computedFields } from "./computed-fields.ts";

describe("outcome", () => {
  it.each([
    ["request_success", "INFO", "ok"],
    ["request_error", "ERROR", "error"],
    ["request_cancelled", "INFO", "cancelled"],
    ["imported_line", "ERROR", "error"],
    ["imported_line", "CRITICAL", "error"],
    ["imported_line", "WARNING", undefined],
    ["request_start", "INFO", undefined],
    ["system_error", "ERROR", undefined],
  ])("of %s at %s is %s", (event, level, outcome) => {
    expect(computedFields({ event, level, message: "" }).outcome).toBe(outcome);
  });
});

describe("error_group", () => {
  const groupOf = (message: string) => computedFields({ level: "ERROR", message }).error_group;

  it("names service, operation, status and message of a failed call", () => {
    const error = { error_type: "INVALID_ARGUMENT", error_message: 'no voice "levitan" at 48000 Hz', grpc_code: 3 };
    const event = {
      level: "ERROR",
      event: "request_error",
      service: "TTS",
      operation: "Synthesize",
      message: "m",
      error,
    };
    expect(computedFields(event)).toEqual({
      outcome: "error",
      error_group: 'TTS / Synthesize / INVALID_ARGUMENT / no voice "…" at # Hz',
    });
  });

  it("leaves absent parts out, and takes the message of the line where the error has none", () => {
    expect(computedFields({ level: "INFO", message: "m", error: { error_type: "X" } }).error_group).toBe("X / m");
    expect(computedFields({ level: "CRITICAL", service: "ASR", message: "m" }).error_group).toBe("ASR / m");
  });

  it("is absent where nothing failed", () => {
    expect(computedFields({ level: "WARNING", message: "slow", error: null })).toEqual({});
    expect(computedFields({ level: "INFO", event: "request_start", message: "started", error: ["x"] })).toEqual({});
    expect(computedFields({ level: "ERROR" })).toEqual({});
  });

  it("has at most 200 characters, and cuts none in two", () => {
    const group = groupOf("\u{1f600}".repeat(5_000))!;
    expect([...group]).toHaveLength(200);
    expect(group.isWellFormed()).toBe(true);
  });

  it.each(
    // A message, and what messages of its kind share.
    [
      ['Voice "anna" is not found', 'Voice "…" is not found'],
      ["Голос «Левитан» не найден в модели 'e2e-v3'", 'Голос "…" не найден в модели "…"'],
      ["can't open 'a.wav', it doesn't exist", `can't open "…", it doesn't exist`],
      ["Cannot check peer: missing selected ALPN property.", "Cannot check peer: missing selected ALPN property."],
      [
        "upstream connect error or disconnect/reset before headers",
        "upstream connect error or disconnect/reset before headers",
      ],
      [
        "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.7:443: Connection refused",
        "failed to connect to all addresses; last error: UNKNOWN: ipv4:#: Connection refused",
      ],
      ["Deadline exceeded after 29.998s. Waiting for 3 streams", "Deadline exceeded after #s. Waiting for # streams"],
      ["No such file: /home/Иван/запись 2.wav", "No such file: # #.wav"],
      [String.raw`Cannot read C:\Users\anna\log.txt: denied`, "Cannot read #: denied"],
      ["see models/e2e/v3/config.json and/or application/json", "see # and/or application/json"],
      ["GET https://sso.example.org:8443/realms/a/token?x=1 gave HTTP 503", "GET # gave HTTP #"],
      ["req_1764324000_0042_ab12 was not started", "# was not started"],
      ["session 7f3a9c21-1b2c-4d5e-8f90-a1b2c3d4e5f6 expired", "session # expired"],
      ["object 0x7ffe12 at 3fa9c0d2e7, clone vc_8f3ab2", "object # at #, clone vc_#"],
      ["codes 1, 2, 3 since 2026-11-28 12:00:05", "codes # since #"],
      ["частота 48000 Гц не поддержана; h264 и utf8 остаются", "частота # Гц не поддержана; h264 и utf8 остаются"],
      ["two\n  lines\tof text", "two lines of text"],
      ["POST /v1/voices 503 in 298 ms, 1.5 MB", "POST # # in # ms, # MB"],
      ["started 2026-11-29T14:00:00Z, ended 2026-11-29T14:00:00.123+03:00", "started #, ended #"],
      ['body {"voice": "anna", "rate": 8000, "ok": true}', 'body {voice: "…", rate: #, ok: true}'],
      ["body {'voice': 'anna'}, open \"a\": denied", 'body {voice: "…"}, open "…": denied'],
      ["Голоса „Пётр“, “Анна” и ‘Ольга’", 'Голоса "…", "…" и "…"'],
      ["peers 2001:db8::ff00:42:8329 and fe80::1%eth0, not std::string", "peers # and #%eth0, not std::string"],
      ["ratio 1e-5 of 1.5e+10", "ratio # of #"],
    ],
  )("of %j is %j", (message, group) => {
    expect(groupOf(message)).toBe(group);
  });
});
