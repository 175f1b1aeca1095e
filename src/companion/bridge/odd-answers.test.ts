import http from "node:http";
import http2, { type OutgoingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import fixtures from "../../../test/fixtures/grpc-web-answers.json" with { type: "json" };
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { drain } from "../../../test/support/logged-calls.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import { createAudioKitTransport } from "../../audiokit/transport/audiokit-transport.ts";
import { diagnoseError } from "../../diagnosis/diagnose-error.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { bridgePath } from "../../wire/paths.ts";
import { createBridge } from "./bridge.ts";
import { bridgedMethods } from "./bridged-methods.ts";

const { open, listen } = localServers();
const page = "<html><head><title>Sign in</title></head><body>Please sign in</body></html>";

/** How a live call fails that goes to this address: for its caller, and in the log. */
async function failureAt(origin: string) {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const socketClass = class extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin });
      this.on("error", () => undefined); // a browser only closes
    }
  } as unknown as typeof WebSocket;
  const transport = createAudioKitTransport({
    baseUrl: origin,
    bridgeUrl: origin + bridgePath,
    interceptors: [observeCalls(logCalls(logger, { diagnoseError }))],
    WebSocket: socketClass,
  });
  const audio = (async function* () {
    yield await Promise.resolve({ streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } });
  })();
  const thrown = await drain(createClient(STT, transport).recognize(audio)).catch((error: unknown) => error);
  const { kind, grpcCode, serverMessage, details } = AudioKitError.from(thrown);
  const { event, error, diagnosis } = events.at(-1)!;
  return { kind, grpcCode, serverMessage, details, event, error, cause: diagnosis?.cause };
}

type Failure = Partial<Awaited<ReturnType<typeof failureAt>>>;

/** A platform that answers every call so, behind a bridge. */
async function behindBridge(answer: (stream: ServerHttp2Stream) => void): Promise<string> {
  const server = http2.createServer().on("stream", (stream) => {
    stream.on("error", () => undefined);
    answer(stream);
  });
  const platform = await listen(server);
  const bridge = createBridge({ upstreamUrl: () => platform, methods: bridgedMethods });
  open.push(() => bridge.close());
  const console = http.createServer((_, response) => response.end(JSON.stringify(bridge.status())));
  console.on("upgrade", (request, socket, head) => bridge.handleUpgrade(request, socket, head));
  return listen(console);
}

const native = { "content-type": "application/grpc" };
/** A status alone. */
const only = (fields: OutgoingHttpHeaders) => (stream: ServerHttp2Stream) =>
  stream.respond({ ...native, ...fields }, { endStream: true });
/** Bytes under a status of HTTP. */
const body = (status: number, type: string, bytes: string | Buffer) => (stream: ServerHttp2Stream) => {
  stream.respond({ ":status": status, "content-type": type });
  stream.end(bytes);
};
/** Bytes of frames, and a status behind them. */
const framed = (bytes: Buffer, fields: OutgoingHttpHeaders) => (stream: ServerHttp2Stream) => {
  stream.respond(native, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(fields));
  stream.end(bytes);
};
/** The details of an answer of gRPC-Web. */
function detailsOf(name: "details-good" | "details-code0" | "details-bad" | "details-garbage"): string {
  const block = atob(fixtures[name].body_base64).slice(5);
  return /grpc-status-details-bin: (.*)\r\n/.exec(block)![1]!;
}

