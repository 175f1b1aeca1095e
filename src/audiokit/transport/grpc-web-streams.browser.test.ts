import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, type CallOptions, type Transport } from "@connectrpc/connect";
import { encodeEnvelope } from "@connectrpc/connect/protocol";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { describe, expect, it } from "vitest";
import {
  addressOf,
  resetConnection,
  type ReceivedRequest,
  type ScriptedResponse,
} from "../../../test/support/servers/scripted-responses.ts";
import { StreamingSynthesizeSpeechResponseSchema, TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { grpcWebStreams } from "./grpc-web-streams.ts";

// The peer is connect-web: whatever a real server answers, a caller must see the same of both.

const envelope = (flags: number, bytes: Uint8Array) => [...encodeEnvelope(flags, bytes)];
const sound = (...audio: number[]) =>
  toBinary(
    StreamingSynthesizeSpeechResponseSchema,
    create(StreamingSynthesizeSpeechResponseSchema, { audio: Uint8Array.from(audio) }),
  );
const first = envelope(0, sound(1, 2, 3));
const second = envelope(0, sound(4, 5));
const trailers = (text: string, flags = 0x80) => envelope(flags, new TextEncoder().encode(text));
const ok = trailers("grpc-status: 0\r\nX-Took: 7 ms\r\n");
/** google.rpc.Status with code 8, the message "full" and one detail: a google.rpc.ErrorInfo with the reason "FULL". */
const detailsBin = btoa(
  "\x08\x08\x12\x04full\x1a\x32\x0a\x28type.googleapis.com/google.rpc.ErrorInfo\x12\x06\x0a\x04FULL",
);

/** What a caller can see of a call. */
async function seen(
  open: (baseUrl: string) => Transport["stream"],
  answer: ScriptedResponse,
  options: CallOptions = {},
  onHeard?: () => void,
) {
  const transport: Transport = {
    unary: () => Promise.reject(new Error("unused")),
    stream: open(location.origin + addressOf(answer)),
  };
  const [heard, fields]: [number[][], [string, string[][]][]] = [[], []];
  const keep = (name: string) => (headers: Headers) => {
    fields.push([name, [...headers].filter(([field]) => field !== "date" && field !== "x-received-request")]);
  };
  try {
    const header = keep("header");
    const answers = createClient(TTS, transport).streamingSynthesize(
      { languageCode: "en" },
      { ...options, onHeader: header, onTrailer: keep("trailer") },
    );
    for await (const { audio } of answers) {
      heard.push([...audio]);
      onHeard?.();
      if (typeof answer.then === "object") await resetConnection(answer.then.resetAs);
    }
    return { heard, fields };
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ConnectError);
    const { code, rawMessage, details, metadata } = thrown as ConnectError;
    const left = [...metadata].filter(([field]) => field !== "date" && field !== "x-received-request");
    return { heard, fields, code, rawMessage, details, metadata: left };
  }
}

const ours = (baseUrl: string) => grpcWebStreams({ baseUrl, fetch: globalThis.fetch.bind(globalThis) });
const theirs = (baseUrl: string) => createGrpcWebTransport({ baseUrl }).stream;
const headers = { "content-type": "application/grpc-web+proto", "x-id": "FS-1" };
const endless: ScriptedResponse = { headers, chunks: [first], then: "nothing more" };

interface Expected {
  heard?: number[][];
  code?: Code;
  rawMessage?: string;
  details?: object[];
}

