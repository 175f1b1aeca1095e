import { afterEach, describe, expect, it, vi } from "vitest";
import { createLiveSecrets } from "../basics/live-secrets.ts";
import { secretForms } from "../basics/secret-forms.ts";
import type { LogEvent, LogFields } from "./log-event.ts";
import { consoleSink } from "./console-sink.ts";
import { logAudit } from "./log-audit.ts";
import { createLogger, loggerLimits, type LoggerOptions } from "./logger.ts";
import { tee } from "./tee.ts";

function setup(options: Partial<LoggerOptions> = {}) {
  const events: LogEvent[] = [];
  const clock = { now: Date.UTC(2025, 8, 3, 10, 14, 1, 5), epochMs: () => clock.now, monotonicMs: () => clock.now };
  const sink = { append: (event: LogEvent) => void events.push(event) };
  return { events, clock, logger: createLogger({ sink, clock, sessionId: "0123456789abcdef-session", ...options }) };
}

describe("createLogger", () => {
  it("completes an event and orders its keys", () => {
    const { events, logger } = setup();
    logger.log("INFO", "custom", "It happened", { data: { a: 1 }, operation: "Synthesize" });
    expect(JSON.stringify(events[0])).toBe(
      '{"timestamp":"2025-09-03T10:14:01.005Z","level":"INFO","event":"custom","operation":"Synthesize",' +
        '"message":"It happened","session_id":"0123456789abcdef-session","seq":1,"data":{"a":1}}',
    );
  });

  it("remembers other texts that a failure may quote, however often the same long one is sent", () => {
    const { events, logger } = setup({ content: false });
    logger.noteTexts(["the secret recipe"]);
    for (let times = 0; times < 20; times++) logger.noteTexts([`${"a long text ".repeat(2_000)}.`]);
    const error = { error_type: "INVALID_ARGUMENT", error_message: 'cannot read "the secret recipe"' };
    logger.log("ERROR", "request_error", "failed", { error });
    expect(events[0]!.error!.error_message).toBe('cannot read "[text]"');
  });

  it("logs an audit event at every level", () => {
    const { events, logger } = setup({ level: "CRITICAL" });
    logAudit(logger, "export", "Saved", { what: "log" });
    logger.logSystemEvent("auditor", "No audit event");
    expect(events).toMatchObject([{ level: "INFO", event: "system_audit_export", data: { what: "log" } }]);
    expect(events).toHaveLength(1);
  });

  it("numbers events without holes below its level, and follows setLevel at once", () => {
    const { events, logger } = setup({ level: "WARNING" });
    logger.log("INFO", "a", "a");
    logger.log("ERROR", "b", "b");
    logger.setLevel("DEBUG");
    logger.log("DEBUG", "c", "c");
    expect(events.map(({ event, seq }) => [event, seq])).toEqual([["b", 1], ["c", 2]]); // prettier-ignore
  });

  it("never throws, and counts what the sink or a hostile value took", () => {
    const broken = createLogger({ sink: { append: () => { throw new Error("full"); } } }); // prettier-ignore
    broken.log("INFO", "a", "a");
    expect(broken.lost).toBe(1);

    const { events, logger } = setup();
    const hostile = new Proxy({}, { ownKeys: () => { throw new Error("no"); } }) as LogFields; // prettier-ignore
    logger.log("INFO", "a", "kept", hostile);
    logger.log("INFO", "b", undefined as unknown as string, null as unknown as LogFields);
    expect(events.map(({ message }) => message)).toEqual(["kept", "undefined"]);
  });

  it("is not changed by what the caller does to the fields later", () => {
    const { events, logger } = setup();
    const data = { list: [1] };
    logger.logSystemEvent("x", "x", data);
    data.list.push(2);
    expect(events[0]?.data).toEqual({ list: [1] });
  });

  it("keeps secrets out of every field", () => {
    const { events, logger } = setup();
    logger.log("ERROR", "a", "sent Bearer abc.def-1", {
      endpoint: "https://me:hunter2@host/x",
      error: { error_type: "PERMISSION_DENIED", error_message: "token=hunter2 is bad" },
      data: { token: "hunter2" },
    });
    expect(JSON.stringify(events)).not.toMatch(/hunter2|abc\.def/);
  });

  it("makes request ids that differ in one second, over sessions and past 9999", () => {
    const { logger } = setup();
    const other = setup({ sessionId: "fedcba987654-other" }).logger;
    expect(logger.nextRequestId()).toBe("req_1756894441_0000_0123456789ab");
    expect(other.nextRequestId()).toBe("req_1756894441_0000_fedcba987654");
    expect(new Set(Array.from({ length: 9999 }, () => logger.nextRequestId())).size).toBe(9999);
    expect(logger.nextRequestId()).toMatch(/^req_\d+_\d{4}_0123456789ab$/);
  });

  it("logs failed authentication as an error, with its outcome", () => {
    const { events, logger } = setup();
    logger.logAuthEvent("token_request", "No token", { success: false, endpoint: "http://sso", durationMs: 5 });
    logger.logAuthEvent("token_request", "Token received", { success: true });
    expect(events).toMatchObject([
      { level: "ERROR", event: "auth_token_request", success: false, duration_ms: 5 },
      { level: "INFO", event: "auth_token_request", success: true },
    ]);
  });

  it("gives texts in full, or as length and hash", () => {
    const { logger } = setup();
    expect(logger.personalText("text", "abc")).toEqual({ text: "abc", text_length: 3 });
    logger.setLogContent(false);
    expect(logger.personalText("text", "abc")).toEqual({
      text_sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      text_length: 3,
    });
  });
});

