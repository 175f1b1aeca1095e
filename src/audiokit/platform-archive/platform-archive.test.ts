import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { withCallContext } from "../../logging/call-context.ts";
import { logFetch } from "../../logging/log-fetch.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { openPlatformArchive, type ArchiveVersion } from "./platform-archive.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answer = [status: number, body: unknown];

/** An archive over real HTTP that answers by path, the logged client of it, and what was asked. */
async function setup(version: ArchiveVersion, answers: Record<string, Answer> = {}) {
  const asked: string[] = [];
  const authorization: (string | undefined)[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url ?? "");
    authorization.push(request.headers.authorization);
    const path = request.url?.split("?")[0] ?? "";
    const [status, body] = answers[path] ?? [404, { detail: "Not Found" }];
    if (body === undefined) return; // never answers
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  closers.push(close);
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const token = () => Promise.resolve("secret-token");
  const archive = openPlatformArchive({ baseUrl, version, clientId: "demo app", token, fetch: logFetch(logger) });
  return { archive, asked, authorization, events, close, names: () => events.map(({ event }) => event) };
}

const client = "/clients/demo%20app";
const records = [1, 2, 3].map((n) => ({
  id: n,
  created_at: "2026-11-23T10:00:00.5+03:00",
  trace_id: n === 1 ? "trace-1" : null,
  session_id: null,
  request_id: `SR-${String(n)}`,
  of_a_later_release: true,
}));
const time = (seconds: number, nanos: number) => (seconds === 0 ? { nanos } : { seconds, nanos });

