import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { traceContextOf } from "../../src/logging/trace-context.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { readExportAnswer, type ExportAnswer } from "../../src/shipping/otlp/export-answer.ts";
import { otlpLogs } from "../../src/shipping/otlp/otlp-logs.ts";
import { otlpSpans } from "../../src/shipping/otlp/otlp-spans.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { startCollector, type Collector, type CollectorOptions } from "../support/collector/start-collector.ts";
import { exploredLog } from "../support/explored-log.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";

const found = await findCollector();
const noEnvoy = await whyNoEnvoy();
let collector: Collector;

beforeEach(({ skip }) => skip("missing" in found, "missing" in found ? found.missing : undefined));

async function open(options: Partial<CollectorOptions> = {}): Promise<Collector> {
  if ("missing" in found) throw new Error(found.missing);
  return (collector = await startCollector({ ...found, ...options }));
}

const source = {
  ...{ version: "1.2.3", deployment: "test" },
  requestUrl: (id: string) => `https://console.example/request/${id}`,
};
const logsOf = (events: readonly LogEvent[]) =>
  otlpLogs(
    events.map((event) => ({ event })),
    source,
  );

/** Posts as the outbox does, and reads the answer as it does. */
async function ship(base: string, path: string, body: string, origin?: string): Promise<ExportAnswer> {
  const headers = { "content-type": "application/json", "content-encoding": "gzip", ...(origin && { origin }) };
  const response = await fetch(base + path, { method: "POST", headers, body: gzipSync(body) });
  return readExportAnswer(response.status, response.headers, new Uint8Array(await response.arrayBuffer()));
}

const taken = { is: "taken", message: "" };

interface LogRecord {
  timeUnixNano: string;
  severityText: string;
  body: { stringValue: string };
  attributes: unknown[];
  traceId?: string;
  spanId?: string;
}
interface ReceivedLogs {
  resourceLogs: { resource: { attributes: unknown[] }; scopeLogs: { logRecords: LogRecord[] }[] }[];
}

/** The events of what the Collector passed on, each with its id, without what was added to them. */
function readBack(requests: readonly unknown[]): { uid: unknown; event: Record<string, unknown> }[] {
  return (requests as ReceivedLogs[]).flatMap(({ resourceLogs }) =>
    resourceLogs.flatMap(({ resource, scopeLogs }) => {
      const session = readOtlpAttributes(resource.attributes)["service.instance.id"];
      return scopeLogs.flatMap(({ logRecords }) =>
        logRecords.map(({ timeUnixNano, severityText, body, attributes, traceId, spanId }) => {
          const read = readOtlpAttributes(attributes);
          const { "log.record.uid": uid, "event.name": event, "audiokit.request.url": url, ...fields } = read;
          const { request_id: requestId, session_id: sessionId } = fields as unknown as LogEvent;
          expect(sessionId).toBe(session);
          expect({ traceId, spanId, url }).toEqual(
            requestId === undefined
              ? { traceId: "", spanId: "" }
              : { ...traceContextOf(requestId), url: source.requestUrl(requestId) },
          );
          const timestamp = new Date(Number(BigInt(timeUnixNano) / 1_000_000n)).toISOString();
          return { uid, event: { timestamp, level: severityText, event, message: body.stringValue, ...fields } };
        }),
      );
    }),
  );
}

const bySession = (events: readonly LogEvent[]) =>
  [...Map.groupBy(events, ({ session_id: id }) => id).values()]
    .flat()
    .map((event) => ({ uid: `${event.session_id}:${String(event.seq)}`, event }));

