import { describe, expect, it } from "vitest";
import type { LogLevel } from "../../logging/log-event.ts";
import { createRecordReader } from "../record-reader.ts";
import type { LogKind, RecordData } from "../record-reading.ts";
import { startsRecord } from "../starts-record.ts";

const latestMs = Date.UTC(2026, 2, 1);
const atMs = Date.UTC(2026, 0, 5, 9, 0, 0, 123);
const secondMs = atMs - 123;
const stackMessage = "synthesis failed";

interface Layout {
  line: string;
  kind: LogKind;
  timeMs?: number;
  level?: LogLevel;
  message?: string;
  data?: RecordData;
}

const layouts: Layout[] = [
  {
    line: "2026-01-05 09:00:00 | ERROR    | tts_utility | speak:12 | synthesis failed",
    kind: "prototype",
    timeMs: secondMs,
  },
  { line: "09:00:00 | ERROR    | synthesis failed", kind: "prototype" },
  { line: "2026-01-05 09:00:00.123 | ERROR    | app.x:main:7 - synthesis failed", kind: "loguru", timeMs: atMs },
  {
    line: "\u001b[32m2026-01-05 09:00:00.123\u001b[0m | \u001b[31mERROR   \u001b[0m | app:main:7 - synthesis failed",
    kind: "loguru",
    timeMs: atMs,
  },
  {
    line: "2026-01-05 09:00:00,123 - app - ERROR - synthesis failed",
    kind: "python-text",
    timeMs: atMs,
    data: { logger: "app" },
  },
  { line: "2026-01-05 09:00:00,123 - ERROR - synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "2026-01-05 09:00:00,123 ERROR synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "2026-01-05 09:00:00,123 [ERROR] synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "[2026-01-05 09:00:00,123] ERROR in app: synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "[2026-01-05 09:00:00,123: ERROR/MainProcess] synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "ERROR:app:synthesis failed", kind: "python-text", data: { logger: "app" } },
  { line: "ERROR 2026-01-05 09:00:00,123 synthesis failed", kind: "python-text", timeMs: atMs },
  { line: "[2026-01-05 12:00:00 +0300] [12] [ERROR] synthesis failed", kind: "text", timeMs: secondMs },
  {
    line: "2026-01-05 09:00:00.123 [main] ERROR a.B - synthesis failed",
    kind: "logback",
    timeMs: atMs,
    data: { logger: "a.B", thread: "main" },
  },
  { line: "09:00:00.123 [main] ERROR a.B - synthesis failed", kind: "logback" },
  {
    line: "2026-01-05T12:00:00.123+03:00 ERROR 7 --- [tts] [main] a.B      : synthesis failed",
    kind: "logback",
    timeMs: atMs,
  },
  {
    line: "2026-01-05T09:00:00.123Z\tERROR\ta/b.go:12\tsynthesis failed",
    kind: "zap",
    timeMs: atMs,
    data: { caller: "a/b.go:12" },
  },
  { line: 'time="2026-01-05T09:00:00Z" level=error msg="synthesis failed" voice=x', kind: "logrus", timeMs: secondMs },
  {
    line: 'ts=2026-01-05T09:00:00.123Z caller=a.go:1 level=error msg="synthesis failed"',
    kind: "logfmt",
    timeMs: atMs,
  },
  { line: "\u001b[31mERRO\u001b[0m[0000] synthesis failed", kind: "logrus" },
  { line: "E0105 09:00:00.123456      12 file.go:12] synthesis failed", kind: "klog", timeMs: atMs + 0.456 },
  { line: "<11>1 2026-01-05T09:00:00.123Z host app 123 ID47 - synthesis failed", kind: "syslog", timeMs: atMs },
  {
    line: '<11>1 2026-01-05T09:00:00.123Z host app 123 ID47 [a b="c]d"][e f="\\""] synthesis failed',
    kind: "syslog",
    timeMs: atMs,
    data: { host: "host", logger: "app" },
  },
  { line: "<11>Jan  5 09:00:00 host app[123]: synthesis failed", kind: "syslog", timeMs: secondMs },
  { line: "2026/01/05 09:00:00 [error] synthesis failed", kind: "text", timeMs: secondMs },
  { line: "2026-01-05 12:00:00.123 MSK [12] ERROR:  synthesis failed", kind: "text", timeMs: atMs },
  { line: "2026-01-05 12:00:00.123 +03:00 [ERR] synthesis failed", kind: "text", timeMs: atMs },
  { line: "2026-01-05 09:00:00 [error    ] synthesis failed", kind: "text", timeMs: secondMs },
  {
    line: "[2026-01-05 09:00:00.123][12][error][connection] [source/a.cc:1] synthesis failed",
    kind: "envoy",
    timeMs: atMs,
  },
  { line: "[2026-01-05T09:00:00,123][ERROR][o.e.b.Boot      ] synthesis failed", kind: "log4j", timeMs: atMs },
  { line: "[2026-01-05 09:00:00.123 +0000] ERROR (app/7 on h1): synthesis failed", kind: "pino", timeMs: atMs },
  { line: "[2026-01-05T09:00:00.123Z] ERROR: app/7 on h1: synthesis failed", kind: "bunyan", timeMs: atMs },
  { line: "[2026-01-05, 09:00:00 UTC] {tts.py:12} ERROR - synthesis failed", kind: "text", timeMs: secondMs },
  { line: "20260105 09:00:00.123 ERROR synthesis failed", kind: "text", timeMs: atMs },
  { line: "error: synthesis failed", kind: "winston" },
  { line: "[ERROR] synthesis failed", kind: "text" },
];

const read = (text: string) => createRecordReader({ zone: "utc" }, latestMs)(text)[0]!;

describe("text layouts", () => {
  it.each(layouts)("read $line", ({ line, kind, timeMs, data }) => {
    const reading = read(line);
    expect(reading).toMatchObject({ kind, level: "ERROR", message: stackMessage, ...(data && { data }) });
    expect(reading.timeMs).toBe(timeMs);
    expect(startsRecord(line)).toBe(true);
  });

  it("reads the level of an inner line before that of syslog", () => {
    const reading = read('2026-01-05T12:00:00.123+03:00 host app[7]: level=error msg="no voice"');
    expect(reading).toMatchObject({
      kind: "syslog",
      within: "logfmt",
      timeMs: atMs,
      level: "ERROR",
      message: "no voice",
    });
  });

  it("reads access logs: level by status, a call by its path", () => {
    const envoy = read(
      '[2026-01-05T09:00:00.123Z] "POST /mts.ai.audiogram.tts.v3.TTS/Synthesize HTTP/2" 200 UF 0 0 12 11 "-" "grpc" "id-1" "host" "-"',
    );
    expect(envoy).toMatchObject({ kind: "envoy", timeMs: atMs, level: "ERROR" });
    expect(envoy.fields).toMatchObject({
      event: "request_error",
      service: "TTS",
      operation: "Synthesize",
      request_id: "id-1",
      duration_ms: 12,
      error: { error_type: "UNAVAILABLE", grpc_code: 14 },
    });
    const combined = read('10.0.0.1 - bob [05/Jan/2026:12:00:00 +0300] "GET /x HTTP/1.1" 404 12 "-" "curl \\"7\\""');
    expect(combined).toMatchObject({ kind: "clf", timeMs: secondMs, level: "WARNING", message: "GET /x 404" });
  });

  it("reads of an access log what an answer is understood by, as our own log writes it", () => {
    const seenOf = (line: string) => read(line).fields.error?.seen;
    const path = "/mts.ai.audiogram.tts.v3.TTS/Synthesize";
    expect(
      seenOf(
        `[2026-01-05T09:00:00.123Z] "POST ${path} HTTP/2" 503 UF upstream_reset_before_response_started{remote_connection_failure} - "TLS_error" 0 91 12 - "-" "grpc" "id-1" "host" "-"`,
      ),
    ).toEqual({
      http_status: 503,
      gateway_flags: "UF",
      gateway_details: "upstream_reset_before_response_started{remote_connection_failure}",
      gateway_tls: "TLS_error",
    });
    const fields = { response_code: 504, response_flags: "-", response_code_details: "via_upstream", method: "POST" };
    expect(seenOf(JSON.stringify({ start_time: "2026-01-05T09:00:00.123Z", path, ...fields }))).toEqual({
      http_status: 504,
      gateway_details: "via_upstream",
    });
    const page = `10.0.0.1 - - [05/Jan/2026:12:00:00 +0300] "POST /x HTTP/1.1" 502 12 "-" "-"`;
    expect(seenOf(page)).toEqual({ http_status: 502 });
  });

  it("keeps a traceback with its record, as the error of the record", () => {
    const trace =
      'Traceback (most recent call last):\n  File "/app/tts.py", line 12, in speak\n    raise E\nValueError: no voice';
    const reading = read(`2026-01-05 09:00:00 | ERROR    | tts_utility | speak:12 | synthesis failed\n${trace}`);
    expect(reading.message).toBe("synthesis failed");
    expect(reading.data?.stack).toBe(trace);
    expect(reading.fields.error).toEqual({ error_type: "ValueError", error_message: "no voice" });
    expect(trace.split("\n").filter(startsRecord)).toEqual([]);
  });

  it("takes the fields behind a message for fields", () => {
    const zap = read(
      '2026-01-05T09:00:00.123Z\tERROR\ta/b.go:12\tsynthesis failed\t{"error": "no voice", "request_id": "r1"}',
    );
    expect(zap).toMatchObject({
      message: "synthesis failed",
      fields: { request_id: "r1", error: { error_message: "no voice" } },
    });
    const structlog = read("2026-01-05 09:00:00 [error    ] synthesis failed               [app] ");
    expect(structlog.message).toContain("synthesis failed");
    const logrus = read("ERRO[0000] synthesis failed                              request_id=r1 voice=x");
    expect(logrus).toMatchObject({ message: "synthesis failed", fields: { request_id: "r1" } });
    expect(read("ERRO[0000] a  b=c is a sentence").message).toBe("a  b=c is a sentence");
  });

  it("takes words of a sentence for no level", () => {
    for (const sentence of ["Fatal accident", "no error", "Error while reading", "worker 7 started"]) {
      expect([sentence, read(`2026-01-05 09:00:00 ${sentence}`).message]).toEqual([sentence, sentence]);
    }
  });

  it("takes lines without a head for the rest of a record", () => {
    for (const line of [
      ...["", "  at f (a.js:1:1)", "\tstatus = StatusCode.UNAVAILABLE", ">", "ValueError: no voice", "Caused by: x: y"],
      ...["May be it works", "Error: x", "plain words", "12", "2026", "10.0.0.1 is up", "[1, 2]", "(and so on)"],
    ]) {
      expect([line, startsRecord(line)]).toEqual([line, false]);
    }
  });

  it("takes objects for records, white space, marks and separators before them or not", () => {
    for (const line of ['{"a":1}', '  {"a":1}', '\uFEFF{"a":1}', '\u001e{"a":1}', "\0\0{", '[{"a":1}]', "["]) {
      expect([line, startsRecord(line)]).toEqual([line, true]);
    }
  });
});
