import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, createServer, request, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillEnvoyConfig } from "../../src/companion/envoy/fill-envoy-config.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { silentConnectionMs } from "../../src/companion/http/idle-connections.ts";
import { platformEnvoyConfig } from "../../src/companion/envoy/platform-envoy-config.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { parseConfigIni } from "../../src/platform-config/parse-config-ini.ts";
import { healthPath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { projectFolder } from "../support/folders.ts";

const noEnvoy = await whyNoEnvoy();
const host = "127.0.0.1";
const idleTimeout = /\bidle_timeout"?: ?"?10s/g;

type Configure = (places: { port: number; companionPort: number; folder: string }) => string;
const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
const configurations: [[string, Configure], [string, Configure]] = [
  [
    "envoy.yaml",
    ({ port, companionPort }) => fillEnvoyConfig(example, { publicAddress: host, publicPort: port, companionPort }),
  ],
  [
    "the configuration for a platform",
    ({ port, companionPort, folder }) => {
      const { config } = parseConfigIni("api_address=127.0.0.1:9\nuse_ssl=false\n");
      const token = { secretPath: join(folder, "secret.json") };
      return JSON.stringify(platformEnvoyConfig(config, { host, port, companionPort, token, corsOrigins: [] }));
    },
  ],
];

const parts: AsyncDisposableStack[] = [];
beforeEach(({ skip }) => {
  skip(noEnvoy !== undefined, noEnvoy);
  parts.push(new AsyncDisposableStack());
});
afterEach(async () => {
  for (const part of parts.splice(0)) await part.disposeAsync();
});

describe.each(configurations)("Envoy with %s", (_, configure) => {
  it.each(["GET", "HEAD"])("asks again where connections are torn under %s requests", async (method) => {
    const companion = await openTearing();
    const ask = asker(await open(configure, companion.port));
    companion.tearAt(24);
    const answers = await Promise.all(Array.from({ length: 24 }, () => ask(method, "/assets/index.js")));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(companion.asked).toHaveLength(48);
  });

  it("never asks again for what may do something twice", async () => {
    const companion = await openTearing();
    const ask = asker(await open(configure, companion.port));
    companion.tearAt(1);
    const { status, headers } = await ask("POST", "/realms/demo/protocol/openid-connect/token");
    expect([status, headers["x-upstream-failure"]]).toEqual([503, "UC"]);
    expect(companion.asked).toEqual(["POST /realms/demo/protocol/openid-connect/token"]);
  });

  it("lets idle connections go, and earlier than the companion would", async () => {
    const seconds = (words: string | undefined) => Number(/\d+/.exec(words ?? "")?.[0]);
    const [said] = configure({ port: 1, companionPort: 2, folder: "/" }).match(idleTimeout) ?? [];
    const { headers } = await asker((await openCompanion()).port)("GET", healthPath);
    expect(seconds(said)).toBeLessThan(seconds(String(headers["keep-alive"])) / 2);
    expect(seconds(said) * 1000).toBeLessThan(silentConnectionMs / 2);

    const companion = await openTearing();
    const ask = asker(
      await open(configure, companion.port, (config) => config.replace(idleTimeout, (it) => it.replace("10s", "0.1s"))),
    );
    expect((await ask("GET", "/")).status).toBe(200);
    await expect.poll(() => companion.sockets.size).toBe(0);
  });
});

describe("the companion behind Envoy", () => {
  it("answers what came while its machine had no time for it", async () => {
    const companion = await openCompanion();
    const port = await open(configurations[0][1], companion.port);
    const client = connect(port, host).setNoDelay(true);
    parts[0]?.defer(() => void client.destroy());
    const answers = linesOf(client);
    // A request that is never tried twice.
    const post = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n`;
    client.write(post);
    await expect.poll(answers).toEqual(["HTTP/1.1 405 Method Not Allowed"]);
    // Behind the turn's events: the next thing that Node looks at is its clock, and only then are the requests. By itself it
    // closes a connection that was idle for six seconds.
    await new Promise((turn) => setImmediate(turn));
    client.write(post);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 7000);
    await expect.poll(answers).toEqual(Array.from({ length: 2 }, () => "HTTP/1.1 405 Method Not Allowed"));
  });
});

/** A real Envoy before a companion that listens already. */
async function open(configure: Configure, companionPort: number, change = (config: string) => config): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-torn-"));
  parts[0]?.defer(() => rm(folder, { recursive: true }));
  const [program, port] = [await findEnvoy(projectFolder, console.log), await claimPort(host, 0)];
  const written = change(configure({ port, companionPort, folder }));
  const envoy = await startEnvoy({ program, host, port, configure: () => written }, new AbortController().signal);
  parts[0]?.defer(() => envoy.close());
  return port;
}

/** The real server behind Envoy. */
async function openCompanion() {
  const companion = await serve({
    host,
    port: 0,
    routes: () => undefined,
    consoleConfig: { gateway: "envoy", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
    page: (_, response) => response.writeHead(405).end(),
    onlyLocalNames: true,
  });
  parts[0]?.defer(() => companion.close());
  return companion;
}

/** A server in the companion's place that never closes a connection, but resets some on request. */
async function openTearing() {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const held: ServerResponse[] = [];
  let wanted = 0;
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    if (incoming.url === healthPath) return void response.end("ok");
    asked.push(`${incoming.method} ${incoming.url}`);
    if (wanted === 0) return void response.end("answered");
    held.push(response);
    if (held.length < wanted) return;
    wanted = 0;
    for (const { socket } of held.splice(0)) socket?.destroy();
  });
  server.on("connection", (socket) => sockets.add(socket.once("close", () => sockets.delete(socket))));
  await new Promise<void>((listening) => server.listen(0, host, listening));
  parts[0]?.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    /** Method and path of everything that was asked, the health left out. */
    asked,
    /** Holds the next requests, and once there are so many resets their connections. */
    tearAt(count: number) {
      wanted = count;
    },
  };
}

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
}

function asker(port: number): (method: string, path: string) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true });
  parts[0]?.defer(() => agent.destroy());
  return (method, path) => {
    return new Promise((resolve, reject) => {
      const asking = request({ host, port, path, method, agent, headers: { host: "localhost" } }, (response) => {
        const { statusCode: status, headers } = response;
        text(response).then(() => resolve({ status, headers }), reject);
      });
      asking.on("error", reject).end();
    });
  };
}

/** Reads the status lines of what a connection has answered so far. */
function linesOf(socket: Socket): () => string[] {
  let said = "";
  socket.setEncoding("utf8").on("data", (more: string) => (said += more));
  return () => said.match(/^HTTP\/1\.1 \d+ [^\r]*/gm) ?? [];
}
