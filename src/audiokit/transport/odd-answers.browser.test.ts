import { createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import answers from "../../../test/fixtures/grpc-web-answers.json";
import { addressOf, type ScriptedResponse } from "../../../test/support/servers/scripted-responses.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { diagnoseError } from "../../diagnosis/diagnose-error.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import { createAudioKitTransport } from "./audiokit-transport.ts";

/** How a call with this answer fails: for its caller, and in the log. */
async function failureOf(answer: ScriptedResponse, isStream: boolean, token?: string) {
  const events: LogEvent[] = [];
  const secrets = createLiveSecrets();
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, scrub: secrets.scrub });
  const transport = createAudioKitTransport({
    baseUrl: location.origin + addressOf(answer),
    interceptors: [observeCalls(logCalls(logger, { diagnoseError }))],
    secrets,
    ...(token !== undefined && { token: () => Promise.resolve(token) }),
  });
  const { synthesize, streamingSynthesize } = createClient(TTS, transport);
  const call = isStream ? Array.fromAsync(streamingSynthesize({})) : synthesize({});
  const thrown = AudioKitError.from(
    await call.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  const { event, error, diagnosis } = events.at(-1)!;
  const { kind, grpcCode, serverMessage, details } = thrown;
  return { kind, grpcCode, serverMessage, details, event, error, cause: diagnosis?.cause };
}

type Failure = Partial<Awaited<ReturnType<typeof failureOf>>>;

const framed = (text: string, flags = 0x80) => {
  const bytes = [...new TextEncoder().encode(text)];
  return [flags, 0, 0, bytes.length >> 8, bytes.length & 255, ...bytes];
};
const web = { "content-type": "application/grpc-web+proto" };
const field = "google.rpc.BadRequest voice_name: only alice and bob";
const foreign = (type: string) => `the server answered 200 with ${type} instead of gRPC-Web`;

/** The answers of the fixture, by name, and what a call that gets one must say. */
const told: Record<keyof typeof answers, Failure> = {
  "503-percent": { kind: "unreachable", grpcCode: 14, serverMessage: "disk 100% full" },
  compressed: { kind: "broken", grpcCode: 13, cause: "compressed-answer" },
  cutframe: { kind: "interrupted", serverMessage: "incomplete envelope: 45 of 100 bytes came", cause: "stream-reset" },
  "details-bad": { kind: "quota", grpcCode: 8, serverMessage: "quota used up", details: [], cause: "quota" },
  "details-code0": { kind: "denied", grpcCode: 7, serverMessage: "no right", details: [field] },
  "details-garbage": { kind: "quota", grpcCode: 8, serverMessage: "quota used up", details: [], cause: "quota" },
  "details-good": {
    grpcCode: 3,
    serverMessage: "bad voice",
    details: [field, "google.rpc.RetryInfo retry after 30 s"],
  },
  "hdr-percent": { kind: "rejected", grpcCode: 3, serverMessage: "the text is 100% too long" },
  "html-nospace": { kind: "broken", serverMessage: foreign("text/html;charset=UTF-8"), cause: "wrong-address" },
  html200: { kind: "broken", serverMessage: foreign("text/html; charset=utf-8"), cause: "wrong-address" },
  "json-charset": { kind: "broken", serverMessage: foreign("application/json; charset=utf-8") },
  native: { kind: "broken", serverMessage: foreign("application/grpc"), cause: "grpc-web-missing" },
  nobody: { kind: "broken", serverMessage: "missing trailer", cause: "answer-empty" },
  text: { kind: "rejected", grpcCode: 3, serverMessage: "bad voice" },
  "trl-lf": { kind: "rejected", grpcCode: 3, serverMessage: "bad voice" },
  "trl-percent": { kind: "rejected", grpcCode: 3, serverMessage: "the text is 100% too long" },
  txt401: { kind: "denied", grpcCode: 16, serverMessage: "HTTP 401", cause: "token-expired" },
};

