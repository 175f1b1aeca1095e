import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { StreamingSynthesizeSpeechResponseSchema } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { CallPhases } from "../../logging/attributes/call-phases.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { collectSpeech } from "../calls/speech-stream.ts";
import { createAudioKitClient } from "../client.ts";
import type { TransportOptions } from "./audiokit-transport.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real server, a client of it that is logged, and what its last call left in the log. */
async function setup(listener: RequestListener, options: Partial<TransportOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  closers.push(close);
  const events: LogEvent[] = [];
  const secrets = createLiveSecrets();
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, scrub: secrets.scrub });
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const interceptors = [observeCalls(logCalls(logger))];
  const client = createAudioKitClient({ baseUrl, interceptors, secrets, ...options });
  const failed = async (call: Promise<unknown>) => {
    await expect(call).rejects.toThrow();
    return events.at(-1)!.error!;
  };
  return { client, events, failed, close };
}

const frame = (flags: number, bytes: Uint8Array) => Buffer.from([flags, 0, 0, bytes.length >> 8, bytes.length & 255, ...bytes]); // prettier-ignore
const sound = toBinary(
  StreamingSynthesizeSpeechResponseSchema,
  create(StreamingSynthesizeSpeechResponseSchema, { audio: new Uint8Array(100) }),
);
const chunk = frame(0, sound);
const trailers = frame(0x80, Buffer.from("grpc-status: 13\r\ngrpc-message: broken\r\n"));
const begin = (response: ServerResponse) => response.writeHead(200, { "content-type": "application/grpc-web+proto" });
const hello = { text: "Привет", voice: "borisova" };
const nginx504 =
  "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n";

describe("the log of a call", () => {
  it("says how long it waited for its token, and when the first byte and each chunk came", async () => {
    const waitMs = 20;
    // The first chunk of a program waits for the program.
    const chunkWaitMs = 100;
    const token = () => new Promise<string>((resolve) => setTimeout(resolve, waitMs, "t"));
    const { client, events } = await setup(
      (_, response) => {
        begin(response).write(chunk);
        setTimeout(
          () => response.end(Buffer.concat([chunk, frame(0x80, Buffer.from("grpc-status: 0\r\n"))])),
          chunkWaitMs,
        );
      },
      { token },
    );
    await collectSpeech(client.synthesizeStream(hello));
    await expect.poll(() => events.at(-1)?.event).toBe("request_success");
    const { phases } = events.at(-1)!.response_data as { phases: CallPhases };
    const { token_from_ms = NaN, token_wait_ms = NaN, headers_ms = NaN, chunks } = phases;
    expect(Object.keys(phases)).toEqual(["token_from_ms", "token_wait_ms", "headers_ms", "chunks"]);
    expect(token_wait_ms).toBeGreaterThan(waitMs - 2);
    expect(headers_ms).toBeGreaterThanOrEqual(token_from_ms + token_wait_ms);
    expect(chunks).toEqual({ at_ms: [expect.any(Number), expect.any(Number)] });
    const [first = NaN, second = NaN] = chunks && "at_ms" in chunks ? chunks.at_ms : [];
    expect(first).toBeGreaterThanOrEqual(Math.floor(headers_ms));
    expect(second).toBeGreaterThan(first + chunkWaitMs / 2);
  });
});

