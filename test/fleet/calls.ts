// What a call weighs when it is shipped: `npm run fleet:calls`. Makes real calls of the embedded platform through the console's own
// client and logger, and prints for each kind of call its records, the bytes of its lines, and the bytes of its records as OTLP, raw and
// compressed, alone and among others. Beside them the same of the generated log. Not part of `npm test`.
import { gzipSync } from "node:zlib";
import { readWav } from "../../src/audio/wav.ts";
import { clientOver, type AudioKitClient } from "../../src/audiokit/client.ts";
import { createEmbeddedPlatform } from "../../src/companion/backend/embedded-platform.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { emulatorRoutes } from "../../src/emulator/routes.ts";
import { createAudioKitTransport } from "../../src/audiokit/transport/audiokit-transport.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { otlpLogs } from "../../src/shipping/otlp/otlp-logs.ts";
import { lokiBytes, lokiRecords } from "../support/loki-metadata.ts";
import { short } from "../bench/report.ts";

/** Calls of each kind; the first of each is not counted, as it asks for more. */
const calls = 10;
const text = "The train to London leaves from platform five at half past nine in the morning.";
const speech = { text, voice: "borisova", language: "en", sampleRateHz: 16_000 } as const;

const platform = await createEmbeddedPlatform({ asr: true, asrCommands: [] });
const server = await serve({
  ...{ host: "127.0.0.1", port: 0, onlyLocalNames: true, web: platform.web },
  routes: emulatorRoutes({ ...platform, tokens: { verify: () => Promise.resolve(undefined) } }),
  consoleConfig: { gateway: "direct", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
  page: (_, response) => response.end("the page"),
});
try {
  const baseUrl = `http://127.0.0.1:${String(server.port)}`;
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, level: "INFO" });
  const transport = createAudioKitTransport({ baseUrl, interceptors: [observeCalls(logCalls(logger))] });
  const client = clientOver(transport);
  const wav = readWav((await client.synthesize(speech)).wav);
  const kinds: Record<string, (client: AudioKitClient) => Promise<unknown>> = {
    Synthesize: ({ synthesize }) => synthesize(speech),
    StreamingSynthesize: async ({ synthesizeStream }) => {
      for await (const chunk of synthesizeStream(speech)) void chunk;
    },
    FileRecognize: ({ recognizeFile }) => recognizeFile({ ...wav, audio: wav.samples, language: "en" }),
    GetModelsInfo: ({ ttsModels }) => ttsModels(),
  };
  const all: LogEvent[] = [];
  for (const [name, call] of Object.entries(kinds)) {
    await call(client);
    events.splice(0);
    for (let made = 0; made < calls; made++) await call(client);
    weigh(name, events, calls);
    all.push(...events.splice(0));
  }
  weigh("all of these", all, calls * Object.keys(kinds).length);
} finally {
  await server.close();
  await platform.close();
}
const generated = [...generateCalls(10_000, { seed: 11 })];
weigh("generated log", generated, generated.filter(({ event }) => event === "request_start").length);

function weigh(name: string, events: LogEvent[], callCount: number): void {
  const lineBytes = events.reduce((sum, event) => sum + Buffer.byteLength(renderJsonLine(event)) + 1, 0);
  const batch = bodyOf(events.slice(0, 1_000));
  const stored = lokiRecords(batch.toString());
  const byCall = Map.groupBy(events, ({ request_id: id }) => id ?? "");
  byCall.delete("");
  const alone = [...byCall.values()].slice(0, 200).map((ofCall) => gzipSync(bodyOf(ofCall)).length);
  const inBatch = Math.min(1_000, events.length);
  console.log(
    JSON.stringify({
      ...{
        calls: name,
        records_a_call: short(events.length / callCount),
        line_bytes: short(lineBytes / events.length),
      },
      otlp_bytes_a_record: short(batch.length / inBatch),
      gzip_bytes_a_record_in_a_batch: short(gzipSync(batch).length / inBatch),
      loki_bytes_a_record: short(stored.reduce((sum, record) => sum + lokiBytes(record), 0) / stored.length),
      gzip_bytes_a_call_alone: short(alone.reduce((sum, bytes) => sum + bytes, 0) / alone.length),
    }),
  );
}

function bodyOf(events: LogEvent[]): Buffer {
  const requestUrl = (id: string) => `https://console.example/request/${id}`;
  const source = { version: "1.0.0", deployment: "production", requestUrl };
  return Buffer.from(
    otlpLogs(
      events.map((event) => ({ event })),
      source,
    ),
  );
}
