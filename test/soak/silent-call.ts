// A call during which nothing is said for minutes, through the console's own Envoy and its bridge, to a grpcio server with
// default settings. `npm run soak -- [SECONDS]`, default 170; exits with 1 when a call dies.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-node";
import { WebSocket as NodeSocket } from "ws";
import { createBidiSocketTransport } from "../../src/audiokit/transport/bidi-socket-transport.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { bridgePath } from "../../src/wire/paths.ts";
import { findPythonClient } from "../interop/python-client.ts";
import { startCompanion } from "../support/servers/companion.ts";

const seconds = Number(process.argv[2] ?? 170);
const python = await findPythonClient();
if ("missing" in python) throw new Error(python.missing);
await using parts = new AsyncDisposableStack();
parts.defer(() => python.close());

const server = spawn("python3", [join(import.meta.dirname, "silent-server.py"), String(seconds)], {
  env: python.env,
  stdio: ["ignore", "pipe", "inherit"],
});
parts.defer(() => void server.kill("SIGKILL"));
const [port] = (await once(server.stdout.setEncoding("utf8"), "data")) as [string];

const folder = await mkdtemp(join(tmpdir(), "audiokit-silent-"));
parts.defer(() => rm(folder, { recursive: true }));
const config = join(folder, "config.ini");
await writeFile(config, `api_address = 127.0.0.1:${port.trim()}\nuse_ssl = false\n`);
const companion = startCompanion("--port", "0", "--config", config);
parts.defer(async () => {
  companion.signal("SIGINT");
  await companion.ended;
});
const { origin } = await companion.ready;

class PageSocket extends NodeSocket {
  constructor(address: string, protocols: string[]) {
    super(address, protocols, { origin });
  }
}

async function throughEnvoy(): Promise<boolean> {
  const client = createClient(TTS, createGrpcWebTransport({ baseUrl: origin, httpVersion: "1.1" }));
  const { audio } = await client.synthesize({ text: { case: "text", value: "a" } } as object);
  return Buffer.from(audio).toString() === "done";
}

async function throughBridge(): Promise<boolean> {
  const socket = PageSocket as unknown as typeof WebSocket;
  const transport = createBidiSocketTransport({ bridgeUrl: origin + bridgePath, WebSocket: socket });
  const open = Promise.withResolvers<never>();
  async function* speak() {
    yield { streamingRequest: { case: "config" as const, value: {} } };
    await open.promise.catch(() => undefined);
  }
  for await (const { isFinal } of createClient(STT, transport).recognize(speak())) {
    open.reject(new Error("the answer is there"));
    return isFinal;
  }
  return false;
}

const trials = { envoy: throughEnvoy, bridge: throughBridge };
const outcomes = await Promise.all(
  Object.entries(trials).map(async ([leg, call]) => {
    const startedAtMs = performance.now();
    const [survived, error] = await call().then(
      (isWhole) => [isWhole, undefined] as const,
      (failure: unknown) => [false, String(failure)] as const,
    );
    const tookSeconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
    console.log(JSON.stringify({ soak: "silent-call", leg, silent_s: seconds, took_s: tookSeconds, survived, error }));
    return survived;
  }),
);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
