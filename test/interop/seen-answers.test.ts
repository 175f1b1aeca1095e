import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { createAudioKitTransport } from "../../src/audiokit/transport/audiokit-transport.ts";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { platformEnvoyConfig } from "../../src/companion/envoy/platform-envoy-config.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { parseConfigIni } from "../../src/platform-config/parse-config-ini.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { projectFolder } from "../support/folders.ts";
import { drain } from "../support/logged-calls.ts";

const noEnvoy = await whyNoEnvoy();
const host = "127.0.0.1";
const parts: AsyncDisposableStack[] = [];
beforeEach(({ skip }) => {
  skip(noEnvoy !== undefined, noEnvoy);
  parts.push(new AsyncDisposableStack());
});
afterEach(async () => {
  for (const part of parts.splice(0)) await part.disposeAsync();
});

type Answer = (stream: ServerHttp2Stream) => void;
const nginx =
  "<html><head><title>504 Gateway Time-out</title></head><body><center><h1>504 Gateway Time-out</h1></center><hr><center>nginx/1.25.3</center></body></html>";
const redirectsTo = "https://someone:hunter2@login.example/x?state=abcdef#top";
const redirect: Answer = (stream) => {
  stream.respond({ ":status": 302, "content-type": "text/html", location: redirectsTo });
  stream.end(nginx.replaceAll("504 Gateway Time-out", "302 Found"));
};
const method = "/mts.ai.audiogram.tts.v2.TTS/Synthesize";
const nginx504: Answer = (stream) => {
  stream.respond({ ":status": 504, "content-type": "text/html", server: "nginx/1.25.3", via: "1.1 edge" });
  stream.end(nginx);
};

/** Something in the platform's place, the console's real Envoy and companion before it, and a client whose calls are logged. */
async function setup(answer: Answer) {
  const opened = parts[0]!;
  const platform = createServer().on("stream", (stream) => {
    stream.on("error", () => undefined);
    answer(stream);
  });
  await listen(platform, opened);
  const folder = await mkdtemp(join(tmpdir(), "audiokit-seen-"));
  opened.defer(() => rm(folder, { recursive: true }));
  const port = await claimPort(host, 0);
  const baseUrl = `http://${host}:${port}`;
  const companion = await serve({
    host,
    port: 0,
    routes: () => undefined,
    platformUrl: baseUrl,
    consoleConfig: { gateway: "envoy", platform: "configured", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
    onlyLocalNames: true,
  });
  opened.defer(() => companion.close());
  const { config } = parseConfigIni(`api_address=${host}:${(platform.address() as AddressInfo).port}\nuse_ssl=false\n`);
  const addresses = { host, port, companionPort: companion.port, token: { secretPath: join(folder, "s") } };
  const configure = () => JSON.stringify(platformEnvoyConfig(config, { ...addresses, corsOrigins: [] }));
  const program = await findEnvoy(projectFolder, console.log);
  const envoy = await startEnvoy({ program, host, port, configure }, new AbortController().signal);
  opened.defer(() => envoy.close());

  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const socketClass = class extends NodeSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin: baseUrl });
      this.on("error", () => undefined); // a browser only closes
    }
  } as unknown as typeof WebSocket;
  const transport = createAudioKitTransport({
    baseUrl,
    bridgeUrl: baseUrl + bridgePath,
    interceptors: [observeCalls(logCalls(logger))],
    WebSocket: socketClass,
  });
  /** The error of a failed call in the log. */
  const errorOf = async (call: Promise<unknown>) => {
    await expect(call).rejects.toThrow();
    return events.at(-1)!.error!;
  };
  return { baseUrl, tts: createClient(TTS, transport), stt: createClient(STT, transport), errorOf, platform };
}

async function listen(server: Http2Server, opened: AsyncDisposableStack): Promise<void> {
  const sessions = new Set<{ destroy(): void }>();
  server.on("session", (session) => sessions.add(session));
  await new Promise<void>((listening) => server.listen(0, host, listening));
  opened.defer(() => {
    server.close();
    for (const session of sessions) session.destroy();
  });
}

