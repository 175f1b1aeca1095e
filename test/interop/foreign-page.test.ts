import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import { LongRunning } from "../../src/gen/mts/ai/audiogram/long_running/v1/long_running_pb.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../../src/gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { authEventsPath, bridgePath, consolePath, healthPath, probePath, tokenPath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { listeningPorts } from "../support/listening-ports.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { openConfiguredPlatform, secret } from "./configured-console.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

const calls = [TTS, STT, VoiceCloning, LongRunning].flatMap(({ typeName, methods }) =>
  methods.map(({ name }) => `/${typeName}/${name}`),
);
const paths = [
  ...calls,
  `${bridgePath}/${STT.typeName}/${STT.method.recognize.name}`,
  ...[consolePath, probePath, authEventsPath, tokenPath],
  ...["/", "/logs", "/index.html", "/assets/index.js", "/api/v3/records", "/long-running-audio/x.wav"],
  // What Envoy's administration would answer to.
  ...["/quitquitquit", "/config_dump", "/logging?level=trace"],
];
const methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"];
/** How a browser sends requests of other pages: with fetch, from an image or form, by a tab of the same site. */
const pages: Record<string, string>[] = [
  { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
  { origin: "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  { origin: "http://localhost:1", "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" },
  { origin: "https://evil.example" },
];

interface Answer {
  status: number;
  allowed: string | undefined;
}

function ask(port: number, path: string, method: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const upgrade = path.startsWith(`${bridgePath}/`) && method === "GET" ? webSocket : {};
    const type = method === "POST" ? { "content-type": path.startsWith("/mts") ? "application/grpc-web+proto" : "text/plain" } : {}; // prettier-ignore
    const options = {
      host: "127.0.0.1",
      port,
      path,
      method,
      agent: false,
      headers: { ...type, ...upgrade, ...headers },
    };
    const sent = request(options, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, allowed: answer.headers["access-control-allow-origin"] });
    });
    sent.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve({ status: 101, allowed: undefined });
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? new Uint8Array(5) : undefined);
  });
}

const webSocket = {
  connection: "upgrade",
  upgrade: "websocket",
  "sec-websocket-key": Buffer.alloc(16).toString("base64"),
  "sec-websocket-version": "13",
  "sec-websocket-protocol": "grpc-websockets",
};

/** Every port on which a process of this console listens. */
async function portsOf({ child }: Companion): Promise<number[]> {
  const pid = child.pid!;
  const children = (await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, "utf8")).trim().split(" ");
  return (await Promise.all([pid, ...children.filter(Boolean).map(Number)].map(listeningPorts))).flat();
}

/** What was not refused, or was opened to a page. */
async function holesOf(ports: number[], sent: Record<string, string>[]): Promise<{ asked: number; holes: string[] }> {
  const holes: string[] = [];
  let asked = 0;
  for (const port of ports) {
    for (const path of paths) {
      const trials = methods.flatMap((method) => sent.map((headers) => ({ method, headers })));
      await Promise.all(
        trials.map(async ({ method, headers }) => {
          const { status, allowed } = await ask(port, path, method, headers);
          asked++;
          const isRefused = [403, 404, 405, 421].includes(status);
          if (!isRefused || allowed !== undefined) holes.push(`${method} ${path} ${JSON.stringify(headers)} ${String(status)}`); // prettier-ignore
        }),
      );
    }
  }
  return { asked, holes };
}

const consoles: [string, number, (parts: AsyncDisposableStack) => Promise<string[]>][] = [
  ["alone", 1, () => Promise.resolve([])],
  ["behind Envoy", 2, () => Promise.resolve(["--envoy"])],
  [
    "before a configured platform",
    2,
    async (parts) => ["--config", (await openConfiguredPlatform(parts, secret)).configFile],
  ],
];

describe("a page of another origin", () => {
  it.each(consoles)("is refused by every port and endpoint of a console %s", async (_, portCount, wordsOf) => {
    await using parts = new AsyncDisposableStack();
    const companion = startCompanion("--port", "0", ...(await wordsOf(parts)));
    parts.defer(async () => {
      companion.signal("SIGINT");
      await companion.ended;
    });
    const { port } = await companion.ready;
    const ports = await portsOf(companion);
    expect(ports).toContain(Number(port));
    expect(ports).toHaveLength(portCount);
    const foreign = await holesOf(ports, pages);
    expect(foreign.holes).toEqual([]);
    expect(foreign.asked).toBe(ports.length * paths.length * methods.length * pages.length);
    // The same requests under a name that was rebound to this machine, which the browser takes for the page's own.
    const rebound = await holesOf(ports, [{ host: "evil.example", origin: "http://evil.example", "sec-fetch-site": "same-origin" }]); // prettier-ignore
    expect(rebound.holes).toEqual([]);
    // All that it may learn: whether somebody is there.
    for (const open of ports) {
      expect(await ask(open, healthPath, "GET", pages[0]!)).toEqual({ status: 200, allowed: undefined });
    }
  });
});