describe("sinks", () => {
  it("the tee serves the others when one fails", () => {
    const { events, logger } = setup({ sink: undefined as never });
    expect(events).toEqual([]);
    const seen: string[] = [];
    const sink = tee({ append: () => { throw new Error("no"); } }, { append: ({ event }) => void seen.push(event) }); // prettier-ignore
    const teed = createLogger({ sink });
    teed.log("INFO", "a", "a");
    expect([seen, teed.lost, logger.lost]).toEqual([["a"], 1, 0]);
  });

  it("the console shows INFO and above", () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const { logger } = setup({ sink: consoleSink({ info: write, warn: write, debug: write }) });
    logger.log("DEBUG", "a", "quiet");
    logger.log("INFO", "a", "said");
    logger.log("ERROR", "a", "failed");
    expect(lines).toEqual(["10:14:01 | INFO     | said", "10:14:01 | ERROR    | failed"]);
  });

  describe("logDeferred", () => {
    afterEach(() => void vi.useRealTimers());

    it("keeps time and place of its moment, and is handed over within the hold", () => {
      vi.useFakeTimers();
      const { events, clock, logger } = setup({ deferMs: 20 });
      logger.logDeferred("INFO", "a", "a", () => ({ data: { renderedAt: clock.now } }));
      const loggedAt = new Date(clock.now).toISOString();
      clock.now += 15;
      vi.advanceTimersByTime(19);
      expect(events).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(events).toMatchObject([{ event: "a", seq: 1, timestamp: loggedAt, data: { renderedAt: clock.now } }]);
    });

    it("comes before whatever is logged later, and not twice", () => {
      vi.useFakeTimers();
      const { events, logger } = setup({ deferMs: 20, level: "INFO" });
      logger.logDeferred("INFO", "a", "a", () => ({}));
      logger.logDeferred("DEBUG", "below", "below", () => ({}));
      logger.logDeferred("INFO", "b", "b", () => ({}));
      logger.log("ERROR", "c", "c");
      vi.runAllTimers();
      expect(events.map(({ event, seq }) => [event, seq])).toEqual([["a", 1], ["b", 2], ["c", 3]]); // prettier-ignore
    });

    it("is handed over when asked for, and when a hundred are held", () => {
      vi.useFakeTimers();
      const { events, logger } = setup({ deferMs: 20 });
      logger.logDeferred("INFO", "a", "a", () => ({}));
      logger.flush();
      expect(events).toHaveLength(1);
      for (let count = 0; count < 100; count++) logger.logDeferred("INFO", "b", "b", () => ({}));
      expect(events).toHaveLength(101);
    });

    it("writes texts as the setting was at its moment", () => {
      vi.useFakeTimers();
      const { events, logger } = setup({ deferMs: 20, content: false });
      logger.logDeferred("INFO", "a", "a", () => ({ data: logger.personalText("text", "Привет") }));
      logger.setLogContent(true);
      vi.runAllTimers();
      expect(JSON.stringify(events)).not.toContain("Привет");
    });

    it("counts an event whose fields cannot be made, and goes on", () => {
      const { events, logger } = setup();
      logger.logDeferred("INFO", "a", "a", () => { throw new Error("no"); }); // prettier-ignore
      logger.logDeferred("INFO", "b", "b", () => ({}));
      expect(logger.lost).toBe(1);
      expect(events).toMatchObject([
        { event: "system_log_gap", seq: 1, data: { reason: "not_loggable", dropped: 1, by_level: { INFO: 1 } } },
        { event: "b", seq: 2 },
      ]);
    });
  });

  describe("given what it should never be given", () => {
    const throwing = {
      toString() {
        throw new Error("no text");
      },
    };
    const unreadable = new Proxy({}, { get: () => { throw new Error("no"); }, ownKeys: () => { throw new Error("no"); } }); // prettier-ignore
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const values: unknown[] = [
      ...[undefined, null, true, NaN, 10n ** 40n, Symbol("s"), () => 1, "x".repeat(1_000_000)],
      ...[[], {}, throwing, unreadable, circular, Object.create(null), new Date(NaN), new Map([[throwing, 1]])],
    ];

    it("throws from no method, whatever stands in whichever place, and leaves no hole in the log", () => {
      let calls = 0;
      for (const value of values) {
        const { events, logger } = setup();
        const bad = value as never;
        const attempts = [
          () => logger.log(bad, "a", "m"),
          () => logger.log("INFO", bad, "m"),
          () => logger.log("INFO", "a", bad),
          () => logger.log("INFO", "a", "m", bad),
          () =>
            logger.log("INFO", "a", "m", { service: bad, request_id: bad, duration_ms: bad, data: bad, error: bad }),
          () => logger.logDeferred(bad, bad, bad, bad),
          () => logger.logDeferred("INFO", "a", "m", () => bad),
          () => logger.logSystemEvent(bad, bad, bad, bad),
          () => logger.logAuthEvent(bad, bad, bad),
          () => logger.setLevel(bad),
          () => logger.personalText(bad, bad),
          () => logger.logSystemEvent("after", "it is still there"),
        ];
        for (const attempt of attempts) {
          calls++;
          expect(attempt).not.toThrow();
        }
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
        expect(events.at(-1)).toMatchObject({ event: "system_after" });
        for (const event of events) expect(() => structuredClone(event)).not.toThrow();
      }
      expect(calls).toBe(12 * values.length);
    });

    it.each([NaN, Infinity, 9e15, undefined, "now", {}])("marks a gap where the clock says %s", (epochMs) => {
      const clock = { epochMs: () => epochMs as number, monotonicMs: () => 0 };
      const { events, logger } = setup({ clock });
      logger.log("ERROR", "a", "m");
      expect(events).toMatchObject([
        { event: "system_log_gap", seq: 1, data: { reason: "invalid_time", dropped: 1, by_level: { ERROR: 1 } } },
      ]);
      expect(Date.parse(events[0]!.timestamp)).toBeGreaterThan(Date.UTC(2025, 0));
      expect(logger.nextRequestId()).toMatch(/^req_\d+_\d{4}_/);
    });

    it("survives a clock that throws, and marks the gap", () => {
      const broken = () => {
        throw new Error("no clock");
      };
      const { events, logger } = setup({ clock: { epochMs: broken, monotonicMs: broken } });
      logger.logSystemEvent("a", "m");
      expect(logger.nextRequestId()).toMatch(/^req_\d+_/);
      expect(logger.monotonicMs()).toBe(0);
      expect(events).toMatchObject([{ event: "system_log_gap", data: { reason: "invalid_time" } }]);
    });

    it("cuts names and messages at their limits, and says how much is missing", () => {
      const { events, logger } = setup();
      logger.log("INFO", "e".repeat(20_000), "m".repeat(20_000));
      expect(events[0]!.event).toBe(`${"e".repeat(256)} [+19744 characters]`);
      expect(events[0]!.message).toBe(`${"m".repeat(16_384)} [+3616 characters]`);
    });

    it("keeps secrets out of the names of events", () => {
      const { events, logger } = setup();
      logger.logSystemEvent("sent Bearer abc.def-1", "m");
      expect(events[0]!.event).not.toContain("abc.def");
    });
  });
});

