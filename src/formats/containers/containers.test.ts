import { describe, expect, it } from "vitest";
import { createRecordReader } from "../record-reader.ts";
import { startsRecord } from "../starts-record.ts";

const atMs = Date.UTC(2026, 0, 5, 9, 0, 0, 123);
const pino = '{"level":50,"time":1767603600123,"pid":7,"hostname":"h","msg":"synthesis failed"}';
const python = "2026-01-05 09:00:00,123 - app - ERROR - synthesis failed";
const later = "2026-01-05T09:00:07Z";
const read = (text: string) => createRecordReader({ zone: "utc" })(text);
const error = { timeMs: atMs, level: "ERROR", message: "synthesis failed" };

describe("containers", () => {
  it.each([
    ["Docker's json-file", "docker", JSON.stringify({ log: `${pino}\n`, stream: "stdout", time: later })],
    ["Fluent Bit", "docker", JSON.stringify({ log: pino, stream: "stdout", kubernetes: { host: "n1" } })],
    ["containerd", "cri", `2026-01-05T09:00:07.123456789Z stdout F ${pino}`],
    ["Docker Compose", "docker", `\u001b[36mtts-1  | \u001b[0m${pino}`],
    ["kubectl", "docker", `[pod/tts-7f/tts] ${pino}`],
    [
      "journald",
      "journald",
      JSON.stringify({ __REALTIME_TIMESTAMP: "1767603607000000", PRIORITY: "6", MESSAGE: pino }),
    ],
    ["logcli", "loki", JSON.stringify({ labels: { app: "tts" }, line: pino, timestamp: later })],
    [
      "Loki's push",
      "loki",
      JSON.stringify({ streams: [{ stream: { app: "tts" }, values: [["1767603607000000000", pino]] }] }),
    ],
    [
      "Loki's answer",
      "loki",
      JSON.stringify({
        data: { resultType: "streams", result: [{ stream: {}, values: [["1767603607000000000", pino]] }] },
      }),
    ],
    [
      "CloudWatch",
      "cloudwatch",
      JSON.stringify({ events: [{ timestamp: 1767603607000, message: pino, ingestionTime: 1 }] }),
    ],
    [
      "a subscription",
      "cloudwatch",
      JSON.stringify({ logEvents: [{ id: "1", timestamp: 1767603607000, message: pino }] }),
    ],
    [
      "Insights",
      "cloudwatch",
      JSON.stringify({
        results: [
          [
            { field: "@timestamp", value: "2026-01-05 09:00:07.000" },
            { field: "@message", value: pino },
          ],
        ],
      }),
    ],
    ["syslog", "syslog", `<14>Jan  5 09:00:07 host app[7]: ${pino}`],
    [
      "Docker in Docker",
      "docker",
      JSON.stringify({
        log: JSON.stringify({ log: pino, stream: "stdout", time: later }),
        stream: "stderr",
        time: later,
      }),
    ],
  ])("are unwrapped and their inside read: %s", (_, kind, text) => {
    expect(read(text)).toMatchObject([{ kind, within: "pino", zone: "stated", ...error }]);
    expect(startsRecord(text)).toBe(true);
  });

  it.each([
    ["Docker", JSON.stringify({ log: `${python}\n`, stream: "stderr", time: later })],
    ["containerd", `2026-01-05T09:00:07.123456789Z stderr F ${python}`],
    ["Docker Compose", `tts-1  | ${python}`],
    ["journald", JSON.stringify({ __REALTIME_TIMESTAMP: "1767603607000000", PRIORITY: "6", MESSAGE: python })],
    ["Filebeat", JSON.stringify({ "@timestamp": later, message: python, ecs: { version: "8" } })],
    [
      "Google Cloud",
      JSON.stringify({ timestamp: later, severity: "DEFAULT", textPayload: python, insertId: "1", logName: "x" }),
    ],
  ])("have the time and the level of a line of text inside them: %s", (_, text) => {
    expect(read(text)).toMatchObject([{ within: "python-text", zone: "assumed", data: { logger: "app" }, ...error }]);
  });

  it("give their own time, and a level by stream, to a line without", () => {
    const [reading] = read(JSON.stringify({ log: "no voice\n", stream: "stderr", time: "2026-01-05T09:00:00.123Z" }));
    expect(reading).toMatchObject({
      within: "text",
      timeMs: atMs,
      level: "ERROR",
      message: "no voice",
      data: { stream: "stderr" },
    });
  });

  it("leave a message that begins like a head, without time or level, as it is", () => {
    const [reading] = read(
      '{"@timestamp":"2026-01-05T09:00:00.123Z","@version":"1","message":"[ERROR] is a word","level":"INFO"}',
    );
    expect(reading).toMatchObject({ level: "INFO", message: "[ERROR] is a word" });
    expect(reading).not.toHaveProperty("within");
  });

  it("are a record by themselves when they are empty", () => {
    for (const text of ['{"resourceLogs":[]}', '{"events":[]}', '{"streams":[]}']) expect(read(text)).toHaveLength(1);
  });

  it("do not make a container of a table or a sentence with a bar", () => {
    expect(read("name | value")).toMatchObject([{ kind: "text", message: "name | value" }]);
  });
});
