import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../test/support/generate-events.ts";
import type { LogLevel } from "../logging/log-event.ts";
import { renderJsonLine, renderTextLine } from "../logging/render-line.ts";
import { createRecordReader } from "./record-reader.ts";
import type { LogKind, ReadingChoice } from "./record-reading.ts";
import { startsRecord } from "./starts-record.ts";

const fixtures = new URL("../../test/fixtures/logs/", import.meta.url);
const fixture = (path: string) => readFileSync(new URL(path, fixtures), "utf8");
const lines = (path: string) => fixture(path).split("\n").filter(Boolean);
const utc: ReadingChoice = { zone: "utc" };
const latestMs = Date.UTC(2026, 2, 1);
const readAll = (records: string[], choice = utc) => records.flatMap(readerOf(choice));
function readerOf(choice: ReadingChoice) {
  const read = createRecordReader(choice, latestMs);
  return (record: string) => read(record);
}
const one = (record: string, choice = utc) => readAll([record], choice)[0]!;
/** Whole milliseconds. */
const isoOf = (timeMs: number | undefined) => (timeMs === undefined ? undefined : new Date(timeMs).toISOString());

const firstIso = "2026-01-05T09:00:00.123Z";
const secondIso = "2026-01-05T09:00:01.123Z";

interface Expected {
  kind: LogKind;
  /** Time, level and message of each record where they are not those of most. */
  first?: [string, LogLevel | undefined, string];
  second?: [string, LogLevel | undefined, string] | "none";
  zone?: string;
  isWhole?: true;
}

const loggers: Record<string, Expected> = {
  "L-clef/clef.jsonl": { kind: "clef" },
  "L-cloudwatch/cloudwatch.jsonl": {
    kind: "cloudwatch",
    isWhole: true,
    first: [firstIso, undefined, "synthesis failed"],
    second: [secondIso, undefined, "server up"],
  },
  "L-docker/docker.jsonl": { kind: "docker", second: ["2026-01-05T09:00:01.000Z", "INFO", "TTS Synthesize 1 done"] },
  "L-ecs/ecs.jsonl": { kind: "ecs" },
  "L-envoyjson/envoyjson.jsonl": {
    kind: "envoy",
    first: [firstIso, "ERROR", "POST /mts.ai.audiogram.tts.v3.TTS/Synthesize 200 UF UNAVAILABLE"],
    second: "none",
  },
  "L-envoytext/envoytext.jsonl": {
    kind: "envoy",
    first: [firstIso, "ERROR", "TLS error"],
    second: [secondIso, "INFO", "starting"],
  },
  "L-gcp/gcp.jsonl": { kind: "gcp" },
  "L-grafanajson/grafanajson.jsonl": { kind: "loki", isWhole: true },
  "L-journald/journald.jsonl": { kind: "journald", second: [secondIso, "INFO", "Hi"] },
  "L-logback/logback.jsonl": { kind: "logback", second: "none" },
  "L-logcli/logcli.jsonl": { kind: "loki" },
  "L-logrustext/logrustext.jsonl": {
    kind: "logrus",
    first: ["2026-01-05T09:00:00.000Z", "ERROR", "synthesis failed"],
    second: "none",
  },
  "L-loguru/loguru.jsonl": { kind: "loguru", second: "none" },
  "L-loguruplain/loguruplain.jsonl": {
    kind: "loguru",
    zone: "Europe/Moscow",
    second: [secondIso, "WARNING", "slow"],
  },
  "L-otelfile/otelfile.jsonl": { kind: "otel" },
  "L-pino/pino.jsonl": { kind: "pino" },
  "L-pyjson/pyjson.jsonl": { kind: "python-json", zone: "Europe/Moscow", second: [secondIso, "WARNING", "slow"] },
  "L-pyplain/pyplain.jsonl": { kind: "python-text", zone: "Europe/Moscow", second: [secondIso, "WARNING", "slow"] },
  "L-slog/slog.jsonl": { kind: "slog" },
  "L-structlog/structlog.jsonl": { kind: "structlog" },
  "L-winston/winston.jsonl": { kind: "winston", second: [secondIso, "WARNING", "slow"] },
  "L-zap/zap.jsonl": { kind: "zap" },
};

