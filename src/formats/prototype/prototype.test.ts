import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createRecordReader } from "../record-reader.ts";
import type { RecordReading } from "../record-reading.ts";
import { startsRecord } from "../starts-record.ts";
import { readPythonLiteral } from "./python-literal.ts";

const fixture = new URL("../../../test/fixtures/prototype/tts_structured.jsonl", import.meta.url);
const failure = [
  "<AioRpcError of RPC that terminated with:",
  "\tstatus = StatusCode.UNAVAILABLE",
  '\tdetails = "failed to connect to all addresses"',
  '\tdebug_error_string = "UNKNOWN: Cannot check peer: missing selected ALPN property."',
  ">",
].join("\n");
const sentence = `REQUEST ERROR | ID: req_1756883642_0003 | Duration: 21.40ms | Error: ${failure}`;
const event = {
  request_id: "req_1756883642_0003",
  event: "request_error",
  timestamp: "2025-09-03T10:00:02.521789",
  duration_ms: 21.4,
  error: {
    error_type: "AioRpcError",
    error_message: failure,
    grpc_code: "StatusCode.UNAVAILABLE",
    grpc_details: "failed to connect to all addresses",
    grpc_debug: "UNKNOWN: Cannot check peer: missing selected ALPN property.",
  },
};
const outer =
  '{"timestamp": "2025-09-03T10:00:02.521789", "level": "ERROR", "logger": "tts_utility", "function": "f", "line": 1';
const head = "2025-09-03 10:00:02 | ERROR    | tts_utility | log_request_error:190 | ";
const read = (...records: string[]): RecordReading[] => {
  const reader = createRecordReader({ zone: "utc" });
  return records.flatMap((record) => reader(record));
};
const unavailable = {
  error_type: "UNAVAILABLE",
  error_message: "failed to connect to all addresses",
  grpc_code: 14,
  grpc_details: "failed to connect to all addresses; UNKNOWN: Cannot check peer: missing selected ALPN property.",
};

describe("the prototype's records", () => {
  it.each([
    ["an object as message", `${outer}, "message": ${JSON.stringify(event)}}`],
    ["an object in a text line", head + JSON.stringify(event)],
    ["a Python dict in a text line", head + pythonRepr(event)],
    ["a sentence over five lines that is no JSON", `${outer}, "message": ${sentence}}`],
    ["a sentence over five lines of text", head + sentence],
  ])("give status, details and cause of a failed call: %s", (_, record) => {
    const [reading] = read(record);
    expect(reading!.kind).toBe("prototype");
    expect(reading!.level).toBe("ERROR");
    expect(reading!.fields).toMatchObject({
      event: "request_error",
      request_id: event.request_id,
      duration_ms: 21.4,
      error: unavailable,
    });
  });

  it.each([
    ["its class alone", { error_type: "FutureTimeoutError", error_message: "" }, "FutureTimeoutError"],
    [
      "its class and a text",
      { error_type: "FutureTimeoutError", error_message: "Unable to connect: channel ready timeout" },
      "Unable to connect: channel ready timeout",
    ],
  ])("give a channel that was not ready in time the status of its calls: %s", (_, error, message) => {
    const [reading] = read(`${outer}, "message": ${JSON.stringify({ ...event, error })}}`);
    expect(reading!.fields.error).toEqual({
      error_type: "UNAVAILABLE",
      error_message: message,
      grpc_code: 14,
      grpc_details: message,
    });
  });

  it("give the error that the data of an event hold, at any level", () => {
    const failed = { event: "system_connection_failed", message: "Connection failed", data: { error: failure } };
    const [reading] = read(`${outer.replace("ERROR", "INFO")}, "message": ${JSON.stringify(failed)}}`);
    expect([reading!.level, reading!.fields.error]).toEqual(["INFO", unavailable]);
  });

  it("give the error of a traceback that stands below a sentence", () => {
    const traced = `${outer}, "message": gave up}\nTraceback (most recent call last):\n  File "x", line 1\nValueError: no`;
    const [reading] = read(traced);
    expect([reading!.kind, reading!.level, reading!.message]).toEqual(["prototype", "ERROR", "gave up"]);
    expect(reading!.fields.error).toEqual({ error_type: "ValueError", error_message: "no" });
  });

  it("keep the class of an error that is no failed call", () => {
    const error = { error_type: "FileNotFoundError", error_message: "call.wav" };
    const [reading] = read(`${outer}, "message": ${JSON.stringify({ ...event, error })}}`);
    expect(reading!.fields.error).toEqual(error);
  });

  it("keep the time of the inner event, in the zone of the choice", () => {
    const [reading] = createRecordReader({ zone: "+03:00" })(head + JSON.stringify(event));
    expect([reading!.timeMs, reading!.zone]).toEqual([Date.UTC(2025, 8, 3, 7, 0, 2) + 521.789, "assumed"]);
  });

  it("mark a sentence that repeats the object before it", () => {
    const object = `${outer}, "message": ${JSON.stringify(event)}}`;
    const between = `${outer}, "message": something else}`;
    const readings = read(object, between, `${outer}, "message": ${sentence}}`, `${outer}, "message": ${sentence}}`);
    expect(readings.map(({ isRepeated, fields }) => [isRepeated, fields.event])).toEqual([
      [undefined, "request_error"],
      [undefined, undefined],
      [true, undefined],
      [undefined, "request_error"],
    ]);
  });

  it("are one event for each pair in a whole file", () => {
    const lines = readFileSync(fixture, "utf8").split("\n").filter(Boolean);
    const readings = read(...lines);
    const counted = readings.filter(({ isRepeated }) => !isRepeated);
    expect(readings).toHaveLength(lines.length);
    expect(counted.every(({ fields }) => fields.event !== undefined)).toBe(true);
    const isObject = (at: number) => lines[at]!.includes('"event": ');
    const alone = readings.filter(({ isRepeated }, at) => !isRepeated && !isObject(at));
    // The one sentence of the file whose object was not written.
    expect(alone.map(({ message }) => message)).toEqual(["AUTH TOKEN_REQUEST | SUCCESS"]);
    expect(counted).toHaveLength(lines.filter((_, at) => isObject(at)).length + 1);
  });

  it("begin where a head stands: a failure over five lines is one record", () => {
    const file = [head + sentence, head + JSON.stringify(event), `${outer}, "message": ${sentence}}`]
      .join("\n")
      .split("\n");
    expect(file).toHaveLength(11);
    expect(file.filter(startsRecord)).toHaveLength(3);
  });
});

describe("readPythonLiteral", () => {
  it("reads what repr writes", () => {
    expect(
      readPythonLiteral(`{'a': "it's", 'b': [1, -2.5, (True, None)], 3: 'x\\n\\u0421\\'', 'e': {}, 't': (1,)}`),
    ).toEqual({
      a: "it's",
      b: [1, -2.5, [true, null]],
      3: "x\nС'",
      e: {},
      t: [1],
    });
  });

  it("refuses objects, calls, cut text and deep nesting", () => {
    for (const text of ["{'a': <Foo>}", "{'a': f(1)}", "{'a': 'x", "{'a' 1}", "{'a': 1} x", "[".repeat(100_000)]) {
      expect(readPythonLiteral(text)).toBeUndefined();
    }
  });
});

function pythonRepr(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `'${key}': ${pythonRepr(inner)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? `'${value.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}'` : String(value);
}
