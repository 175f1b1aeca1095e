import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
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
import { createLogger } from "../../src/logging/logger.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { ImportedEvent } from "../../src/logging/log-event.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { projectFolder } from "../support/folders.ts";
import { importFiles } from "../support/import-files.ts";
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

/** A client whose calls go through the real Envoy, both with their logs. */
async function setup() {
  const opened = parts[0]!;
  const tokens = await createTokenIssuer();
  const port = await claimPort(host, 0);
  const baseUrl = `http://${host}:${port}`;
  const routes = emulatorRoutes({
    synthesis: {
      synthesize({ inputSource }) {
        if (inputSource.value === "") throw new ConnectError("no text", Code.InvalidArgument);
        return { audio: new Uint8Array(900) };
      },
      async *streamingSynthesize() {
        for (let i = 0; i < 3; i++) yield { audio: new Uint8Array(300) };
      },
    },
    recognition: {
      async *recognize(requests) {
        for await (const { streamingRequest } of requests) yield { isFinal: streamingRequest.case === "audio" };
      },
    },
    tokens,
  });
  const companion = await serve({
    host,
    port: 0,
    routes,
    tokens,
    platformUrl: baseUrl,
    consoleConfig: { gateway: "envoy", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.end("the page"),
    onlyLocalNames: true,
  });
  opened.defer(() => companion.close());
  const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
  const ports = { publicAddress: host, publicPort: port, companionPort: companion.port, accessLog: true };
  const accessLog: string[] = [];
  const program = await findEnvoy(projectFolder, console.log);
  const configure = () => fillEnvoyConfig(example, ports);
  const onLine = (line: string) => void accessLog.push(line);
  const envoy = await startEnvoy({ program, host, port, configure, onLine }, new AbortController().signal);
  opened.defer(() => envoy.close());

  const pageLog: string[] = [];
  const logger = createLogger({ sink: { append: (event) => void pageLog.push(renderJsonLine(event)) } });
  const socketClass = class extends NodeSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin: baseUrl });
    }
  } as unknown as typeof WebSocket;
  const transport = createAudioKitTransport({
    baseUrl,
    bridgeUrl: baseUrl + bridgePath,
    interceptors: [observeCalls(logCalls(logger, { sendsRequestId: true }))],
    WebSocket: socketClass,
  });
  return { baseUrl, tts: createClient(TTS, transport), stt: createClient(STT, transport), pageLog, accessLog };
}

async function* speak() {
  await Promise.resolve();
  yield { streamingRequest: { case: "config" as const, value: {} } };
  yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } };
}

describe("a page's log and the access log of the Envoy before it, imported together", () => {
  it("join each of 50 calls without a miss: unary, streamed, live and failed ones", async () => {
    const { tts, stt, pageLog, accessLog } = await setup();
    for (let i = 0; i < 10; i++) {
      await Promise.allSettled([
        tts.synthesize({ inputSource: { case: "text", value: "Hello" } }),
        tts.synthesize({ inputSource: { case: "text", value: "" } }),
        drain(tts.streamingSynthesize({})),
        drain(stt.recognize(speak())),
        tts.getModelsInfo({}),
      ]);
    }
    const ofCalls = () => accessLog.filter((line) => line.includes('"/mts.ai.audiogram.')).length;
    await expect.poll(ofCalls).toBe(50);

    const { rows, log } = await importFiles([
      { name: "page.jsonl", content: `${pageLog.join("\n")}\n` },
      { name: "access.log", content: `${accessLog.join("\n")}\n` },
    ]);
    const byCall = Map.groupBy(
      rows.map(({ event }) => event as ImportedEvent).filter(({ service }) => service !== undefined),
      ({ request_id: id }) => id,
    );
    expect(byCall.size).toBe(50);
    for (const lines of byCall.values()) {
      expect(
        lines.map(({ source, event }) => `${source!} ${event.replace(/error|success/, "end")}`).toSorted(),
      ).toEqual(["access.log gateway_request", "page.jsonl request_end", "page.jsonl request_start"]);
    }

    const scope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: true } as const;
    const page = { order: { by: "time", isDescending: false }, at: { index: 0 }, limit: 500 } as const;
    const calls = (await log.exploreRows(scope, page)).rows;
    expect(calls.map(({ lines }) => lines.length)).toEqual(Array.from({ length: 50 }, () => 3));
    expect(calls.filter(({ outcome }) => outcome === "error")).toHaveLength(20);
    for (const { event } of calls) {
      expect((event as ImportedEvent).source).toBe("page.jsonl");
      expect(event.duration_ms).toBeGreaterThanOrEqual(0);
      expect(event.data?.["gateway_duration_ms"]).toBeGreaterThanOrEqual(0);
    }
  });

  it("say no more than 64 characters of an ID that a client made up", async () => {
    const { baseUrl, accessLog } = await setup();
    await fetch(baseUrl, { headers: { "x-request-id": `"}\\${"x".repeat(5_000)}` } });
    const ids = () => accessLog.map((line) => (JSON.parse(line) as { request_id: string }).request_id);
    await expect.poll(ids).toContain(`"}\\${"x".repeat(61)}`);
  });
});