describe("the log of a failed call", () => {
  it.each([
    [
      "an empty answer with a load balancer's status",
      (response: ServerResponse) => response.writeHead(464, { server: "awselb/2.0" }).end(),
      { http_status: 464, server: "awselb/2.0", bytes: 0, messages: 0, got_headers: true, got_trailers: false },
    ],
    [
      "nginx's page",
      (response: ServerResponse) =>
        response.writeHead(504, { server: "nginx/1.25.3", "content-type": "text/html" }).end(nginx504),
      {
        http_status: 504,
        server: "nginx/1.25.3",
        content_type: "text/html",
        body_text: "504 Gateway Time-out nginx/1.25.3",
        bytes: nginx504.length,
      },
    ],
    [
      "a challenge",
      (response: ServerResponse) =>
        response.writeHead(401, { "www-authenticate": 'Basic realm="corp"', via: "1.1 squid" }).end("who are you?"),
      { http_status: 401, www_authenticate: 'Basic realm="corp"', via: "1.1 squid", body_text: "who are you?" },
    ],
    [
      "a redirect",
      (response: ServerResponse) =>
        response.writeHead(301, { server: "nginx", location: "https://speech.example/x?y" }).end(),
      {
        http_status: 301,
        server: "nginx",
        location: "https://speech.example/x?…",
        redirected: true,
        got_headers: true,
      },
    ],
    [
      "a pause that was asked for",
      (response: ServerResponse) => response.writeHead(429, { "retry-after": "30" }).end(),
      { http_status: 429, retry_after: "30" },
    ],
    [
      "a login page in the place of an answer",
      (response: ServerResponse) =>
        response
          .writeHead(200, { "content-type": "text/html; charset=windows-1251" })
          .end(Buffer.from([...Buffer.from("<title>"), 0xc2, 0xf5, 0xee, 0xe4, ...Buffer.from("</title>")])),
      { http_status: 200, content_type: "text/html; charset=windows-1251", body_text: "Вход" },
    ],
  ])("shows %s, of unary calls and of streams", async (_, answer, seen) => {
    const { client, failed } = await setup((_request, response) => void answer(response));
    expect((await failed(client.ttsModels())).seen).toMatchObject(seen);
    expect((await failed(collectSpeech(client.synthesizeStream(hello)))).seen).toMatchObject(seen);
  });

  it("counts what came before a stream broke off, and the silence before its end", async () => {
    const { client, failed } = await setup((_, response) => {
      begin(response).write(Buffer.concat([chunk, chunk, chunk.subarray(0, 20)]));
      setTimeout(() => response.destroy(), 300);
    });
    const { seen } = await failed(collectSpeech(client.synthesizeStream(hello)));
    expect(seen).toMatchObject({ http_status: 200, messages: 2, got_trailers: false, bytes: 2 * chunk.length + 20 });
    expect(seen!.silence_ms).toBeGreaterThan(200);
    expect(seen!.causes!.join("; ")).toContain("Error: ");
    expect(seen!.stack).toMatch(/^\w*Error: /);
  });

  it("tells dropped trailers, a status and a compressed message apart", async () => {
    const bodies = {
      dropped: chunk,
      refused: trailers,
      compressed: Buffer.concat([frame(1, sound), trailers]),
    };
    let body = bodies.dropped;
    const { client, failed } = await setup((_, response) => void begin(response).end(body));
    const counts = async (call: () => Promise<unknown>) => {
      const { error_message, seen } = await failed(call());
      return [error_message, seen!.messages, seen!.got_trailers, seen!.bytes];
    };
    for (const call of [() => client.synthesize(hello), () => collectSpeech(client.synthesizeStream(hello))]) {
      body = bodies.dropped;
      expect(await counts(call)).toEqual(["missing trailer", 1, false, chunk.length]);
      body = bodies.refused;
      expect(await counts(call)).toEqual(["broken", 0, true, trailers.length]);
      body = bodies.compressed;
      const [words, , , sizeBytes] = await counts(call);
      expect([words, sizeBytes]).toEqual([
        "protocol error: received unsupported compressed output",
        chunk.length + trailers.length,
      ]);
    }
  });

  it("tells a deadline without an answer from one within a silent answer", async () => {
    let isMute = true;
    const { client, failed } = await setup((_, response) => {
      if (!isMute) begin(response).write(chunk);
    });
    const late = () => failed(collectSpeech(client.synthesizeStream(hello, { timeoutMs: 400 })));
    const mute = await late();
    expect(mute).toMatchObject({ error_type: "DEADLINE_EXCEEDED", seen: { got_headers: false } });
    expect(mute.seen).not.toHaveProperty("silence_ms");
    isMute = false;
    const { error_type, seen } = await late();
    expect([error_type, seen]).toMatchObject(["DEADLINE_EXCEEDED", { messages: 1, got_trailers: false }]);
    expect(seen!.silence_ms).toBeGreaterThan(100);
  });

  it("has what fetch threw where nothing came back", async () => {
    const { client, failed, close } = await setup(() => undefined);
    close();
    const { seen } = await failed(client.ttsModels());
    expect(seen).toMatchObject({ got_headers: false, causes: ["TypeError: fetch failed", expect.stringMatching(/^\w+: .*ECONNREFUSED/)] }); // prettier-ignore
    expect(seen).not.toHaveProperty("http_status");
    expect(seen).not.toHaveProperty("bytes");
  });

  it("waits neither for the end of a foreign body nor for its beginning, and reads a few thousand bytes of it", async () => {
    let sent = 0;
    let isMute = true;
    const { client, failed } = await setup((_, response) => {
      response.writeHead(502, { "content-type": "text/plain" });
      response.flushHeaders();
      if (isMute) return;
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(1000))) sent += 1000;
      };
      more();
      response.on("drain", more);
    });
    const startedMs = performance.now();
    const mute = await failed(client.ttsModels());
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(mute.seen).toMatchObject({ http_status: 502, bytes: 0 });
    isMute = false;
    const { seen } = await failed(client.ttsModels());
    expect(seen!.body_text).toBe(`${"x".repeat(299)}…`);
    expect(seen!.bytes).toBeGreaterThan(0);
    expect(sent).toBeGreaterThan(0);
  });

  it("holds no token that an answer repeats", async () => {
    const token = "Kq7wPz3mXv9LtR2bQd5n";
    const { client, failed } = await setup(
      (_, response) =>
        void response
          .writeHead(403, { "content-type": "text/html", location: `/x/${token}`, server: token })
          .end(`<title>Bad token ${token}</title>${"a ".repeat(138)}${token}`),
      { token: () => Promise.resolve(token) },
    );
    const error = await failed(client.ttsModels());
    expect(error.seen!.body_text).toContain("Bad token [redacted]");
    expect(JSON.stringify(error)).not.toContain(token.slice(0, 4));
  });

  it("is about the attempt that failed last", async () => {
    let attempts = 0;
    const { client, failed } = await setup(
      (_, response) => {
        if (attempts++ === 0) response.writeHead(401, { server: "first" }).end();
        else begin(response).end(trailers);
      },
      { token: () => Promise.resolve("some-token"), renewToken: () => Promise.resolve(true) },
    );
    const { seen } = await failed(client.ttsModels());
    expect(seen).toMatchObject({ http_status: 200, got_trailers: true });
    expect(seen).not.toHaveProperty("server");
  });

  it("says nothing of what was seen when a call succeeds", async () => {
    const empty = Buffer.concat([frame(0, new Uint8Array()), frame(0x80, Buffer.from("grpc-status: 0\r\n"))]);
    const { client, events } = await setup((_, response) => void begin(response).end(empty));
    await client.ttsModels();
    expect(events.at(-1)).toMatchObject({ event: "request_success" });
    expect(events.at(-1)).not.toHaveProperty("error");
  });
});
