import { request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Code, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { WebSocket as NodeSocket } from "ws";
import { afterEach, describe, expect, it } from "vitest";
import { emulatorRoutes, type EmulatorOptions } from "../../emulator/routes.ts";
import { createTokenIssuer } from "../../emulator/token.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { createBidiSocketTransport } from "../../audiokit/transport/bidi-socket-transport.ts";
import { bridgePath, consolePath, healthPath, probePath, readyPath, tokenPath } from "../../wire/paths.ts";
import { serve, type RunningServer, type ServeOptions } from "./serve.ts";

let served: RunningServer | undefined;
afterEach(() => served?.close());

async function setup(parts: Partial<EmulatorOptions> = {}, options: Partial<ServeOptions> = {}): Promise<string> {
  const tokens = await createTokenIssuer();
  served = await serve({
    host: "127.0.0.1",
    port: 0,
    routes: emulatorRoutes({ synthesis: {}, recognition: {}, tokens, ...parts }),
    tokens,
    consoleConfig: { gateway: "direct", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
    onlyLocalNames: true,
    ...options,
  });
  return `http://127.0.0.1:${served.port}`;
}

const transports: [string, (baseUrl: string) => Transport][] = [
  ["native gRPC", (baseUrl) => createGrpcTransport({ baseUrl })],
  ["gRPC-Web", (baseUrl) => createGrpcWebTransport({ baseUrl, httpVersion: "1.1" })],
  ["Connect", (baseUrl) => createConnectTransport({ baseUrl, httpVersion: "1.1" })],
];

describe("serve", () => {
  it.each(transports)("carries unary calls and streams over %s", async (_, createTransport) => {
    const baseUrl = await setup({
      synthesis: {
        synthesize: ({ inputSource }) => ({ audio: new TextEncoder().encode(String(inputSource.value)) }),
        async *streamingSynthesize() {
          for (let i = 0; i < 3; i++) yield { audio: new Uint8Array(50_000).fill(i) };
        },
      },
    });
    const client = createClient(TTS, createTransport(baseUrl));
    const { audio } = await client.synthesize({ inputSource: { case: "text", value: "раз" } });
    expect(new TextDecoder().decode(audio)).toBe("раз");
    const pieces: [number, number | undefined][] = [];
    for await (const piece of client.streamingSynthesize({})) pieces.push([piece.audio.length, piece.audio[0]]);
    expect(pieces).toEqual([
      [50_000, 0],
      [50_000, 1],
      [50_000, 2],
    ]);
  });

  it("lets a bidi call speak and listen at the same time", async () => {
    const baseUrl = await setup({
      recognition: {
        async *recognize(requests) {
          for await (const { streamingRequest } of requests) {
            yield { hypothesis: { transcript: String(streamingRequest.case) } };
          }
        },
      },
    });
    const client = createClient(STT, createGrpcTransport({ baseUrl }));
    const said: string[] = [];
    let listened = Promise.withResolvers<undefined>();
    async function* speak() {
      yield { streamingRequest: { case: "config" as const, value: {} } };
      await listened.promise;
      listened = Promise.withResolvers();
      yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(4) } };
    }
    for await (const { hypothesis } of client.recognize(speak())) {
      said.push(hypothesis?.transcript ?? "");
      listened.resolve(undefined);
    }
    expect(said).toEqual(["config", "audio"]);
  });

  it.each(transports)("tells the service of a cancelled call and of a deadline over %s", async (_, createTransport) => {
    const aborted: unknown[] = [];
    const started = Promise.withResolvers<undefined>();
    const baseUrl = await setup({
      synthesis: {
        async synthesize(_request, { signal }) {
          started.resolve(undefined);
          if (!signal.aborted) await new Promise((stop) => signal.addEventListener("abort", stop));
          aborted.push("stopped");
          return {};
        },
      },
    });
    const client = createClient(TTS, createTransport(baseUrl));
    const user = new AbortController();
    const call = client.synthesize({}, { signal: user.signal });
    await started.promise;
    user.abort();
    await expect(call).rejects.toThrow(/canceled|aborted/);
    await expect(client.synthesize({}, { timeoutMs: 500 })).rejects.toThrow(/deadline/);
    await expect.poll(() => aborted).toEqual(["stopped", "stopped"]);
  });

  it("takes a 20 MB upload", async () => {
    const baseUrl = await setup({
      recognition: { fileRecognize: ({ audio }) => ({ response: [{ channel: audio.length }] }) },
    });
    const client = createClient(STT, createGrpcTransport({ baseUrl }));
    const { response } = await client.fileRecognize({ audio: new Uint8Array(20_000_000) });
    expect(response[0]?.channel).toBe(20_000_000);
  });

  it("answers its own paths over both HTTP versions and leaves the rest to the page", async () => {
    const baseUrl = await setup();
    const read = async (path: string) => (await fetch(baseUrl + path)).text();
    expect(await read(healthPath)).toBe("ok\n");
    expect(JSON.parse(await read(consolePath))).toEqual({
      gateway: "direct",
      platform: "embedded",
      authMode: "none",
      tokenRequired: false,
      endpoints: [],
    });
    expect(await read("/synthesize")).toBe("the page");

    const session = connectHttp2(baseUrl);
    expect(await text(session.request({ ":path": healthPath }))).toBe("ok\n");
    session.close();
  });

  it("carries a live call of its own page over the bridge to its own services", async () => {
    const baseUrl = await setup(
      {
        recognition: {
          async *recognize(requests) {
            for await (const { streamingRequest } of requests) yield { isFinal: streamingRequest.case === "audio" };
          },
        },
      },
      { corsOrigins: ["https://listed.example"] },
    );
    const socketOf = (origin: string) =>
      class extends NodeSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { origin });
          this.on("error", () => undefined); // a browser only closes
        }
      } as unknown as typeof WebSocket;
    const recognize = async (origin: string) => {
      const transport = createBidiSocketTransport({ bridgeUrl: baseUrl + bridgePath, WebSocket: socketOf(origin) });
      async function* speak() {
        yield { streamingRequest: { case: "config" as const, value: {} } };
        yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } };
      }
      const answers = await Array.fromAsync(createClient(STT, transport).recognize(speak()));
      return answers.map(({ isFinal }) => isFinal);
    };
    expect(await recognize(baseUrl)).toEqual([false, true]);
    expect(await recognize("https://listed.example")).toEqual([false, true]);
    await expect(recognize("http://listed.example")).rejects.toThrow("the bridge refused this call");
    await expect(recognize("https://evil.example")).rejects.toThrow("the bridge refused this call");
    const status: unknown = await (await fetch(baseUrl + bridgePath)).json();
    expect(status).toMatchObject({
      connections: 0,
      methods: ["/mts.ai.audiogram.stt.v3.STT/Recognize", "/mts.ai.audiogram.stt_presets.v2.STT/Recognize"],
    });
  });

  it("opens no WebSocket for a name that was rebound to this machine", async () => {
    const baseUrl = await setup();
    const url = `${baseUrl.replace("http", "ws")}${bridgePath}/mts.ai.audiogram.stt.v3.STT/Recognize`;
    const headers = { host: "rebound.example" };
    const socket = new NodeSocket(url, ["grpc-websockets"], { origin: "http://rebound.example", headers });
    const status = await new Promise((resolve) => {
      socket.on("error", () => undefined).once("unexpected-response", (_, answer) => resolve(answer.statusCode));
    });
    expect(status).toBe(421);
  });

  it("answers a client that would like to upgrade to something else as if it had not asked", async () => {
    const baseUrl = await setup();
    const headers = { connection: "upgrade, http2-settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQAAP__" };
    const status = await new Promise((resolve) => {
      request(baseUrl + healthPath, { headers }, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(200);
  });

  it("tells its facts to its own page and to programs, to a listed page only those of the bridge", async () => {
    const listed = "https://listed.example";
    const baseUrl = await setup({}, { corsOrigins: [listed] });
    const seen = await fetch(baseUrl + bridgePath, { headers: { origin: listed, "sec-fetch-site": "cross-site" } });
    const told = ["access-control-allow-origin", "cross-origin-resource-policy"].map((name) => seen.headers.get(name));
    expect([seen.status, ...told]).toEqual([200, listed, "cross-origin"]);
    expect((await fetch(baseUrl + consolePath, { headers: { origin: listed } })).status).toBe(403);
    const ask = (headers: Record<string, string>) => fetch(baseUrl + bridgePath, { headers });
    expect((await ask({ origin: baseUrl })).status).toBe(200);
    expect((await ask({ origin: "https://evil.example" })).status).toBe(403);
    expect((await ask({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  it("says that there is nothing to probe while the platform is embedded", async () => {
    const answer = await fetch((await setup()) + probePath);
    expect([answer.status, await answer.json()]).toEqual([200, null]);
  });

  it("gives tokens under any realm and base path, and says why it does not", async () => {
    const baseUrl = await setup();
    const ask = (body: string, path = tokenPath) =>
      fetch(baseUrl + path, {
        method: "POST",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    const form = "grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret&username=&code=";
    for (const path of [tokenPath, "/auth//realms/other/protocol/openid-connect/token"]) {
      const answer = await ask(form, path);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect(await answer.json()).toMatchObject({ token_type: "Bearer", expires_in: 300 });
    }
    const wrong = await ask(form.replace("demo-secret", "guess"));
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: "unauthorized_client" }]);
    expect((await ask("x".repeat(70_000))).status).toBe(413);
    expect((await fetch(baseUrl + tokenPath)).status).toBe(405);
  });

  it("refuses a name that was rebound to this machine, over both HTTP versions", async () => {
    const baseUrl = await setup();
    const status = await new Promise((resolve) => {
      request(baseUrl, { headers: { host: "rebound.example" } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(421);
    const session = connectHttp2(baseUrl);
    const stream = session.request({ ":path": healthPath, ":authority": "rebound.example" });
    const headers = await new Promise<Record<string, unknown>>((resolve) => stream.once("response", resolve));
    expect(headers[":status"]).toBe(421);
    session.destroy();
  });

  it("answers to any name where the network may reach it", async () => {
    const baseUrl = await setup({}, { onlyLocalNames: false });
    const status = await new Promise((resolve) => {
      const headers = { host: "console.example" };
      request(baseUrl, { headers }, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(200);
  });

  it("allows no other origin", async () => {
    const baseUrl = await setup();
    const preflight = await fetch(`${baseUrl}/mts.ai.audiogram.tts.v2.TTS/Synthesize`, {
      method: "OPTIONS",
      headers: { origin: "http://other.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("closes a connection whose headers do not end", async () => {
    await setup({}, { headersTimeoutMs: 50 });
    const socket = connect(served?.port ?? 0, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408/);
  });

  it("refuses new calls while it drains, is alive but not ready, and lets those that run end", async () => {
    const started = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const baseUrl = await setup({
      synthesis: {
        async synthesize() {
          started.resolve(undefined);
          await goOn.promise;
          return { audio: Uint8Array.of(7) };
        },
        async *streamingSynthesize() {
          yield { audio: Uint8Array.of(1) };
          await goOn.promise;
          yield { audio: Uint8Array.of(2) };
        },
      },
    });
    const client = createClient(TTS, createGrpcWebTransport({ baseUrl, httpVersion: "1.1" }));
    const unary = client.synthesize({});
    const stream = client.streamingSynthesize({})[Symbol.asyncIterator]();
    expect((await stream.next()).value?.audio).toEqual(Uint8Array.of(1));
    await started.promise;
    const read = async (path: string) => [
      (await fetch(baseUrl + path)).status,
      await (await fetch(baseUrl + path)).text(),
    ];
    expect(await read(readyPath)).toEqual([200, "ok\n"]);

    let isDrained = false;
    const drained = served!.drain().then(() => (isDrained = true));
    expect(await read(readyPath)).toEqual([503, "the server is going away\n"]);
    expect(await read(healthPath)).toEqual([200, "ok\n"]);
    for (const [, createTransport] of transports) {
      const late = createClient(TTS, createTransport(baseUrl)).synthesize({});
      await expect(late).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "the server is going away" });
    }
    expect(isDrained).toBe(false);
    goOn.resolve(undefined);
    expect((await unary).audio).toEqual(Uint8Array.of(7));
    expect((await stream.next()).value?.audio).toEqual(Uint8Array.of(2));
    expect((await stream.next()).done).toBe(true);
    await drained;
  });

  it("ends running calls when it closes", async () => {
    const started = Promise.withResolvers<undefined>();
    const stopped = Promise.withResolvers<undefined>();
    const baseUrl = await setup({
      synthesis: {
        async synthesize(_, { signal }) {
          signal.addEventListener("abort", () => stopped.resolve(undefined));
          started.resolve(undefined);
          await stopped.promise;
          return {};
        },
      },
    });
    const call = createClient(TTS, createGrpcTransport({ baseUrl })).synthesize({});
    await started.promise;
    const failed = expect(call).rejects.toThrow();
    await served?.close();
    await Promise.all([failed, stopped.promise]);
  });
});
