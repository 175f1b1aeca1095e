import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { readOtlpAttributes } from "../../basics/otlp-value.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { traceContextOf } from "../../logging/trace-context.ts";
import { otlpSpans } from "./otlp-spans.ts";

const source = { version: "1.2.3", deployment: "", requestUrl: (id: string) => `/request/${id}` };

const success: LogEvent = {
  timestamp: "2026-01-05T09:00:01.000Z",
  level: "INFO",
  event: "request_success",
  request_id: "req_1",
  service: "TTS",
  operation: "StreamingSynthesize",
  initiator: "user",
  endpoint: "https://audiokit.example:8443/mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize",
  message: "TTS StreamingSynthesize succeeded in 250 ms",
  duration_ms: 250.125,
  response_data: {
    time_to_first_chunk_ms: 40,
    phases: { token_from_ms: 0.1, token_wait_ms: 0.2, headers_ms: 30.5 },
  },
  server_request_id: "s-1",
  session_id: "session",
  seq: 2,
};
const failure: LogEvent = {
  ...success,
  event: "request_error",
  level: "ERROR",
  error: { error_type: "UNAVAILABLE", error_message: "no connection", grpc_code: 14 },
};

interface Span {
  traceId: string;
  spanId: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: unknown[];
  events: { name: string; timeUnixNano: string }[];
  status?: { code: number; message: string };
}

function spansOf(...events: LogEvent[]) {
  const body = otlpSpans(events, source);
  const { resourceSpans } = JSON.parse(body ?? '{"resourceSpans":[]}') as {
    resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
  };
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  return spans.map((span) => ({ ...span, attributes: readOtlpAttributes(span.attributes) }));
}

describe("the span of a call", () => {
  it("lasts from its start to its end, to the microsecond, with what happened between", () => {
    const [span] = spansOf(success);
    expect(span).toMatchObject({
      ...traceContextOf("req_1"),
      kind: 3,
      startTimeUnixNano: "1767603600749875000",
      endTimeUnixNano: "1767603601000000000",
      events: [
        { name: "token", timeUnixNano: "1767603600750175000" },
        { name: "headers", timeUnixNano: "1767603600780375000" },
        { name: "first chunk", timeUnixNano: "1767603600789875000" },
      ],
    });
    expect(span).not.toHaveProperty("status");
  });

  it("has the names of the RPC conventions, and those by which it is found in the log", () => {
    const [{ name, attributes }] = spansOf(success) as [ReturnType<typeof spansOf>[number]];
    expect(name).toBe("mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize");
    expect(attributes).toEqual({
      "rpc.system.name": "grpc",
      "rpc.method": "mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize",
      "server.address": "audiokit.example",
      "server.port": 8443,
      "rpc.response.status_code": "OK",
      request_id: "req_1",
      service: "TTS",
      operation: "StreamingSynthesize",
      initiator: "user",
      server_request_id: "s-1",
      "audiokit.request.url": "/request/req_1",
    });
  });

  it("of a failure has its status and its reason", () => {
    const [span] = spansOf(failure);
    expect(span!.status).toEqual({ code: 2, message: "no connection" });
    expect(span!.attributes).toMatchObject({ "rpc.response.status_code": "UNAVAILABLE", "error.type": "UNAVAILABLE" });
  });

  it("of a failure on this side has the kind of the error and no status of a server", () => {
    const [span] = spansOf({ ...failure, error: { error_type: "NotSupportedError", error_message: "no codec" } });
    expect(span!.attributes["error.type"]).toBe("NotSupportedError");
    expect(span!.attributes).not.toHaveProperty("rpc.response.status_code");
  });

  it("of a cancelled call is an error of that kind, as gRPC has it", () => {
    const [span] = spansOf({ ...success, event: "request_cancelled" });
    expect(span!.status).toEqual({ code: 2, message: "cancelled by the caller" });
    expect(span!.attributes).toMatchObject({ "rpc.response.status_code": "CANCELLED", "error.type": "CANCELLED" });
  });

  it("of a request of the archive has the names of the HTTP conventions", () => {
    const [span] = spansOf({
      ...failure,
      service: "AudioArchive",
      operation: "records",
      endpoint: "https://archive.example/v3/records",
      request_data: { http_method: "GET" },
      response_data: { http_status: 404 },
      error: { error_type: "HTTP_404", error_message: "no such record" },
    });
    expect(span).toMatchObject({ name: "GET", status: { code: 2, message: "no such record" } });
    expect(span!.attributes).toMatchObject({
      "http.request.method": "GET",
      "url.full": "https://archive.example/v3/records",
      "server.address": "archive.example",
      "server.port": 443,
      "http.response.status_code": 404,
      "error.type": "404",
    });
    expect(span!.attributes).not.toHaveProperty("rpc.method");
  });
});

describe("otlpSpans", () => {
  it("makes one span of each call that has ended, and none of anything else", () => {
    const events = [...generateEvents(300)];
    const ended = events.filter(({ event }) => /^request_(?:success|error)$/.test(event));
    const spans = spansOf(...events);
    expect(spans.map(({ attributes }) => attributes["request_id"])).toEqual(ended.map((event) => event.request_id));
    const local = Object.fromEntries(Object.entries(success).filter(([name]) => name !== "endpoint"));
    expect(otlpSpans([local as unknown as LogEvent, { ...success, event: "request_start" }], source)).toBeUndefined();
  });

  it("never begins before the epoch, whatever the clock or the duration said", () => {
    const [span] = spansOf({ ...success, timestamp: "1970-01-01T00:00:00.100Z" });
    expect([span!.startTimeUnixNano, span!.endTimeUnixNano]).toEqual(["100000000", "100000000"]);
  });
});