describe("a stream of the server", () => {
  const cases: [fact: string, answer: ScriptedResponse, expected: Expected][] = [
    [
      "gives its messages and trailers",
      { chunks: [[...first, ...second, ...ok]] },
      {
        heard: [
          [1, 2, 3],
          [4, 5],
        ],
      },
    ],
    [
      "is the same cut byte by byte",
      { chunks: [...first, ...second, ...ok].map((byte) => [byte]) },
      {
        heard: [
          [1, 2, 3],
          [4, 5],
        ],
      },
    ],
    ["may have no messages", { chunks: [ok] }, { heard: [] }],
    ["may have an empty message", { chunks: [envelope(0, sound()), ok] }, { heard: [[]] }],
    [
      "fails with the status in the trailers after what was sent",
      { chunks: [first, trailers("grpc-status: 7\r\ngrpc-message: %D0%BD%D0%B5%D1%82\r\nx-why: quota\r\n")] },
      { heard: [[1, 2, 3]], code: Code.PermissionDenied, rawMessage: "нет" },
    ],
    [
      "fails with the details of the error",
      { chunks: [trailers(`grpc-status: 8\r\ngrpc-message: full\r\ngrpc-status-details-bin: ${detailsBin}\r\n`)] },
      { code: Code.ResourceExhausted, details: [{ type: "google.rpc.ErrorInfo" }] },
    ],
    [
      "fails with a status in the headers",
      { headers: { "grpc-status": "5", "grpc-message": "no voice" } },
      { code: Code.NotFound, rawMessage: "no voice" },
    ],
    ["ends well with status 0 in the headers and no body", { headers: { "grpc-status": "0" } }, { heard: [] }],
    [
      "refuses a body after a status in the headers",
      { headers: { "grpc-status": "0" }, chunks: [first] },
      { code: Code.Unknown, rawMessage: "extra data for trailers-only" },
    ],
    [
      "fails with the HTTP status of a gateway",
      { status: 503, headers: { "content-type": "text/plain" }, chunks: [[110, 111]] },
      { code: Code.Unavailable, rawMessage: "HTTP 503" },
    ],
    [
      "fails when the trailers are missing",
      { chunks: [first] },
      { heard: [[1, 2, 3]], code: Code.Unknown, rawMessage: "missing trailer" },
    ],
    ["fails when nothing comes at all", {}, { heard: [], code: Code.Unknown, rawMessage: "missing trailer" }],
    [
      "refuses a message after the trailers",
      { chunks: [ok, first] },
      { heard: [], code: Code.Unknown, rawMessage: "extra message" },
    ],
    ["refuses trailers after the trailers", { chunks: [ok, ok] }, { code: Code.Unknown, rawMessage: "extra trailer" }],
    [
      "refuses trailers without a status",
      { chunks: [first, trailers("x-took: 7\r\n")] },
      { heard: [[1, 2, 3]], code: Code.Internal },
    ],
    [
      "refuses a message that is none",
      { chunks: [envelope(0, Uint8Array.of(0x0a, 9, 1)), ok] },
      { code: Code.Internal },
    ],
    [
      "fails when the connection is torn",
      { chunks: [first], then: { resetAs: crypto.randomUUID() } },
      { heard: [[1, 2, 3]], code: Code.Unknown, rawMessage: "network error" },
    ],
    [
      "refuses a redirect",
      { status: 302, headers: { location: "/" } },
      { code: Code.Unknown, rawMessage: "Failed to fetch" },
    ],
  ];

  it.each(cases)("%s, as with connect-web", async (_, answer, expected) => {
    const told = { ...answer, headers: { ...headers, ...answer.headers } };
    const outcome = await seen(ours, told);
    expect(outcome).toMatchObject(expected);
    expect(outcome).toEqual(await seen(theirs, told));
  });

  it.each([
    ["within a message", [first.slice(0, 9)], "incomplete envelope: 4 of 5 bytes came"],
    ["behind a head", [first, second.slice(0, 5)], "incomplete envelope: 0 of 4 bytes came"],
    ["long before its length", [[0, 0x0f, 0xff, 0xff, 0xff, 1]], "incomplete envelope: 1 of 268435455 bytes came"],
  ])("is broken off when it ends %s, which connect-web calls a wrong request or no end", async (_, chunks, words) => {
    expect(await seen(ours, { headers, chunks })).toMatchObject({ code: Code.Unknown, rawMessage: words });
  });

  it("ends when its caller leaves, as with connect-web", async () => {
    const leaving = (open: typeof ours) => {
      const leave = new AbortController();
      return seen(open, endless, { signal: leave.signal }, () => leave.abort());
    };
    const left = await leaving(ours);
    expect(left).toMatchObject({ heard: [[1, 2, 3]], code: Code.Canceled });
    expect(left).toEqual(await leaving(theirs));
  });

  it("ends when its time is over, as with connect-web", async () => {
    const inTime = (open: typeof ours) => seen(open, endless, { timeoutMs: 3000 });
    const [late, peer] = await Promise.all([inTime(ours), inTime(theirs)]);
    expect(late).toMatchObject({ heard: [[1, 2, 3]], code: Code.DeadlineExceeded });
    expect(late).toEqual(peer);
  });

  it.each([{}, { timeoutMs: 5000 }, { timeoutMs: -1 }])("is asked for as connect-web asks: %j", async (timing) => {
    const asked = async (open: typeof ours) => {
      let sent: string | null = null;
      const onHeader = (header: Headers) => (sent = header.get("x-received-request"));
      const stream = open(location.origin + addressOf({ headers, chunks: [ok] }));
      const client = createClient(TTS, { unary: () => Promise.reject(new Error("unused")), stream });
      const options = { ...timing, headers: { "x-trace": "t" }, onHeader };
      await Array.fromAsync(client.streamingSynthesize({ languageCode: "en" }, options));
      return JSON.parse(sent!) as ReceivedRequest;
    };
    const sent = await asked(ours);
    expect(sent).toMatchObject({ method: "POST", headers: { "x-trace": "t", "x-grpc-web": "1" } });
    expect(sent.body.length).toBeGreaterThan(5);
    expect(sent).toEqual(await asked(theirs));
  });

  it("refuses a compressed message, which connect-web reads as it is", async () => {
    const compressed = { headers, chunks: [envelope(1, sound(1, 2, 3)), ok] };
    const words = "protocol error: received unsupported compressed output";
    expect(await seen(ours, compressed)).toMatchObject({ heard: [], code: Code.Internal, rawMessage: words });
    expect(await seen(theirs, compressed)).toMatchObject({ heard: [[1, 2, 3]] });
  });
});
