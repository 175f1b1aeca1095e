import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { createAudioKitTransport } from "../../src/audiokit/transport/audiokit-transport.ts";
import { fillEnvoyConfig } from "../../src/companion/envoy/fill-envoy-config.ts";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { emulatorRoutes } from "../../src/emulator/routes.ts";
import { createTokenIssuer } from "../../src/emulator/token.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { otlpSpans } from "../../src/shipping/otlp/otlp-spans.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { startCollector } from "../support/collector/start-collector.ts";
import { projectFolder } from "../support/folders.ts";
import { drain } from "../support/logged-calls.ts";

const noEnvoy = await whyNoEnvoy();
const found = await findCollector();
const host = "127.0.0.1";
const parts: AsyncDisposableStack[] = [];
afterEach(async () => {
  for (const part of parts.splice(0)) await part.disposeAsync();
});

/** A client over the way that a browser has to the platform, which notes the trace that each call names. */
async function setup(way: "direct" | "envoy", tracesCall: () => boolean = () => true) {
  const opened = new AsyncDisposableStack();
  parts.push(opened);
  const received: (string | null)[] = [];
  const note = ({ requestHeader }: { requestHeader: Headers }) => void received.push(requestHeader.get("traceparent"));
  const tokens = await createTokenIssuer();
  const routes = emulatorRoutes({
    synthesis: {
      synthesize(_, context) {
        note(context);
        return { audio: new Uint8Array(900) };
      },
      async *streamingSynthesize(_, context) {
        note(context);
        yield { audio: new Uint8Array(300) };
      },
    },
    recognition: {
      async *recognize(requests, context) {
        note(context);
        for await (const { streamingRequest } of requests) yield { isFinal: streamingRequest.case === "audio" };
      },
    },
    tokens,
  });
  const port = await claimPort(host, 0);
  const baseUrl = `http://${host}:${String(port)}`;
  const companion = await serve({
    ...{ host, port: way === "direct" ? port : 0, routes, tokens, platformUrl: baseUrl, onlyLocalNames: true },
    consoleConfig: { gateway: way, platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
  });
  opened.defer(() => companion.close());
  if (way === "envoy") {
    const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
    const ports = { publicAddress: host, publicPort: port, companionPort: companion.port, accessLog: false };
    const program = await findEnvoy(projectFolder, console.log);
    const configure = () => fillEnvoyConfig(example, ports);
    const envoy = await startEnvoy({ program, host, port, configure }, new AbortController().signal);
    opened.defer(() => envoy.close());
  }
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const socketClass = class extends NodeSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin: baseUrl });
    }
  } as unknown as typeof WebSocket;
  const transport = createAudioKitTransport({
    ...{ baseUrl, bridgeUrl: baseUrl + bridgePath, WebSocket: socketClass },
    interceptors: [observeCalls(logCalls(logger, { tracesCall }))],
  });
  const [tts, stt] = [createClient(TTS, transport), createClient(STT, transport)];
  /** One call of each kind: unary, streamed and live. */
  async function call(): Promise<void> {
    await tts.synthesize({ inputSource: { case: "text", value: "Hello" } });
    await drain(tts.streamingSynthesize({}));
    await drain(stt.recognize(speak()));
  }
  return { opened, received, events, call };
}

async function* speak() {
  await Promise.resolve();
  yield { streamingRequest: { case: "config" as const, value: {} } };
  yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } };
}

interface ReceivedSpans {
  resourceSpans: { scopeSpans: { spans: { traceId: string; spanId: string }[] }[] }[];
}

describe.each(["direct", "envoy"] as const)("calls whose traces are shipped, %s", (way) => {
  beforeEach(({ skip }) => {
    if (way === "envoy") skip(noEnvoy !== undefined, noEnvoy);
    skip("missing" in found, "missing" in found ? found.missing : undefined);
  });

  it("reach the platform with the very ids that their spans have in the Collector", async () => {
    if ("missing" in found) return;
    const { opened, received, events, call } = await setup(way);
    await call();
    const collector = await startCollector(found);
    opened.defer(() => collector.close());
    const source = { version: "0", deployment: "", requestUrl: (id: string) => `/request/${id}` };
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${collector.url}/v1/traces`, {
      ...{ method: "POST", headers, body: otlpSpans(events, source)! },
    });
    expect(response.status).toBe(200);
    const spans = (collector.sink.received.traces as unknown as ReceivedSpans[]).flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
    expect(spans).toHaveLength(3);
    expect(received).toEqual(spans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`));
  });
});

it("calls tell no trace while none is shipped", async () => {
  const { received, call } = await setup("direct", () => false);
  await call();
  expect(received).toEqual([null, null, null]);
});
