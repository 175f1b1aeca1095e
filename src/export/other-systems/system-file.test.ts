import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { awkwardLines, ownRecordId } from "../../../test/support/awkward-lines.ts";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { projectFolder } from "../../../test/support/folders.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { readRecord } from "../../basics/record.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { traceContextOf } from "../../logging/trace-context.ts";
import { findLeak } from "../find-leak.ts";
import { systemFile, type OtherSystem } from "./system-file.ts";

const lines = [...awkwardLines, ...[...exploredLog(1_500)].map(renderJsonLine)];
const blobOf = (some: readonly string[]) => new Blob([some.map((line) => `${line}\n`).join("")]);
const parse = (text: string): unknown => JSON.parse(text);

async function written(system: OtherSystem, some: readonly string[] = lines): Promise<string[]> {
  const text = await (await systemFile(blobOf(some), system)).text();
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

const uniqueIds = (ids: readonly unknown[]) => expect(new Set(ids).size).toBe(ids.length);

describe("the file for Elasticsearch", () => {
  const types = parse(readFileSync(`${projectFolder}/test/fixtures/other-systems/ecs-9.3.0.json`, "utf8")) as Record<
    string,
    string
  >;
  const fits: Record<string, (value: unknown) => boolean> = {
    keyword: (value) => typeof value === "string",
    wildcard: (value) => typeof value === "string",
    match_only_text: (value) => typeof value === "string",
    long: Number.isSafeInteger,
    date: (value) => typeof value === "string" && new Date(value).toISOString() === value,
    object: (value) => Object.entries(value as object).every(([key, label]) => isLabel(key, label)),
  };
  // Labels "should not contain nested objects", "all values are stored as keyword"; the keys as `ecs-logging` cleans them.
  const isLabel = (key: string, label: unknown) => typeof label === "string" && !/[.*"\\]/.test(key);

  it("has for each line an action and a document in which every field is one of ECS, of its type", async () => {
    const all = await written("elasticsearch");
    expect(all).toHaveLength(2 * lines.length);
    const ids = all.filter((_, at) => at % 2 === 0).map((line) => (parse(line) as { create: { _id: string } }).create);
    expect(ids.filter((action) => Object.keys(action).join() !== "_id")).toEqual([]);
    uniqueIds(ids.map(({ _id }) => _id));
    expect(Math.max(...ids.map(({ _id }) => _id.length))).toBeLessThan(512);
    const documents = all.filter((_, at) => at % 2 === 1).map((line) => parse(line) as Record<string, unknown>);
    const wrong = documents.flatMap((document) =>
      Object.entries(document).filter(([field, value]) => fits[types[field] ?? ""]?.(value) !== true),
    );
    expect(wrong).toEqual([]);
    const required = ["@timestamp", "message", "ecs.version", "event.id"];
    const lacking = documents.filter((document) => required.some((field) => !(field in document)));
    // The message is the only field that a line may lack, or have of another type.
    expect(lacking.every((document) => !("message" in document))).toBe(true);
  });

  it("says outcome, duration in nanoseconds, error and what has no field", async () => {
    const event = {
      timestamp: "2026-11-30T10:00:00.123Z",
      level: "ERROR",
      event: "request_error",
      request_id: "req_1",
      service: "TTS",
      endpoint: "http://a.example/b",
      message: "failed",
      duration_ms: 12.5,
      response_size_bytes: 0,
      request_data: { voice: "anna", rate: 8000, tags: ["a"], none: null },
      error: { error_type: "UNAVAILABLE", error_message: "no", grpc_code: 14 },
      session_id: "0b5e9a3c-1f6d-4b7a-9c1e-2d3f4a5b6c7d",
      seq: 9,
    };
    const [action, document] = (await written("elasticsearch", [JSON.stringify(event)])).map(parse);
    expect(action).toEqual({ create: { _id: "0b5e9a3c-1f6d-4b7a-9c1e-2d3f4a5b6c7d:9" } });
    expect(document).toEqual({
      "@timestamp": "2026-11-30T10:00:00.123Z",
      "ecs.version": "9.3.0",
      "log.level": "ERROR",
      message: "failed",
      "event.kind": "event",
      "event.dataset": "audiokit-console.log",
      "event.action": "request_error",
      "event.id": "0b5e9a3c-1f6d-4b7a-9c1e-2d3f4a5b6c7d:9",
      "event.sequence": 9,
      "event.duration": 12_500_000,
      "event.outcome": "failure",
      "service.name": "audiokit-console",
      "service.ephemeral_id": "0b5e9a3c-1f6d-4b7a-9c1e-2d3f4a5b6c7d",
      "http.request.id": "req_1",
      "trace.id": traceContextOf("req_1").traceId,
      "span.id": traceContextOf("req_1").spanId,
      "http.response.body.bytes": 0,
      "url.original": "http://a.example/b",
      "error.type": "UNAVAILABLE",
      "error.message": "no",
      "error.code": "14",
      labels: {
        service: "TTS",
        request_data_voice: "anna",
        request_data_rate: "8000",
        request_data_tags: '["a"]',
        outcome: "error",
        error_group: "TTS / UNAVAILABLE / no",
      },
    });
  });

  it("holds the record that an imported line was made of, as its file had it", async () => {
    const all = (await written("elasticsearch", awkwardLines)).map(parse) as Record<string, unknown>[];
    const originals = all.map((document) => document["event.original"]).filter((original) => original !== undefined);
    expect(originals).toEqual(['{"cut', '{ "msg" : "no" }']);
    expect(all.some((document) => document["trace.id"] === "0af7651916cd43dd8448eb211c80319c")).toBe(true);
  });
});

describe("the file for Splunk", () => {
  // help.splunk.com, Format events for HTTP Event Collector: metadata keys; `fields` must be flat.
  const hecEvent = v.strictObject({
    time: v.number(),
    host: v.pipe(v.string(), v.nonEmpty()),
    source: v.pipe(v.string(), v.nonEmpty()),
    sourcetype: v.literal("audiokit:console"),
    fields: v.record(v.string(), v.pipe(v.string(), v.nonEmpty())),
    event: v.record(v.string(), v.unknown()),
  });

  it("has for each line an event as the collector takes it, with the line as it is and its time to the millisecond", async () => {
    const all = await written("splunk");
    const events = all.map((line) => v.parse(hecEvent, parse(line)));
    expect(events.map(({ event }) => event)).toEqual(lines.map((line) => readRecord(line) ?? { message: line }));
    const timed = events.filter(({ event }) => typeof event["timestamp"] === "string");
    expect(timed.map(({ time }) => Math.round(time * 1000))).toEqual(
      timed.map(({ event }) => Date.parse(String(event["timestamp"]))),
    );
    uniqueIds(events.map(({ fields }) => fields["record_id"]));
    // All digits, of which JavaScript would keep 17.
    expect(all.filter((line) => line.includes("12345678901234567890"))).toHaveLength(1);
    expect(events.find(({ event }) => event["event"] === "import_broken_line")).toMatchObject({
      host: "web-1",
      source: "app",
    });
  });
});

describe("the file for Loki", () => {
  // grafana.com/docs/loki, Loki HTTP API, Ingest logs: times are texts, structured metadata is flat and of texts.
  const label = v.pipe(v.string(), v.regex(/^[a-zA-Z_]\w*$/));
  const push = v.strictObject({
    streams: v.array(
      v.strictObject({
        stream: v.record(label, v.pipe(v.string(), v.nonEmpty())),
        values: v.array(
          v.strictTuple([v.pipe(v.string(), v.regex(/^\d{6,19}$/)), v.string(), v.record(label, v.string())]),
        ),
      }),
    ),
  });

  it("has each line once, in the order of time within its stream, in requests of limited size", async () => {
    const many = [...lines, ...[...exploredLog(4_000, 2)].map(renderJsonLine)];
    const all = await written("loki", many);
    expect(all.length).toBeGreaterThan(2);
    expect(Math.max(...all.map((request) => new TextEncoder().encode(request).length))).toBeLessThan(2_000_000);
    const streams = all.flatMap((request) => v.parse(push, parse(request)).streams);
    const values = streams.flatMap((stream) => stream.values);
    const said = values.map(([, line]) => line).sort();
    expect(said).toEqual(
      many.map((line) => (readRecord(line) === undefined ? JSON.stringify({ message: line }) : line)).sort(),
    );
    uniqueIds(values.map(([, , metadata]) => metadata["record_id"]));
    for (const name of new Set(streams.map(({ stream }) => JSON.stringify(stream)))) {
      const times = streams
        .filter(({ stream }) => JSON.stringify(stream) === name)
        .flatMap((stream) => stream.values.map(([time]) => BigInt(time)));
      expect(times).toEqual(times.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
    }
  });

  it("makes streams of service and level only, so that they are few whatever a log holds", async () => {
    const all = await written("loki");
    const labels = all.flatMap((request) => v.parse(push, parse(request)).streams.map(({ stream }) => stream));
    const names = new Set(labels.flatMap((stream) => Object.keys(stream)));
    expect([...names].sort()).toEqual(["level", "service", "service_name"]);
    const values = new Set(labels.flatMap((stream) => Object.values(stream)));
    expect([...values].filter((value) => value.startsWith("Сервис") || value === "LOUD")).toEqual([]);
    const metadata = all.flatMap((request) =>
      v.parse(push, parse(request)).streams.flatMap((stream) => stream.values.map((value) => value[2])),
    );
    expect(metadata.some((fields) => fields["request_id"] === "req_1_3")).toBe(true);
  });
});

describe("a file for any other system", () => {
  const systems: OtherSystem[] = ["elasticsearch", "splunk", "loki", "parquet"];

  it.each(systems)("names an event of the console by its session and its number: %s", async (system) => {
    const text = await (await systemFile(blobOf(awkwardLines), system)).text();
    expect(text).toContain(ownRecordId);
  });

  it.each(systems)("is refused when it holds a secret in use, wherever that stands: %s", async (system) => {
    const secrets = createLiveSecrets();
    secrets.learn("token", "abcdef0123456789.ghijkl");
    const data = { header: 'x "abcdef0123456789.ghijkl"' };
    const own = [...exploredLog(30)].map((event, index) => ({ ...event, ...(index === 20 && { data }) }));
    const jsonl = blobOf(own.map(renderJsonLine));
    expect(await findLeak(await systemFile(blobOf(lines), system), secrets)).toBeUndefined();
    expect(await findLeak(await systemFile(jsonl, system), secrets)).toMatchObject({ kind: "token" });
  });

  it.each(systems)("ends where its signal aborts, and says how far it is: %s", async (system) => {
    const abort = new AbortController();
    const many = blobOf([...lines, ...lines, ...lines]);
    const seen: number[] = [];
    const writing = systemFile(
      many,
      system,
      (doneBytes, totalBytes) => {
        seen.push(doneBytes / totalBytes);
        if (seen.length === 2) abort.abort();
      },
      abort.signal,
    );
    await expect(writing).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toHaveLength(2);
  });

  it("holds nothing but its frame where there is no line", async () => {
    expect((await systemFile(new Blob([]), "loki")).size).toBe(0);
    expect((await systemFile(new Blob([]), "elasticsearch")).size).toBe(0);
  });
});