describe("the archive", () => {
  it("leaves in the log what a proxy in its place answered, and that nobody did", async () => {
    const path = `/v3${client}/requests/r/audio`;
    const { archive, events, close } = await setup(3, {
      [path]: [502, "<html><title>502 Bad Gateway</title><p>squid"],
    });
    await expect(archive.audio("r")).rejects.toThrow();
    expect(events.at(-1)!.error!.seen).toMatchObject({
      http_status: 502,
      content_type: "application/json",
      body_text: "502 Bad Gateway squid",
      bytes: 44,
    });
    close();
    await expect(archive.audio("r")).rejects.toThrow();
    expect(events.at(-1)!.error!.seen).toMatchObject({ got_headers: false, causes: ["TypeError: fetch failed", expect.any(String)] }); // prettier-ignore
  });

  it("lists by date, session and trace, in pages, whatever the generation does about paging", async () => {
    const answer: Answer = [200, { data: records }];
    const old = await setup(2, {
      [`/archive/api/v2${client}/requests`]: answer,
      [`/archive/api/v2${client}/sessions/s%2F1/requests`]: answer,
      [`/archive/api/v2${client}/traces/t-1/requests`]: answer,
    });
    const since = { dateFrom: "2026-11-23T10:00:00+03:00" };
    expect(await old.archive.list({ by: since, limit: 2 })).toEqual({
      requests: [
        { requestId: "SR-1", createdAt: "2026-11-23T10:00:00.5+03:00", traceId: "trace-1" },
        { requestId: "SR-2", createdAt: "2026-11-23T10:00:00.5+03:00" },
      ],
      hasMore: true,
    });
    expect(await old.archive.list({ by: { sessionId: "s/1" }, limit: 2, offset: 2 })).toMatchObject({
      requests: [{ requestId: "SR-3" }],
      hasMore: false,
    });
    await old.archive.list({ by: { traceId: "t-1" } });
    expect(old.asked[0]).toBe(`/archive/api/v2${client}/requests?dateFrom=2026-11-23T10%3A00%3A00%2B03%3A00`);
    expect(old.events[0]).toMatchObject({
      event: "request_start",
      service: "AudioArchive",
      operation: "GetRequests",
      auth_present: true,
      request_data: {
        service: "AudioArchive_GetRequests",
        http_method: "GET",
        client_id: "demo app",
        ...{ date_from: since.dateFrom },
      },
    });
    expect(JSON.stringify(old.events)).not.toContain("secret-token");
    expect(old.authorization).toEqual(Array.from({ length: 3 }, () => "Bearer secret-token"));

    const items = records.map(({ request_id }) => ({ requestId: request_id, createdAt: "now", model: "e2e-v3" }));
    const current = await setup(3, { [`/v3${client}/requests`]: [200, { status: "ok", result: items }] });
    expect(await current.archive.list({ limit: 2, offset: 4 })).toMatchObject({
      requests: [{ requestId: "SR-1", model: "e2e-v3" }, { requestId: "SR-2" }],
      hasMore: true,
    });
    expect(current.asked).toEqual([`/v3${client}/requests?limit=3&offset=4`]);
  });

  it("gives the recording, and the log its bytes", async () => {
    const { archive, events } = await setup(1, { [`${client}/requests/SR-1/audio`]: [200, new Uint8Array(1000)] });
    const requestIds: string[] = [];
    const contextValues = withCallContext({
      requestData: { workflow_id: "w-1" },
      onRequestId: (id) => requestIds.push(id),
    });
    expect(await archive.audio("SR-1", { contextValues })).toHaveLength(1000);
    expect(events).toMatchObject([
      { request_data: { workflow_id: "w-1", archived_request_id: "SR-1", url_path: `${client}/requests/SR-1/audio` } },
      { event: "request_success", response_size_bytes: 1000, response_data: { http_status: 200 } },
    ]);
    expect(requestIds).toEqual([events[0]?.request_id]);
  });

  it("reads transcripts and marks of the older generations", async () => {
    const word = { word: "да", start_time: time(0, 250_000_000), end_time: time(1, 0), confidence: 0.5 };
    const phrase = { transcript: "да", confidence: 0.5, words: [word], start_time: time(0, 0), end_time: time(2, 5e8) };
    const { archive, events } = await setup(1, {
      [`${client}/requests/SR-1/transcript`]: [200, { data: [phrase] }],
      [`${client}/requests/SR-1/voice_activity_marks`]: [200, { data: [{ mark_type: "VA_MARK_END", offset_ms: 9 }] }],
      [`${client}/requests/SR-1/anti_spoofing_marks`]: [
        200,
        {
          data: [{ attack_type: "LOGICAL", attack_result: "GENUINE", confidence: 1, start_time_ms: 0, end_time_ms: 5 }],
        },
      ],
    });
    expect(await archive.transcript("SR-1")).toMatchObject({
      text: "да",
      phrases: [{ startMs: 0, endMs: 2500, words: [{ word: "да", startMs: 250, endMs: 1000, confidence: 0.5 }] }],
    });
    expect(await archive.vaMarks("SR-1")).toEqual([{ type: "end", offsetMs: 9, channel: 0 }]);
    expect(await archive.antiSpoofingMarks("SR-1")).toMatchObject([{ attackType: "LOGICAL", genuine: true, endMs: 5 }]);
    expect(JSON.stringify(events)).not.toContain("да");
  });

  it("reads the platform's own responses in the current generation", async () => {
    const answer = [
      { vaMarks: [{ markType: "VA_MARK_BEGIN", offsetMs: 10 }] },
      { hypothesis: { transcript: "go forward", confidence: 0.9, endTimeMs: 900 }, channel: 1, ofALaterRelease: 1 },
    ];
    const { archive } = await setup(3, { [`/v3${client}/requests/1/transcript`]: [200, answer] });
    expect(await archive.transcript("1")).toMatchObject({
      text: "go forward",
      phrases: [{ endMs: 900, isFinal: true }],
      vaMarks: [{ type: "begin", offsetMs: 10 }],
    });
  });

  it("says plainly what was refused, in the server's words", async () => {
    const wrongDate = {
      detail: [{ loc: ["query", "dateFrom"], msg: "invalid datetime", type: "value_error.datetime" }],
    };
    const alerts = (message: string) => ({ status: "fail", alerts: [{ level: "error", code: "x", message }] });
    const old = await setup(1, { [`${client}/requests`]: [422, wrongDate] });
    await expect(old.archive.list({})).rejects.toMatchObject({
      kind: "rejected",
      httpStatus: 422,
      message: "query.dateFrom: invalid datetime",
    });
    await expect(old.archive.audio("SR-9")).rejects.toMatchObject({
      kind: "rejected",
      httpStatus: 404,
      message: "Not Found",
    });
    expect(old.events.at(-1)).toMatchObject({
      event: "request_error",
      level: "ERROR",
      error: { error_type: "HTTP_404", error_message: '{"detail":"Not Found"}' },
      response_data: { http_status: 404 },
    });
    const current = await setup(3, {
      [`/v3${client}/requests/1/voice_activity_marks`]: [501, alerts("Not implemented")],
      [`/v3${client}/requests/2/audio`]: [403, alerts("")],
      [`/v3${client}/requests/3/audio`]: [503, "<html>bad day</html>"],
    });
    await expect(current.archive.vaMarks("1")).rejects.toMatchObject({
      kind: "unimplemented",
      message: "Not implemented",
    });
    await expect(current.archive.audio("2")).rejects.toMatchObject({ kind: "denied", httpStatus: 403 });
    await expect(current.archive.audio("3")).rejects.toMatchObject({
      kind: "unreachable",
      message: "<html>bad day</html>",
    });
    expect(current.names().filter((name) => name === "request_error")).toHaveLength(3);
  });

  it("is broken when the answer has another shape, and says where", async () => {
    const { archive } = await setup(1, {
      [`${client}/requests`]: [200, { data: [{ request_id: 5, created_at: "now" }] }],
      [`${client}/requests/1/transcript`]: [200, "<html>"],
    });
    await expect(archive.list({})).rejects.toMatchObject({
      kind: "broken",
      message: expect.stringContaining("data.0.request_id") as string,
    });
    await expect(archive.transcript("1")).rejects.toMatchObject({
      message: expect.stringContaining("no JSON") as string,
    });
  });

  it("ends once for the log when it is cancelled, late or nobody answers", async () => {
    const { archive, names, events, close } = await setup(1, { "/probes/readiness": [200, undefined] });
    const leave = new AbortController();
    const left = archive.probe({ signal: leave.signal });
    setTimeout(() => leave.abort(), 20);
    await expect(left).rejects.toMatchObject({ kind: "cancelled" });
    await expect(archive.probe({ timeoutMs: 20 })).rejects.toMatchObject({ kind: "deadline" });
    close();
    await expect(archive.probe()).rejects.toMatchObject({ kind: "unreachable" });
    expect(names()).toEqual(["request_start", "request_cancelled", "request_start", "request_error", "request_start", "request_error"]); // prettier-ignore
    expect(events.map(({ error }) => error?.error_type)).toEqual([, , , "TimeoutError", , "TypeError"]); // prettier-ignore
  });
});