const others: [fact: string, answer: ScriptedResponse, told: Failure][] = [
  [
    "raw UTF-8 in the trailers",
    { headers: web, chunks: [framed("grpc-status: 3\r\ngrpc-message: нет голоса\r\n")] },
    { grpcCode: 3, serverMessage: "нет голоса" },
  ],
  [
    "raw UTF-8 in a field of HTTP",
    { headers: { ...web, "grpc-status": "3", "grpc-message": "Ð³Ð¾Ð»Ð¾Ñ" } },
    { grpcCode: 3 },
  ],
  [
    "names in capitals",
    { headers: web, chunks: [framed("GRPC-STATUS: 8\r\nGrpc-Message: full\r\n")] },
    { kind: "quota", serverMessage: "full" },
  ],
  [
    "a type in capitals with a parameter",
    { headers: { "content-type": "Application/GRPC-Web; charset=utf-8" }, chunks: [framed("grpc-status: 5\r\n")] },
    { grpcCode: 5 },
  ],
  [
    "a status that is none",
    { headers: web, chunks: [framed("grpc-status: 99\r\ngrpc-message: own\r\n")] },
    { grpcCode: 2, serverMessage: "own" },
  ],
  [
    "trailers under an error of HTTP",
    { status: 502, headers: web, chunks: [framed("grpc-status: 7\r\ngrpc-message: no\r\n")] },
    { kind: "denied", serverMessage: "no" },
  ],
  [
    "success under an error of HTTP",
    { status: 503, headers: { ...web, "grpc-status": "0" } },
    { kind: "unreachable", serverMessage: "HTTP 503" },
  ],
  [
    "a failure behind a success in the fields",
    { headers: { ...web, "grpc-status": "0" }, chunks: [framed("grpc-status: 7\r\n")] },
    { kind: "denied" },
  ],
  [
    "base64 that is none",
    { headers: { "content-type": "application/grpc-web-text" }, chunks: [[33, 33, 33, 33]] },
    { kind: "broken", serverMessage: "protocol error: the body of grpc-web-text is no base64" },
  ],
  ...[401, 403, 502, 503].map((status): [string, ScriptedResponse, Failure] => [
    `a text under ${String(status)}`,
    {
      status,
      headers: { "content-type": "text/plain; charset=utf-8" },
      chunks: [[...new TextEncoder().encode("нет")]],
    },
    { serverMessage: `HTTP ${String(status)}`, kind: status < 500 ? "denied" : "unreachable" },
  ]),
];

describe.each([
  ["a call", false],
  ["a stream", true],
])("an odd answer to %s", (_, isStream) => {
  it.each(Object.entries(answers))("fails as it says: %s, and the log says so", async (name, given) => {
    const { status, headers, body_base64: base64 } = given;
    const body = [...Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))];
    const answer = { status, headers, chunks: body.length > 0 ? [body] : [] } as ScriptedResponse;
    const failure = await failureOf(answer, isStream);
    expect(failure).toMatchObject({ ...told[name as keyof typeof answers], event: "request_error" });
    const { error, serverMessage, details } = failure;
    expect(error).toMatchObject({
      error_message: serverMessage,
      seen: { http_status: status, content_type: headers["content-type"], bytes: expect.any(Number) as number },
    });
    for (const detail of details) expect(error?.grpc_details).toContain(`detail: ${detail}`);
  });

  it.each(others)("fails as it says: %s", async (_fact, answer, expected) => {
    expect(await failureOf(answer, isStream)).toMatchObject({ ...expected, event: "request_error" });
  });

  it("shows no detail with the token of the call in it", async () => {
    // A google.rpc.Status with code 7 and a DebugInfo whose detail is the token.
    const secret = "tok-0123456789";
    const status = `\x08\x07\x1a\x3a\x0a\x28type.googleapis.com/google.rpc.DebugInfo\x12\x10\x12\x0e${secret}`;
    const trailers = framed(`grpc-status: 7\r\ngrpc-status-details-bin: ${btoa(status)}\r\n`);
    const answer = { headers: web, chunks: [trailers] };
    expect((await failureOf(answer, isStream)).details).toEqual([`google.rpc.DebugInfo ${secret}`]);
    const { details, error } = await failureOf(answer, isStream, secret);
    expect(details).toEqual([]);
    expect(JSON.stringify(error)).not.toContain(secret);
  });
});