describe("createRecordReader", () => {
  it.each(Object.entries(loggers))("reads time, level and message of %s", (path, expected) => {
    const choice = { zone: expected.zone ?? "utc" };
    const readings = readAll(expected.isWhole ? [fixture(path)] : lines(path), choice);
    const {
      kind,
      first = [firstIso, "ERROR", "synthesis failed"],
      second = [secondIso, "INFO", "server up"],
    } = expected;
    expect(readings.map(({ timeMs, level, message }) => [isoOf(timeMs), level, message])).toEqual(
      second === "none" ? [first] : [first, second],
    );
    expect(new Set(readings.map((reading) => reading.kind))).toEqual(new Set([kind]));
  });

  it("reads levels of other loggers as error or worse", () => {
    const readings = readAll(lines("T-levels/levels.jsonl"));
    expect(readings).toHaveLength(10);
    for (const { level } of readings) expect(["ERROR", "CRITICAL"]).toContain(level);
  });

  it.each(["T-zerotime/zerotime.jsonl", "T-fartime/fartime.jsonl"])(
    "takes no time from the second call of %s",
    (path) => {
      const readings = readAll(lines(path));
      expect(readings.map(({ timeMs, zone }) => [isoOf(timeMs), zone])).toEqual([
        ["2026-01-05T09:00:01.000Z", "stated"],
        [undefined, "none"],
        ["2026-01-05T09:00:03.000Z", "stated"],
      ]);
      expect(readings[1]!.timeText).toMatch(/^(?:0001|9999)-/);
    },
  );

  it("strips a terminal's colours from messages and heads", () => {
    const [json, text] = readAll(lines("S-ansi/ansi.jsonl"));
    expect(json!.message).toBe("connection refused");
    expect([isoOf(text!.timeMs), text!.level, text!.message]).toEqual(["2026-01-05T09:00:02.000Z", "INFO", "coloured"]);
  });

  it("reads both files of the prototype as one moment in the zone of the choice", () => {
    const readings = ["M-zone/tts_structured.jsonl", "M-zone/tts_utility.log"].flatMap((path) =>
      readAll(lines(path), { zone: "Asia/Tokyo" }),
    );
    expect(readings.map(({ timeMs, zone }) => [isoOf(timeMs)?.slice(0, 19), zone])).toEqual([
      ["2025-09-03T01:14:01", "assumed"],
      ["2025-09-03T01:14:01", "assumed"],
    ]);
  });

  it("reads a traceback as part of its record", () => {
    const records: string[] = [];
    for (const line of lines("S-trace/trace.log")) {
      if (startsRecord(line)) records.push(line);
      else records.push(`${records.pop() ?? ""}\n${line}`);
    }
    const readings = readAll(records);
    expect(readings.map(({ level, message }) => [level, message])).toEqual([
      ["ERROR", "synthesis failed"],
      ["INFO", "next one"],
    ]);
    expect(readings[0]!.fields.error).toEqual({ error_type: "ValueError", error_message: "no voice" });
  });

  it("reads numbers of levels on the scale of the logger that a person chose", () => {
    const record = '{"timestamp":"2026-01-05T09:00:00Z","level":30,"message":"x"}';
    expect([one(record).level, one(record, { kind: "python-json" }).level]).toEqual(["INFO", "WARNING"]);
  });

  it("names the fields that became time, level and message", () => {
    expect(one('{"@timestamp":"2026-01-05T09:00:00Z","log":{"level":"error"},"message":"x"}').used).toEqual({
      time: "@timestamp",
      level: "log.level",
      message: "message",
    });
  });

  it("uses the fields that a person chose before those of the table", () => {
    const record =
      '{"time":1767603600123,"when":{"at":"2026-01-05T10:00:00Z"},"level":30,"sev":"err","msg":"a","text":"b"}';
    const { timeMs, level, message, used } = one(record, { time: "when.at", level: "sev", message: "text" });
    expect([isoOf(timeMs), level, message]).toEqual(["2026-01-05T10:00:00.000Z", "ERROR", "b"]);
    expect(used).toEqual({ time: "when.at", level: "sev", message: "text" });
  });

  it("takes every line as its message where a person chose text", () => {
    const { kind, timeMs, message } = one('{"time":1767603600123,"msg":"a"}', { kind: "text" });
    expect({ kind, timeMs, message }).toEqual({ kind: "text", message: '{"time":1767603600123,"msg":"a"}' });
  });

  it("reads our own lines with every field", () => {
    const read = createRecordReader();
    for (const event of generateEvents(200)) {
      const { timestamp, level, message, ...fields } = event;
      const [reading] = read(renderJsonLine(event));
      expect(reading).toMatchObject({ kind: "console", timeMs: Date.parse(timestamp), level, message });
      expect(reading!.fields).toEqual(fields);
    }
  });

  it("leaves out known fields of another type", () => {
    const { fields } = one(
      '{"timestamp":"2026-01-05T09:00:02Z","level":"error","event":7,"service":{"name":4},"operation":{},"request_id":1,' +
        '"duration_ms":"12ms","seq":"17","session_id":4711,"data":[],"success":"yes","initiator":"robot"}',
    );
    expect(fields).toEqual({});
  });

  it("reads error, logger, host, trace and request ids under our names", () => {
    const { fields, data } = one(
      '{"@timestamp":"2026-01-05T09:00:00Z","log.level":"error","message":"x","ecs.version":"8","service.name":"tts",' +
        '"error.type":"E","error.message":"no voice","log.logger":"a.B","host.name":"h","trace.id":"t1","span.id":"s1",' +
        '"http.request.id":"r1","event.duration":1500000}',
    );
    expect(fields).toEqual({
      request_id: "r1",
      service: "tts",
      duration_ms: 1.5,
      error: { error_type: "E", error_message: "no voice" },
    });
    expect(data).toEqual({ logger: "a.B", host: "h", trace_id: "t1", span_id: "s1" });
  });

  it("gives one reading for each log record of a Collector's line, in order", () => {
    const record = (at: number) => ({
      timeUnixNano: `${String(1767603600 + at)}000000000`,
      body: { stringValue: String(at) },
    });
    const scopeLogs = [{ logRecords: [record(0), record(2)] }, { scope: { name: "b" }, logRecords: [record(1)] }];
    const readings = readAll([JSON.stringify({ resourceLogs: [{ scopeLogs }, { scopeLogs: [] }] })]);
    expect(readings.map(({ message, data }) => [message, data?.logger])).toEqual([
      ["0", undefined],
      ["2", undefined],
      ["1", "b"],
    ]);
  });

  it("fills message templates from the record and its properties", () => {
    const compact = one(
      '{"@t":"2026-01-05T09:00:00Z","@mt":"{Count,3} of {@Voice} {Other}","Count":2,"Voice":{"id":1}}',
    );
    expect(compact.message).toBe('2 of {"id":1} {Other}');
    const serilog = one(
      '{"Timestamp":"2026-01-05T09:00:00Z","Level":"Error","MessageTemplate":"up {N}","Properties":{"N":7}}',
    );
    expect([serilog.level, serilog.message, serilog.used.time]).toEqual(["ERROR", "up 7", "Timestamp"]);
  });

  it("reads names of Object.prototype as values like any other", () => {
    const readings = readAll(lines("S-protos/protos.jsonl"));
    expect(readings.map(({ level, fields }) => [level, fields.service])).toEqual([
      ["INFO", "__proto__"],
      [undefined, "hasOwnProperty"],
      ["ERROR", "constructor"],
    ]);
  });

  it.each([
    "S-types/types.jsonl",
    "S-svcobject/svcobject.jsonl",
    "S-opobject/opobject.jsonl",
    "S-reqnumber/reqnumber.jsonl",
  ])("reads time and level of %s in spite of its types", (path) => {
    for (const { timeMs, level } of readAll(lines(path)))
      expect([timeMs !== undefined, level !== undefined]).toEqual([true, true]);
  });

  it("reads a message of any type as text", () => {
    expect(readAll(lines("S-types/types.jsonl")).map(({ message }) => message)).toEqual(["a b", "404", undefined]);
  });

  it("reads NaN and Infinity as no number", () => {
    expect(readAll(lines("S-nan/nan.jsonl")).map(({ fields }) => fields.duration_ms)).toEqual([
      undefined,
      undefined,
      103,
    ]);
  });

  it("takes an error that is a text, or has parts of another type", () => {
    const [, text, broken] = readAll(lines("S-errstring/errstring.jsonl"));
    expect(text!.fields.error).toEqual({ error_type: "Error", error_message: "connection refused" });
    expect(broken!.fields.error).toBeUndefined();
  });

  it("reads what there is of a line that was cut, and says so", () => {
    const [reading] = readAll(['{"timestamp":"2026-01-05T09:00:00.123Z","level":"ERROR","message":"synthesis fai']);
    expect(reading).toMatchObject({
      timeMs: Date.parse(firstIso),
      level: "ERROR",
      message: "synthesis fai",
      problem: "cut off",
    });
  });

  it("reads a Python dict, and an event in the message of any logger", () => {
    const dict = one("{'time': 1767603600.123, 'level': 'ERROR', 'msg': 'it\\'s', 'ok': True}");
    expect(dict).toMatchObject({ timeMs: Date.parse(firstIso), level: "ERROR", message: "it's" });
    const inner = JSON.stringify({ event: "request_error", request_id: "r1", message: "failed" });
    const pino = one(JSON.stringify({ level: 50, time: 1767603600123, pid: 1, msg: inner }));
    expect(pino).toMatchObject({
      kind: "pino",
      level: "ERROR",
      message: "failed",
      fields: { event: "request_error", request_id: "r1" },
    });
  });

  it("names a call of the prototype by its start", () => {
    const call = (event: string, more = {}) =>
      JSON.stringify({
        timestamp: "2025-09-03T10:00:00",
        level: "INFO",
        message: { event, request_id: "r1", ...more },
      });
    const readings = readAll([
      call("request_start", { request_data: { service: "ASR_Recognize" } }),
      call("request_error"),
      call("request_start", { request_data: { text: "x", voice_name: "y" } }),
      call("request_success"),
      call("system_audio_save", { request_data: { service: "ASR_Recognize" } }),
    ]);
    expect(readings.map(({ fields }) => [fields.service, fields.operation])).toEqual([
      ["ASR", "Recognize"],
      ["ASR", "Recognize"],
      ["TTS", undefined],
      ["TTS", undefined],
      [undefined, undefined],
    ]);
  });

  it("reads our text files in UTC, with call and status", () => {
    for (const event of generateEvents(300)) {
      const { timeMs, zone, fields, kind } = one(renderTextLine(event), { zone: "+05:00" });
      expect([kind, zone, isoOf(timeMs)]).toEqual(["console", "stated", `${event.timestamp.slice(0, 19)}.000Z`]);
      expect([fields.seq, fields.operation]).toEqual([event.seq, event.operation]);
    }
    const failed =
      "2026-01-05 09:00:01 | ERROR    | tts_utility | Synthesize:12 | TTS Synthesize failed after 12 ms: UNAVAILABLE: no";
    expect(one(failed).fields).toEqual({
      seq: 12,
      event: "request_error",
      service: "TTS",
      operation: "Synthesize",
      duration_ms: 12,
      error: { error_type: "UNAVAILABLE", error_message: "no", grpc_code: 14 },
    });
  });
});