describe("what the log has seen through the console's Envoy", () => {
  it("is a proxy's page, by the proxy's name and as it came, while the words of the error stay", async () => {
    const { tts, errorOf } = await setup(nginx504);
    for (const call of [() => tts.synthesize({}), () => drain(tts.streamingSynthesize({}))]) {
      expect(await errorOf(call())).toMatchObject({
        error_type: "UNAVAILABLE",
        error_message: nginx,
        seen: {
          http_status: 504,
          server: "nginx/1.25.3",
          via: "1.1 edge",
          content_type: "text/html",
          gateway_details: "via_upstream",
          body_text: "504 Gateway Time-out nginx/1.25.3",
        },
      });
    }
  });

  it("is a load balancer's empty answer with a status of its own, and no type that Envoy gave it", async () => {
    const { tts, errorOf } = await setup((stream) => stream.respond({ ":status": 464, server: "awselb/2.0" }, { endStream: true })); // prettier-ignore
    const { seen } = await errorOf(tts.synthesize({}));
    expect(seen).toMatchObject({ http_status: 464, server: "awselb/2.0", gateway_details: "via_upstream" });
    expect(seen).not.toHaveProperty("content_type");
    expect(seen).not.toHaveProperty("gateway_flags");
  });

  it("is a redirect, which a browser would hide: its status and where it points, without a query or a password", async () => {
    const { tts, errorOf } = await setup(redirect);
    const { error_type, seen } = await errorOf(tts.synthesize({}));
    // Envoy's own `grpc-status` for it.
    expect(error_type).toBe("UNKNOWN");
    expect(seen).toMatchObject({
      http_status: 302,
      location: "https://login.example/x?…",
      content_type: "text/html",
      body_text: "302 Found nginx/1.25.3",
      gateway_details: "via_upstream",
    });
    expect(seen).not.toHaveProperty("redirected");
  });

  it("leaves a redirect as it is for a native client", async () => {
    const { baseUrl } = await setup(redirect);
    const session = connect(baseUrl);
    parts[0]!.defer(() => session.close());
    const call = session.request({ ":method": "POST", ":path": method, "content-type": "application/grpc", te: "trailers" }); // prettier-ignore
    const [headers] = (await once(call, "response")) as [IncomingHttpHeaders];
    expect(headers).toMatchObject({ ":status": 302, location: redirectsTo });
  });

  it("is Envoy itself where nobody listens: its flags, its details and no server", async () => {
    const { tts, errorOf, platform } = await setup(nginx504);
    await new Promise<void>((closed) => platform.close(() => closed()));
    const { error_message, seen } = await errorOf(tts.synthesize({}));
    expect(error_message).toMatch(/^upstream connect error .* \[URX,UF\] delayed_connect_error:_Connection_refused /);
    expect(seen).toMatchObject({
      http_status: 503,
      gateway_flags: "URX,UF",
      gateway_details: expect.stringMatching(/^upstream_reset_before_response_started\{remote_connection_failure/),
      gateway_tls: "delayed_connect_error:_Connection_refused",
    });
    expect(seen).not.toHaveProperty("server");
    expect(seen).not.toHaveProperty("body_text");
  });

  it("is how far an answer came that the platform's side cut, which nobody marks but who passed it on", async () => {
    const { tts, errorOf } = await setup((stream) => {
      stream.respond({ ":status": 200, "content-type": "application/grpc+proto", "x-gateway-details": "forged" });
      stream.write(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 9]));
      setTimeout(() => stream.session?.destroy(), 200);
    });
    const { seen } = await errorOf(drain(tts.streamingSynthesize({})));
    expect(seen).toMatchObject({ http_status: 200, messages: 1, bytes: 9, got_trailers: false, gateway_details: "via_upstream" }); // prettier-ignore
    expect(seen!.silence_ms).toBeGreaterThan(100);
  });

  it("is the proxy's status and name in a live call too, which goes over the bridge", async () => {
    const { stt, errorOf } = await setup(nginx504);
    const audio = (async function* () {
      yield await Promise.resolve({ streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } });
    })();
    expect(await errorOf(drain(stt.recognize(audio)))).toMatchObject({
      error_type: "UNAVAILABLE",
      error_message: "bridge: the upstream responded with HTTP 504",
      seen: {
        http_status: 504,
        server: "nginx/1.25.3",
        content_type: "text/html",
        gateway_details: "via_upstream",
        body_text: "504 Gateway Time-out nginx/1.25.3",
      },
    });
  });

  it("marks what the gateway answers by itself, and what the page is served", async () => {
    const { baseUrl } = await setup(nginx504);
    const marks = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(baseUrl + path, { headers })).headers.get("x-gateway-details");
    expect(await marks("/")).toBe("via_upstream");
    expect(await marks("/a%2fb")).toBe("path_normalization_failed");
    expect(await marks(method, { "sec-fetch-site": "cross-site" })).toBe("direct_response"); // prettier-ignore
  });
});
