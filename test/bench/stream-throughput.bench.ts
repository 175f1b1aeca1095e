import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { create, toBinary } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { encodeEnvelope } from "@connectrpc/connect/protocol";
import { chromium } from "@playwright/test";
import { build, type Rollup } from "vite";
import type { HttpHandler } from "../../src/companion/http/rpc-handler.ts";
import { StreamingSynthesizeSpeechResponseSchema, TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { findBrowser } from "../support/browser.ts";
import { median, report } from "./report.ts";
import { openStubPlatform } from "./stub-platform.ts";
import type { StreamBench } from "./stream-page.ts";

// 32 MB of a server stream in Chromium through Envoy, against a plain fetch of the same bytes by the same route, in turns. Both
// use the same HTTP/2 cluster of Envoy, and the server behind it writes the same prepared frames, so that only the overhead of
// the transport is measured. The second line is the same stream from the companion's own services, with their encoding in Node. `node test/bench/stream-throughput.bench.ts`

const rounds = 9;
const pieces = 2_000;
const audio = new Uint8Array(16 * 1024).map((_, index) => index * 31);
const message = toBinary(
  StreamingSynthesizeSpeechResponseSchema,
  create(StreamingSynthesizeSpeechResponseSchema, { audio }),
);
const frame = encodeEnvelope(0, message);
const rawPath = "/mts.ai.audiogram.raw";
const callPath = `/${TTS.typeName}/${TTS.method.streamingSynthesize.name}`;

const script = await bundle("stream-page.ts");
const page: HttpHandler = (request, response) => {
  if (request.url === rawPath) void send(response, "application/octet-stream");
  else if (request.url === callPath) void send(response, "application/grpc+proto", { "grpc-status": "0" });
  else if (request.url === "/stream.js") response.setHeader("content-type", "text/javascript").end(script);
  else response.setHeader("content-type", "text/html").end('<script type="module" src="/stream.js"></script>');
};
const embedded = (router: ConnectRouter) =>
  router.service(TTS, {
    async *streamingSynthesize() {
      for (let sent = 0; sent < pieces; sent++) yield { audio };
    },
  });

const { launch } = await findBrowser();
const browser = await chromium.launch(launch);
try {
  await compare("raw fetch of the same bytes", () => undefined);
  await compare("raw fetch, encoded in the companion", embedded);
} finally {
  await browser.close();
}

async function compare(against: string, routes: (router: ConnectRouter) => void): Promise<void> {
  await using serving = await openStubPlatform(routes, page);
  const tab = await browser.newPage();
  await tab.goto(serving.envoy);
  await tab.waitForFunction(() => "stream" in globalThis);
  const run = async (name: keyof StreamBench) => {
    const { bytes, ms } = await tab.evaluate(
      ([called, path]) => (globalThis as unknown as { stream: StreamBench }).stream[called](path),
      [name, rawPath] as const,
    );
    if (bytes !== pieces * (name === "raw" ? frame : audio).length)
      throw new Error(`${name} read ${String(bytes)} bytes`);
    return ms;
  };
  const [calls, raw]: [number[], number[]] = [[], []];
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round++) {
    const times = [await run("calls"), await run("raw")];
    if (round === 0) continue;
    calls.push(times[0]!);
    raw.push(times[1]!);
  }
  report("stream-throughput", against, median(calls), median(raw));
  await tab.close();
}

async function send(response: ServerResponse, type: string, trailers?: Record<string, string>): Promise<void> {
  response.setHeader("content-type", type);
  for (let sent = 0; sent < pieces; sent++) if (!response.write(frame)) await once(response, "drain");
  if (trailers !== undefined) response.addTrailers(trailers);
  response.end();
}

/** A script of this folder as one file. */
async function bundle(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(name, import.meta.url));
  const lib = { entry, formats: ["es" as const] };
  const built = (await build({ configFile: false, logLevel: "error", build: { write: false, lib } })) as
    | Rollup.RollupOutput
    | Rollup.RollupOutput[];
  return [built].flat()[0]!.output[0].code;
}
