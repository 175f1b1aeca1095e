import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { emulatorRoutes } from "../../emulator/routes.ts";
import { createTokenIssuer } from "../../emulator/token.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { bridgePath, consolePath, healthPath, tokenPath } from "../../wire/paths.ts";
import { serve, type ServeOptions } from "./serve.ts";

const synthesizePath = `/${TTS.typeName}/Synthesize`;
const grpcWeb = "application/grpc-web+proto";

const parts: AsyncDisposableStack[] = [];
afterEach(async () => {
  for (const part of parts.splice(0)) await part.disposeAsync();
  vi.restoreAllMocks();
});

/** A server whose synthesis answers with the length of the text. */
async function setup(options: Partial<ServeOptions> = {}) {
  const opened = new AsyncDisposableStack();
  parts.push(opened);
  const tokens = await createTokenIssuer();
  const server = await serve({
    host: "127.0.0.1",
    port: 0,
    routes: emulatorRoutes({
      synthesis: { synthesize: ({ inputSource }) => ({ audio: new Uint8Array(inputSource.value?.length ?? 0) }) },
      recognition: {},
      tokens,
    }),
    tokens,
    consoleConfig: { gateway: "direct", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
    onlyLocalNames: true,
    ...options,
  });
  opened.defer(() => server.close());
  const origin = `http://127.0.0.1:${String(server.port)}`;
  const stderr = vi.spyOn(console, "error").mockImplementation(() => undefined);

  function open(): Socket {
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    opened.defer(() => void socket.destroy());
    return socket;
  }
  /** Sends bytes as they are and gives the status line of the answer. */
  async function raw(words: string): Promise<string> {
    const socket = open();
    socket.write(words);
    const [answer] = (await once(socket.setEncoding("utf8"), "data")) as [string];
    return answer.split("\r\n", 1)[0]!;
  }
  const post = (path: string, body: BodyInit, headers: Record<string, string>) =>
    fetch(origin + path, { method: "POST", body, headers });
  return { origin, open, raw, post, stderr };
}

/** One gRPC envelope. */
function envelope(message: Uint8Array, flags = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5 + message.length);
  bytes[0] = flags;
  new DataView(bytes.buffer).setUint32(1, message.length);
  bytes.set(message, 5);
  return bytes;
}