const message = Buffer.from([0, 0, 0, 0, 2, 16, 1]);
const answers: [fact: string, answer: (stream: ServerHttp2Stream) => void, told: Failure][] = [
  ["status 7 alone", only({ "grpc-status": 7, "grpc-message": "no right" }), { kind: "denied", grpcCode: 7, serverMessage: "no right" }], // prettier-ignore
  ["status 7 behind a message", framed(message, { "grpc-status": "7" }), { kind: "denied", grpcCode: 7 }],
  ["a bare %", only({ "grpc-status": 3, "grpc-message": "100% too long" }), { grpcCode: 3, serverMessage: "100% too long" }],
  ["a bare % in the trailers", framed(message, { "grpc-status": "3", "grpc-message": "50%, 5%zz" }), { grpcCode: 3, serverMessage: "50%, 5%zz" }],
  ["raw UTF-8", only({ "grpc-status": 3, "grpc-message": Buffer.from("нет голоса").toString("latin1") }), { grpcCode: 3, serverMessage: "нет голоса" }],
  ["details that are no base64", only({ "grpc-status": 8, "grpc-message": "used up", "grpc-status-details-bin": detailsOf("details-bad") }), { kind: "quota", serverMessage: "used up", details: [] }],
  ["details of nothing", framed(message, { "grpc-status": "8", "grpc-message": "used up", "grpc-status-details-bin": detailsOf("details-garbage") }), { kind: "quota", serverMessage: "used up", details: [] }],
  ["details that contradict", only({ "grpc-status": 7, "grpc-message": "no right", "grpc-status-details-bin": detailsOf("details-code0") }), { kind: "denied", grpcCode: 7, details: ["google.rpc.BadRequest voice_name: only alice and bob"] }],
  ["good details", framed(Buffer.alloc(0), { "grpc-status": "3", "grpc-message": "bad voice", "grpc-status-details-bin": detailsOf("details-good") }), { grpcCode: 3, serverMessage: "bad voice", details: ["google.rpc.BadRequest voice_name: only alice and bob", "google.rpc.RetryInfo retry after 30 s"] }],
  ["status 7 under HTTP 503", only({ ":status": 503, "grpc-status": 7 }), { kind: "denied", grpcCode: 7 }],
  ["a message alone under HTTP 503", only({ ":status": 503, "grpc-message": "disk 100% full" }), { kind: "unreachable", grpcCode: 14, serverMessage: "disk 100% full" }],
  ["a page under 200", body(200, "text/html; charset=utf-8", page), { kind: "broken", grpcCode: 2, serverMessage: "bridge: the upstream answered 200 with text/html; charset=utf-8 instead of gRPC", cause: "wrong-address" }],
  ["JSON under 200", body(200, "application/json", "{}"), { kind: "broken", serverMessage: "bridge: the upstream answered 200 with application/json instead of gRPC" }],
  ...[401, 403, 502, 503].map((status): [string, (stream: ServerHttp2Stream) => void, Failure] => [
    `a body under ${status}`,
    body(status, "text/html", page),
    { kind: status < 500 ? "denied" : "unreachable", serverMessage: `bridge: the upstream responded with HTTP ${status}` },
  ]),
  ["a message that ends in its middle", framed(Buffer.from([0, 0, 0, 0, 100, 1, 2]), { "grpc-status": "0" }), { kind: "interrupted", serverMessage: "bridge: the upstream ended within a message", cause: "stream-reset" }],
  ["a compressed message", framed(Buffer.from([1, 0, 0, 0, 1, 0]), { "grpc-status": "0" }), { kind: "broken", grpcCode: 13, cause: "compressed-answer" }],
]; // prettier-ignore

describe("an odd answer to a live call", () => {
  it.each(answers)("fails as it says, and the log says so: %s", async (_, answer, told) => {
    const failure = await failureAt(await behindBridge(answer));
    expect(failure).toMatchObject({ ...told, event: "request_error" });
    expect(failure.error?.error_message).toBe(failure.serverMessage);
    for (const detail of failure.details) expect(failure.error?.grpc_details).toContain(`detail: ${detail}`);
    expect(JSON.stringify(failure.error)).not.toContain("x-bridge-upstream-body");
  });

  it("is logged with the status of HTTP, the type, the server and the words of its body", async () => {
    const origin = await behindBridge((stream) => {
      stream.respond({ ":status": 502, "content-type": "text/html", server: "nginx" });
      stream.end(page);
    });
    const { error } = await failureAt(origin);
    expect(error?.seen).toMatchObject({ http_status: 502, content_type: "text/html", server: "nginx", body_text: "Sign in Please sign in" }); // prettier-ignore
  });

  it("is logged with its first bytes where it is no text", async () => {
    const bytes = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0xff]);
    const { error } = await failureAt(await behindBridge(body(502, "application/octet-stream", bytes)));
    expect(error?.seen).toMatchObject({ http_status: 502, body_hex: "1f 8b 08 00 00 ff" });
  });

  it("is not waited for where its body does not end", async () => {
    const { error } = await failureAt(
      await behindBridge((stream) => {
        stream.respond({ ":status": 503, "content-type": "text/plain" });
        stream.write("over");
      }),
    );
    expect(error?.seen).toMatchObject({ http_status: 503, body_text: "over" });
  });
});

describe("an odd answer to the upgrade of a live call", () => {
  it.each<[status: number, headers: http.OutgoingHttpHeaders, told: Failure]>([
    [401, {}, { kind: "denied", grpcCode: 16, serverMessage: "no live calls here: the bridge answered HTTP 401" }],
    [403, {}, { kind: "denied", grpcCode: 7, serverMessage: "no live calls here: the bridge answered HTTP 403" }],
    [502, {}, { kind: "unreachable", grpcCode: 14, serverMessage: "no live calls here: the bridge answered HTTP 502" }],
    [503, {}, { kind: "unreachable", grpcCode: 14, serverMessage: "no live calls here: the bridge answered HTTP 503" }],
    [200, {}, { kind: "broken", serverMessage: "no live calls here: the server answered 200 with text/html instead of the bridge" }], // prettier-ignore
    [302, { location: "/login" }, { kind: "broken", serverMessage: "no live calls here: the server answered with a redirect" }], // prettier-ignore
  ])("fails as it says, and the log has what was seen: HTTP %i", async (status, headers, told) => {
    const server = http.createServer((_, response) => {
      response.writeHead(status, { "content-type": "text/html", ...headers }).end(page);
    });
    server.on("upgrade", (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\n\r\n${page}`));
    const failure = await failureAt(await listen(server));
    expect(failure).toMatchObject({ ...told, event: "request_error", cause: "bridge-refused" });
    const body = status === 302 ? { redirected: true } : { body_text: "Sign in Please sign in" };
    expect(failure.error?.seen).toMatchObject({ http_status: status, content_type: "text/html", ...body });
  });
});