describe("a logger that knows the secrets in use", () => {
  const value = "Ключ+от/всего=да&нет%2F";

  it("keeps every form of one out of names, messages, fields and their keys", () => {
    const secrets = createLiveSecrets();
    secrets.learn("token", value);
    const { events, logger } = setup({ scrub: secrets.scrub });
    const forms = secretForms(value);
    for (const form of forms) {
      logger.log("ERROR", `said_${form}`, `It said ${form}`, {
        service: form,
        operation: form,
        request_id: form,
        server_request_id: form,
        endpoint: form,
        data: { [form]: [form] },
      } as unknown as LogFields);
      logger.logSystemEvent(form, form);
      logger.logAuthEvent(form, form, { success: true, endpoint: form });
    }
    expect(events).toHaveLength(3 * forms.length);
    const lines = events.map((event) => JSON.stringify(event));
    expect(lines.filter((line) => forms.some((form) => line.includes(JSON.stringify(form).slice(1, -1))))).toEqual([]);
    expect(lines.filter((line) => !line.includes("[redacted]"))).toEqual([]);
  });

  it("takes one out before it cuts, so that no part of it stays at the cut", () => {
    const secrets = createLiveSecrets();
    secrets.learn("token", "hunter2-ab");
    const { events, logger } = setup({ scrub: secrets.scrub });
    for (let before = 0; before < 20; before++) {
      logger.log(
        "INFO",
        "x".repeat(loggerLimits.name - before) + "hunter2-ab",
        "y".repeat(loggerLimits.message - before) + "hunter2-ab",
      );
    }
    expect(JSON.stringify(events)).not.toContain("hunt");
  });

  it("logs a token of any look that comes back inside a grpc-message as [redacted]", () => {
    const token = "f3a9c1d2e4b5a697";
    const wordings = [
      `token f3a9c1d2e4b5a697 is not valid`,
      `unknown credential "f3a9c1d2e4b5a697"`,
      `no session for f3a9c1d2e4b5a697.`,
      `Ключ f3a9c1d2e4b5a697 отозван`,
      `subject=f3a9c1d2e4b5a697;aud=tts`,
      `authorization metadata was: bearer f3a9c1d2e4b5a697`,
      `rejected [f3a9c1d2e4b5a697] at 10:14`,
      `expired: f3a9c1d2e4…`,
    ];
    const secrets = createLiveSecrets();
    secrets.learn("token", token);
    const { events, logger } = setup({ scrub: secrets.scrub });
    for (const said of wordings) {
      logger.log("ERROR", "request_error", `Synthesize failed: ${said}`, {
        error: { error_type: "PERMISSION_DENIED", error_message: said, grpc_code: 7, grpc_details: said },
      });
    }
    expect(events).toHaveLength(8);
    for (const event of events) {
      expect(JSON.stringify(event).match(/\[redacted\]/g)).toHaveLength(3);
      expect(JSON.stringify(event)).not.toContain("f3a9c1d2");
    }
  });
});