describe("odd requests", () => {
  it.each([
    ["an absolute target", `GET http://evil.example${healthPath} HTTP/1.1\r\nHost: localhost\r\n\r\n`, "400"],
    ["TRACE", `TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n`, "405"],
    ["a backslash in the target", `GET /\\evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n`, "400"],
    ["a name that hides another one", `GET / HTTP/1.1\r\nHost: localhost\\.evil.example\r\n\r\n`, "421"],
    ["a name behind an @", `GET / HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n`, "421"],
  ])("are refused without a word on the terminal: %s", async (_, words, status) => {
    const { raw, stderr } = await setup();
    expect(await raw(words)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(stderr).not.toHaveBeenCalled();
  });

  const garbage = new Uint8Array([0xff, 0xff, 0xff]);

  it("may be undecodable: the caller hears so in its protocol, the terminal nothing", async () => {
    const { post, stderr } = await setup();
    const send = async (body: BodyInit, type: string, more: Record<string, string> = {}) => {
      const answer = await post(synthesizePath, body, { "content-type": type, ...more });
      return `HTTP ${String(answer.status)} ${await answer.text()}`;
    };
    // INTERNAL is gRPC's own word for it.
    expect(await send(envelope(garbage), grpcWeb)).toMatch(/^HTTP 200 .*grpc-status: 13\b/s);
    const binary = await send(garbage, "application/proto");
    expect(binary).toMatch(/^HTTP 400 {"code":"invalid_argument","message":"parse binary: /);
    expect(await send("{", "application/json")).toMatch(/^HTTP 400 {"code":"invalid_argument"/);
    expect(await send('{"voiceName": 7}', "application/json")).toMatch(/^HTTP 400 {"code":"invalid_argument"/);
    const unpacked = await send(garbage, "application/proto", { "content-encoding": "gzip" });
    expect(unpacked).toMatch(/^HTTP 400 {"code":"invalid_argument"/);
    expect(stderr).not.toHaveBeenCalled();
  });

  it("may be undecodable in native gRPC, too", async () => {
    const { origin, stderr } = await setup();
    const session = connectHttp2(origin);
    const stream = session.request({ ":method": "POST", ":path": synthesizePath, "content-type": "application/grpc" });
    stream.end(envelope(garbage));
    const [trailers] = (await once(stream.resume(), "trailers")) as [Record<string, string>];
    session.close();
    expect(trailers["grpc-status"]).toBe("13");
    expect(stderr).not.toHaveBeenCalled();
  });

  it("leaves a failure of the service itself at 500", async () => {
    const tokens = await createTokenIssuer();
    const synthesize = () => {
      throw new ConnectError("the engine is broken", Code.Internal);
    };
    const { post } = await setup({ routes: emulatorRoutes({ synthesis: { synthesize }, recognition: {}, tokens }) });
    const answer = await post(synthesizePath, new Uint8Array(), { "content-type": "application/proto" });
    expect([answer.status, await answer.json()]).toEqual([500, { code: "internal", message: "the engine is broken" }]);
  });
});

describe("a page of another origin", () => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };

  it.each([synthesizePath, tokenPath, consolePath, "/otlp/v1/logs", "/api/v3/records", "/assets/index.js"])(
    "is refused at %s",
    async (path) => {
      const { post } = await setup();
      expect((await post(path, "x", { ...foreign, "content-type": "text/plain" })).status).toBe(403);
    },
  );

  it("may learn that somebody is there, and may link to the console", async () => {
    const { origin, raw } = await setup();
    expect((await fetch(origin + healthPath, { headers: foreign })).status).toBe(200);
    const follow = (place: string) =>
      raw(
        `GET /logs HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: ${place}\r\n\r\n`,
      );
    expect(await follow("document")).toMatch(/ 200 /);
    expect(await follow("iframe")).toMatch(/ 403 /);
  });

  it("is the page itself behind a proxy that names its own host, as its browser says", async () => {
    const { post } = await setup();
    const own = { origin: "https://speech.example", "content-type": grpcWeb };
    const call = (site: Record<string, string>) =>
      post(synthesizePath, envelope(new Uint8Array()), { ...own, ...site });
    expect((await call({ "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await call({ "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await call({})).status).toBe(403);
  });

  it("may call when it is listed", async () => {
    const { origin, post } = await setup({ corsOrigins: [foreign.origin] });
    const answer = await post(synthesizePath, envelope(new Uint8Array()), { ...foreign, "content-type": grpcWeb });
    expect(answer.status).toBe(200);
    expect((await fetch(origin + bridgePath, { headers: foreign })).status).toBe(200);
  });
});

describe("the bound on calls of one client", () => {
  const voices = `/${TTS.typeName}/GetModelsInfo`;

  /** A server on which three synthesis calls of the client 10.0.0.1, its bound, wait until they are released. */
  async function setupFull() {
    const held = Promise.withResolvers<undefined>();
    let running = 0;
    const synthesize = async () => {
      running++;
      await held.promise;
      return {};
    };
    const tokens = await createTokenIssuer();
    const routes = emulatorRoutes({ synthesis: { synthesize, getModelsInfo: () => ({}) }, recognition: {}, tokens });
    const server = await setup({ routes, isBehindProxy: true, maxCallsPerClient: 3 });
    const call = (path: string, client: string, type = grpcWeb) =>
      server.post(path, type === grpcWeb ? envelope(new Uint8Array()) : new Uint8Array(), {
        "content-type": type,
        "x-forwarded-for": client,
      });
    const calls = [1, 2, 3].map(() => call(synthesizePath, "10.0.0.1"));
    await expect.poll(() => running).toBe(3);
    return { ...server, call, calls, release: () => held.resolve(undefined) };
  }

  it("is told in the call's protocol, without a word on the terminal, while others are served", async () => {
    const { call, calls, stderr, release } = await setupFull();
    const words = "3 calls of this client are running already; try again when one has ended";
    const web = await call(voices, "10.0.0.1");
    const trailers = decodeURIComponent(await web.text());
    expect(trailers).toContain("grpc-status: 8\r\n");
    expect(trailers).toContain(`grpc-message: ${words}\r\n`);
    const connect = await call(voices, "10.0.0.1", "application/proto");
    expect([connect.status, await connect.json()]).toEqual([429, { code: "resource_exhausted", message: words }]);
    const other = await call(voices, "10.0.0.2", "application/proto");
    expect(other.status).toBe(200);
    expect(stderr).not.toHaveBeenCalled();
    release();
    for (const answer of await Promise.all(calls)) await answer.text();
    await expect.poll(async () => (await call(voices, "10.0.0.1", "application/proto")).status).toBe(200);
  });

  it("is no bound on the page, and believes the last proxy only", async () => {
    const { origin, call, calls, release } = await setupFull();
    expect((await fetch(origin, { headers: { "x-forwarded-for": "10.0.0.1" } })).status).toBe(200);
    expect((await call(voices, "10.0.0.2, 10.0.0.1", "application/proto")).status).toBe(429);
    release();
    await Promise.all(calls);
  });

  it("counts by the connection where there is no proxy", async () => {
    const { post } = await setup({ maxCallsPerClient: 0 });
    const headers = { "content-type": "application/proto", "x-forwarded-for": "10.0.0.7" };
    expect((await post(voices, new Uint8Array(), headers)).status).toBe(429);
  });

  it("gives a place back when its client goes away", async () => {
    const { open, post } = await setup({ maxCallsPerClient: 1 });
    const socket = open();
    socket.write(
      `POST ${synthesizePath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${grpcWeb}\r\nContent-Length: 9\r\n\r\n`,
    );
    const status = async () => (await post(voices, new Uint8Array(), { "content-type": "application/proto" })).status;
    await expect.poll(status).toBe(429);
    socket.destroy();
    await expect.poll(status).not.toBe(429);
  });
});

describe("a budget over all requests", () => {
  it("refuses packed messages while they grow, and goes on serving others", async () => {
    const { post } = await setup({ maxHeldBytes: 4_000_000 });
    const bomb = envelope(gzipSync(new Uint8Array(50_000_000)), 1);
    expect(bomb.length).toBeLessThan(60_000);
    const headers = { "content-type": grpcWeb, "grpc-encoding": "gzip" };
    const bombs = Array.from({ length: 40 }, () => post(synthesizePath, bomb, headers));
    const small = await post(synthesizePath, envelope(new Uint8Array()), { "content-type": grpcWeb });
    expect(small.status).toBe(200);
    const statuses = await Promise.all(
      bombs.map(async (sent) => {
        const answer = await sent;
        return answer.headers.get("grpc-status") ?? /grpc-status: (\d+)/.exec(await answer.text())?.[1];
      }),
    );
    expect(statuses).toEqual(statuses.map(() => "8"));
  });

  it("takes packed messages that fit, and gives their bytes back", async () => {
    const { post } = await setup({ maxHeldBytes: 1_000_000 });
    const message = envelope(gzipSync(new Uint8Array([...[0x12, 0x05], ...new TextEncoder().encode("hello")])), 1);
    for (let i = 0; i < 20; i++) {
      const answer = await post(synthesizePath, message, { "content-type": grpcWeb, "grpc-encoding": "gzip" });
      expect(await answer.text()).toMatch(/grpc-status: 0/);
    }
  });
});

describe("slow and silent clients", () => {
  const head = (path: string, type: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n`;

  it("ends 300 bodies that stop coming, while others are served", async () => {
    const { open, origin } = await setup({ bodyIdleMs: 200, maxCallsPerClient: 300 });
    const answers = Array.from({ length: 300 }, async () => {
      const socket = open();
      socket.write(`${head(synthesizePath, grpcWeb)}abc`);
      const [answer] = (await once(socket.setEncoding("utf8"), "data")) as [string];
      return answer;
    });
    expect((await fetch(origin + healthPath)).status).toBe(200);
    const seen = await Promise.all(answers);
    expect(seen.filter((answer) => /grpc-status: 4/i.test(answer))).toHaveLength(300);
  });

  it("lets the longest idle connection go when somebody opens very many", async () => {
    const { open, origin } = await setup({ maxConnections: 50 });
    const sockets = Array.from({ length: 130 }, open);
    const closed = sockets.map((socket) => once(socket.resume(), "close"));
    await Promise.all(closed.slice(0, 80));
    expect((await fetch(origin + healthPath)).status).toBe(200);
    expect(sockets.at(-1)!.destroyed).toBe(false);
  });
});
