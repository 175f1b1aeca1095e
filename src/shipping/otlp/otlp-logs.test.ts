import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { readOtlpAttributes } from "../../basics/otlp-value.ts";
import { createRecordReader } from "../../formats/record-reader.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { traceContextOf } from "../../logging/trace-context.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { otlpLogs } from "./otlp-logs.ts";

const source = {
  version: "1.2.3",
  deployment: "test",
  requestUrl: (requestId: string) => `https://console.example/request/${requestId}`,
};

interface LogRecord {
  timeUnixNano: string;
  observedTimeUnixNano: string;
  severityNumber: number;
  severityText: string;
  eventName: string;
  body: { stringValue: string };
  attributes: unknown[];
  traceId?: string;
  spanId?: string;
}
interface Request {
  resourceLogs: { resource: { attributes: unknown[] }; scopeLogs: { scope: object; logRecords: LogRecord[] }[] }[];
}

const encode = (events: readonly LogEvent[]) =>
  JSON.parse(
    otlpLogs(
      events.map((event) => ({ event })),
      source,
    ),
  ) as Request;
const recordsOf = ({ resourceLogs }: Request) =>
  resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));

const logs: [string, LogEvent[]][] = [
  ["a log with odd values", [...exploredLog(500)]],
  ["a log of calls", [...generateCalls(200)]],
];

describe.each(logs)("the records of %s", (_, events) => {
  const records = recordsOf(encode(events));

  it("hold every line as it was, in the order of its session", () => {
    const read = records.map(({ timeUnixNano, severityText, eventName, body, attributes }) => {
      const added = ["log.record.uid", "event.name", "audiokit.request.url"];
      const all = Object.entries(readOtlpAttributes(attributes));
      const fields = Object.fromEntries(all.filter(([name]) => !added.includes(name)));
      const timestamp = new Date(Number(BigInt(timeUnixNano) / 1_000_000n)).toISOString();
      return { timestamp, level: severityText, event: eventName, message: body.stringValue, ...fields };
    });
    const bySession = [...Map.groupBy(events, ({ session_id: id }) => id).values()].flat();
    expect(read).toEqual(bySession);
  });

  it("are told apart by their id, which is the same when they are sent again", () => {
    const uids = (some: LogRecord[]) => some.map(({ attributes }) => readOtlpAttributes(attributes)["log.record.uid"]);
    expect(new Set(uids(records)).size).toBe(events.length);
    expect(uids(records)).toContain(`${events[7]!.session_id}:${String(events[7]!.seq)}`);
    expect(uids(recordsOf(encode(events)))).toEqual(uids(records));
  });

  it("belong to the trace of their call, and lead to its page", () => {
    for (const { attributes, traceId, spanId } of records) {
      const fields = readOtlpAttributes(attributes);
      const id = fields["request_id"] as string | undefined;
      expect({ traceId, spanId }).toEqual(id === undefined ? {} : traceContextOf(id));
      expect(fields["audiokit.request.url"]).toBe(id && `https://console.example/request/${id}`);
    }
  });

  it("become the events that they were where the console opens a receiver's file", () => {
    const read = createRecordReader({ zone: "utc" }, Date.UTC(2027, 0, 1));
    const readings = read(JSON.stringify(encode(events)));
    const bySession = [...Map.groupBy(events, ({ session_id: id }) => id).values()].flat();
    expect(readings.map(({ kind }) => kind)).toEqual(readings.map(() => "otel"));
    expect(readings.map(({ timeMs, level, message }) => [timeMs, level, message])).toEqual(
      bySession.map(({ timestamp, level, message }) => [Date.parse(timestamp), level, message]),
    );
    expect(readings.map(({ fields }) => [fields.event, fields.request_id, fields.request_data])).toEqual(
      bySession.map((event) => [event.event, event.request_id, event.request_data]),
    );
  });
});

describe("otlpLogs", () => {
  const [event] = generateCalls(1);

  it.each([
    ["DEBUG", 5],
    ["INFO", 9],
    ["WARNING", 13],
    ["ERROR", 17],
    ["CRITICAL", 21],
  ] as const)("gives %s the severity %d", (level, severity) => {
    expect(recordsOf(encode([{ ...event!, level }]))[0]).toMatchObject({
      severityNumber: severity,
      severityText: level,
    });
  });

  it("makes one resource of each page load, and names the deployment only where there is one", () => {
    const two = encode(["a", "b", "a"].map((session_id) => ({ ...event!, session_id })));
    expect(two.resourceLogs.map(({ resource }) => readOtlpAttributes(resource.attributes))).toEqual(
      ["a", "b"].map((id) => ({
        "service.name": "audiokit-console",
        "service.version": "1.2.3",
        "service.instance.id": id,
        "deployment.environment.name": "test",
      })),
    );
    const nameless = JSON.parse(otlpLogs([{ event: event! }], { ...source, deployment: "" })) as Request;
    expect(readOtlpAttributes(nameless.resourceLogs[0]!.resource.attributes)).not.toHaveProperty(
      "deployment.environment.name",
    );
  });
});