describe("a real Collector", () => {
  afterEach(() => collector.close());

  it.each([
    ["with odd values", [...exploredLog(2_000)]],
    ["of calls", [...generateCalls(500)]],
  ])("passes on every line of a log %s as it was", async (_, events) => {
    const { url, sink } = await open();
    expect(await ship(url, "/v1/logs", logsOf(events))).toEqual(taken);
    expect(readBack(sink.received.logs)).toEqual(bySession(events));
  });

  it("passes on spans with the ids, times and attributes that they were sent with", async () => {
    const { url, sink } = await open();
    const body = otlpSpans([...generateCalls(500)], source)!;
    expect(await ship(url, "/v1/traces", body)).toEqual(taken);
    const spansOf = (request: unknown) =>
      (request as { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] }).resourceSpans
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map(({ traceId, spanId, name, kind, startTimeUnixNano, endTimeUnixNano, attributes, events, status }) => ({
          ...{ traceId, spanId, name, kind, startTimeUnixNano, endTimeUnixNano },
          attributes: readOtlpAttributes(attributes),
          events: events ?? [],
          status: status ?? {},
        }));
    const sent = spansOf(JSON.parse(body));
    expect(spansOf(sink.received.traces[0])).toEqual(sent);
    expect(sent.length).toBeGreaterThan(100);
  });

  it("says what to do with what it does not take", async () => {
    const { url, sink } = await open({ maxBodyBytes: 100_000 });
    const events = [...generateCalls(10)];
    expect(await ship(url, "/v1/logs", '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"x"}]}]}]}')).toEqual({
      ...{ is: "refused", status: 400 },
      reason: expect.stringContaining("parse trace_id") as string,
    });
    expect(await ship(url, "/v1/logs", logsOf([...generateCalls(500)]))).toMatchObject({ is: "tooLarge" });
    sink.answerWith(() => ({ status: 429, headers: { "retry-after": "7" } }));
    expect(await ship(url, "/v1/logs", logsOf(events))).toMatchObject({ is: "later", status: 429 });
    sink.answerWith(() => ({ status: 503 }));
    expect(await ship(url, "/v1/logs", logsOf(events))).toMatchObject({ is: "later", status: 503 });
    sink.answerWith(() => ({ status: 400 }));
    expect(await ship(url, "/v1/logs", logsOf(events))).toMatchObject({ is: "refused", status: 400 });
    expect(await ship(url, "/v1/nothing", "{}")).toEqual({ is: "refused", status: 404, reason: "404 page not found" });
    expect(sink.received.logs).toEqual([]);
    sink.answerWith(undefined);
    expect(await ship(url, "/v1/logs", logsOf(events))).toEqual(taken);
  });

  it("answers a page of a listed origin, and lets it send what the outbox sends", async () => {
    const { url } = await open({ corsOrigins: ["https://console.example"] });
    const headers = {
      origin: "https://console.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,content-encoding,authorization",
    };
    const preflight = await fetch(`${url}/v1/logs`, { method: "OPTIONS", headers });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://console.example");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type,content-encoding,authorization");
  });
});

describe.each(["direct", "envoy"] as const)("the route to a Collector, %s", (way) => {
  beforeEach(({ skip }) => {
    if (way === "envoy") skip(noEnvoy !== undefined, noEnvoy);
  });
  const isPossible = !("missing" in found) && (way === "direct" || noEnvoy === undefined);
  let companion: Companion;
  let origin: string;

  beforeAll(async () => {
    if (!isPossible) return;
    const { url } = await open();
    const words = ["--port", "0", "--no-asr", "--otlp-endpoint", url, ...(way === "envoy" ? ["--envoy"] : [])];
    companion = startCompanion(...words);
    ({ origin } = await companion.ready);
  });
  afterAll(async () => {
    if (!isPossible) return;
    companion.signal("SIGINT");
    await companion.ended;
    await collector.close();
  });

  it("carries a large log, packed, from the page of this server", async () => {
    const events = [...generateCalls(3_000)];
    expect(await ship(`${origin}/otlp`, "/v1/logs", logsOf(events), origin)).toEqual(taken);
    expect(readBack(collector.sink.received.logs)).toEqual(bySession(events));
  });

  it("is told to the page, and closed to everybody else", async () => {
    const config = (await (await fetch(`${origin}/console.json`)).json()) as Record<string, unknown>;
    expect(config["shipsOtlp"]).toBe(true);
    const before = collector.sink.received.logs.length;
    for (const other of [undefined, "https://evil.example"]) {
      expect(await ship(`${origin}/otlp`, "/v1/logs", logsOf([...generateCalls(1)]), other)).toMatchObject({
        ...{ is: "refused", status: 403 },
      });
    }
    expect(collector.sink.received.logs).toHaveLength(before);
  });

  it("passes back that the Collector is gone, and takes up again when it is there", async () => {
    const body = logsOf([...generateCalls(1)]);
    await collector.kill();
    expect(await ship(`${origin}/otlp`, "/v1/logs", body, origin)).toEqual({
      ...{ is: "later", status: 503, retryAfterMs: undefined },
      reason: "the Collector cannot be reached: ECONNREFUSED",
    });
    await collector.start();
    expect(await ship(`${origin}/otlp`, "/v1/logs", body, origin)).toEqual(taken);
  });
});

it("headers of the environment reach the receiver, and neither page nor terminal", async () => {
  const headers: (string | undefined)[] = [];
  const receiver = createServer((request, response) => {
    headers.push(request.headers.authorization);
    response.end(`you sent ${String(request.headers.authorization)}`);
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AUDIOKIT_OTLP_HEADERS", "authorization=Bearer%20s3cret-t0ken");
  const url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}`;
  const companion = startCompanion("--port", "0", "--no-asr", "--otlp-endpoint", url);
  vi.unstubAllEnvs();
  const { origin } = await companion.ready;
  const answer = await fetch(`${origin}/otlp/v1/logs`, {
    ...{ method: "POST", body: "{}", headers: { origin, "content-type": "application/json" } },
  });
  expect(headers).toEqual(["Bearer s3cret-t0ken"]);
  expect(await answer.text()).not.toContain("s3cret");
  expect(await (await fetch(`${origin}/console.json`)).text()).not.toContain("s3cret");
  companion.signal("SIGINT");
  const { stdout, stderr } = await companion.ended;
  expect(stdout + stderr).not.toContain("s3cret");
  receiver.closeAllConnections();
  receiver.close();
});
