import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillEnvoyConfig } from "../../src/companion/envoy/fill-envoy-config.ts";
import { startEnvoy } from "../../src/companion/envoy/start-envoy.ts";
import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { serve } from "../../src/companion/server/serve.ts";
import { emulatorRoutes } from "../../src/emulator/routes.ts";
import { createTokenIssuer } from "../../src/emulator/token.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { consolePath, healthPath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { projectFolder } from "../support/folders.ts";
import { listeningPorts } from "../support/listening-ports.ts";

const noEnvoy = await whyNoEnvoy();
const host = "127.0.0.1";
const never = new AbortController().signal;

beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

describe("Envoy before the companion", () => {
  const parts: AsyncDisposableStack[] = [];
  afterEach(async () => {
    for (const part of parts.splice(0)) await part.disposeAsync();
  });

  /** A companion whose services answer at once, and a real Envoy with the project's configuration before it. */
  async function setup() {
    const opened = new AsyncDisposableStack();
    parts.push(opened);
    const protocols: string[] = [];
    const tokens = await createTokenIssuer();
    const routes = emulatorRoutes({
      synthesis: {
        synthesize(_, { protocolName }) {
          protocols.push(protocolName);
          return { audio: new Uint8Array(20_000_000) };
        },
        async *streamingSynthesize() {
          for (let i = 0; i < 100; i++) yield { audio: new Uint8Array(300_000).fill(i) };
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
      consoleConfig: { gateway: "envoy", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
      page: (_, response) => response.end("the page"),
      onlyLocalNames: true,
    });
    opened.defer(() => companion.close());
    const program = await findEnvoy(projectFolder, console.log);
    const port = await claimPort(host, 0);
    const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
    const ports = { publicAddress: host, publicPort: port, companionPort: companion.port };
    const envoy = await startEnvoy({ program, host, port, configure: () => fillEnvoyConfig(example, ports) }, never);
    opened.defer(() => envoy.close());
    const baseUrl = `http://${host}:${port}`;
    return {
      baseUrl,
      companion,
      envoy,
      protocols,
      webTransport: createGrpcWebTransport({ baseUrl, httpVersion: "1.1" }),
    };
  }

  it("turns gRPC-Web into native gRPC and passes large answers and streams on", async () => {
    const { webTransport, protocols } = await setup();
    const client = createClient(TTS, webTransport);
    let requestId: string | null = null;
    const { audio } = await client.synthesize({}, { onHeader: (headers) => (requestId = headers.get("request_id")) });
    expect(audio).toHaveLength(20_000_000);
    expect(requestId).toMatch(/^FS-/);
    expect(protocols).toEqual(["grpc"]);

    let pieces = 0;
    for await (const piece of client.streamingSynthesize({})) expect(piece.audio[0]).toBe(pieces++);
    expect(pieces).toBe(100);
  });

  it("serves native gRPC on the same port, both ways at once", async () => {
    const { baseUrl } = await setup();
    const client = createClient(STT, createGrpcTransport({ baseUrl }));
    const answered = Promise.withResolvers<undefined>();
    async function* speak() {
      yield { streamingRequest: { case: "config" as const, value: {} } };
      await answered.promise;
      yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } };
    }
    const answers: boolean[] = [];
    for await (const { isFinal } of client.recognize(speak())) {
      answers.push(isFinal);
      answered.resolve(undefined);
    }
    expect(answers).toEqual([false, true]);
  });

  it("lets a call that runs end when it drains, and takes no further connection", async () => {
    const { baseUrl, envoy } = await setup();
    const client = createClient(STT, createGrpcTransport({ baseUrl }));
    const goOn = Promise.withResolvers<undefined>();
    async function* speak() {
      yield { streamingRequest: { case: "config" as const, value: {} } };
      await goOn.promise;
      yield { streamingRequest: { case: "audio" as const, value: new Uint8Array(2) } };
    }
    const answers = client.recognize(speak())[Symbol.asyncIterator]();
    await answers.next();
    let isDrained = false;
    const drained = envoy.drain().then(() => (isDrained = true));
    const refused = async () => fetch(baseUrl + healthPath).then(({ status }) => status, () => "refused"); // prettier-ignore
    await expect.poll(refused).toBe("refused");
    expect(isDrained).toBe(false);
    goOn.resolve(undefined);
    expect((await answers.next()).value).toMatchObject({ isFinal: true });
    expect((await answers.next()).done).toBe(true);
    await drained;
  });

  it("serves the page, with the companion's own security headers", async () => {
    const { baseUrl } = await setup();
    expect(await (await fetch(`${baseUrl}/logs`)).text()).toBe("the page");
    const { headers } = await fetch(baseUrl + healthPath);
    expect(headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
  });

  it("is not taken for another program that took the port and answers there", async () => {
    await using opened = new AsyncDisposableStack();
    const other = createServer((_, response) => response.end("ok\n"));
    opened.defer(() => void other.close());
    await new Promise<void>((listening) => other.listen(0, host, listening));
    const { port } = other.address() as AddressInfo;
    const program = await findEnvoy(projectFolder, console.log);
    const example = await readFile(join(projectFolder, "envoy.yaml"), "utf8");
    const configure = () => fillEnvoyConfig(example, { publicAddress: host, publicPort: port, companionPort: port });
    await expect(startEnvoy({ program, host, port, configure }, never)).rejects.toThrow(
      /Envoy did not start: .*in use/s,
    );
  });

  it("marks who answered, and exposes no name of a server that the platform's side does not give", async () => {
    const { baseUrl, webTransport, companion } = await setup();
    const marks: (string | null)[] = [];
    const onHeader = (headers: Headers) =>
      void marks.push(headers.get("x-gateway-details"), headers.get("x-gateway-content-type"), headers.get("server"));
    await createClient(TTS, webTransport).synthesize({}, { onHeader });
    expect(marks).toEqual(["via_upstream", "application/grpc+proto", null]);
    expect((await fetch(`${baseUrl}/a%00b`)).headers.get("x-gateway-details")).toBe("path_normalization_failed");
    // An id with a slash comes through as it is.
    const named = await fetch(`${baseUrl}/request/a%2Fb`);
    expect([named.status, named.headers.get("x-gateway-details")]).toEqual([200, "via_upstream"]);
    // The companion by itself, before which nobody stands.
    const direct = `http://${host}:${companion.port}`;
    const own = await fetch(direct + healthPath);
    expect(own.headers.get("x-gateway-details")).toBe("direct_response");
    const call = createGrpcWebTransport({ baseUrl: direct, httpVersion: "1.1" });
    await createClient(TTS, call).synthesize({}, { onHeader });
    expect(marks.slice(3)).toEqual(["via_upstream", null, null]);
  });

  it("says in gRPC's form why it cannot reach the platform", async () => {
    const { webTransport, companion } = await setup();
    await companion.close();
    await expect(createClient(TTS, webTransport).synthesize({})).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: expect.stringMatching(/\[URX,UF\] .*refused/),
    });
  });
});

describe("the program with --envoy", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "audiokit-wrapped-"));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  /** What the program left among its temporary files; a build of the page keeps a cache of Node's there. */
  async function leftInFolder(): Promise<string[]> {
    return (await readdir(folder)).filter((name) => name.startsWith("audiokit"));
  }

  /** Starts the program with an Envoy that writes its process id down; what it puts into the temporary folder is seen. */
  async function setup(...words: string[]) {
    const wrapper = join(folder, "envoy");
    const pidFile = join(folder, "pid");
    const real = await findEnvoy(projectFolder, console.log);
    await writeFile(wrapper, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${real}' "$@"\n`);
    await chmod(wrapper, 0o700);
    vi.stubEnv("ENVOY", wrapper);
    vi.stubEnv("TMPDIR", folder);
    const companion = startCompanion("--envoy", "--port", "0", ...words);
    const url = await companion.ready;
    return { companion, url, envoyPid: Number(await readFile(pidFile, "utf8")) };
  }

  it("tells the page, and leaves neither Envoy nor its configuration behind", async () => {
    const { companion, url } = await setup();
    expect(await (await fetch(new URL(consolePath, url))).json()).toMatchObject({ gateway: "envoy" });
    companion.signal("SIGINT");
    expect(await companion.ended).toMatchObject({ code: 0, stderr: "" });
    expect(companion.isAnyLeft()).toBe(false);
    expect(await leftInFolder()).toEqual([]);
  });

  it("lets a stream end whole after Ctrl-C, of which neither Envoy nor the engine knows", async () => {
    const { companion, url } = await setup("--stop-grace", "60");
    const client = createClient(TTS, createGrpcWebTransport({ baseUrl: url.origin, httpVersion: "1.1" }));
    const speech = client.streamingSynthesize({
      // About three minutes: more than is held between the engine and a client that does not read.
      inputSource: { case: "text", value: "Сегодня хорошая погода, завтра будет ещё лучше. ".repeat(60) },
      ...{ voiceName: "borisova", encoding: 1, sampleRateHertz: 16_000 },
    });
    const chunks = speech[Symbol.asyncIterator]();
    let bytes = (await chunks.next()).value!.audio.length;
    companion.signal("SIGINT");
    // It throws when the stream is cut.
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) bytes += next.value.audio.length;
    expect(bytes).toBeGreaterThan(60 * 32_000);
    expect(await companion.ended).toMatchObject({ code: 0, stderr: "" });
    expect(companion.isAnyLeft()).toBe(false);
  });

  it("has an Envoy that listens for the page and for nobody else", async () => {
    const { companion, url, envoyPid } = await setup();
    expect(await listeningPorts(envoyPid)).toEqual([Number(url.port)]);
    companion.signal("SIGINT");
    await companion.ended;
  });

  it("ends with Envoy, and says so", async () => {
    const { companion, envoyPid } = await setup();
    process.kill(envoyPid, "SIGKILL");
    const { code, stderr } = await companion.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^AudioKit Console: Envoy has stopped: .*SIGKILL/s);
    expect(companion.isAnyLeft()).toBe(false);
  });

  it("takes Envoy along when a second Ctrl-C ends it at once", async () => {
    const { companion, envoyPid } = await setup();
    process.kill(envoyPid, "SIGSTOP"); // An orderly stop now takes seconds.
    companion.signal("SIGINT");
    await delay(800); // Signals closer to each other count as one.
    companion.signal("SIGINT");
    expect((await companion.ended).code).toBe(130);
    // The killed process stays in the list until the system has noticed that it has no parent any more.
    await expect.poll(companion.isAnyLeft).toBe(false);
    expect(await leftInFolder()).toEqual([]);
  });

  it("cleans up after one that was killed: its Envoy, which holds the port, and its folder", async () => {
    const { companion, url, envoyPid } = await setup();
    companion.child.kill("SIGKILL"); // The companion alone, as by a system that is out of memory.
    await once(companion.child, "exit");
    const abandoned = (await leftInFolder()).sort().map((name) => join(folder, name));
    expect(() => process.kill(envoyPid, 0)).not.toThrow();
    const next = startCompanion("--envoy", "--port", url.port);
    expect((await next.ready).port).toBe(url.port);
    expect(next.said().stdout.split("\n").slice(0, 2)).toEqual([
      `A console was killed: removed what it left in ${abandoned[0]} (Envoy's configuration and the client secret); its Envoy still ran and was ended.`,
      `A console was killed: removed what it left in ${abandoned[1]} (recordings).`,
    ]);
    next.signal("SIGINT");
    await next.ended;
    expect(await leftInFolder()).toEqual([]);
  });

  it("names an ENVOY that is no program", async () => {
    vi.stubEnv("ENVOY", join(folder, "gone"));
    const { code, stderr } = await startCompanion("--envoy", "--port", "0").ended;
    expect([code, stderr]).toEqual([1, `AudioKit Console: ENVOY names no program: ${folder}/gone\n`]);
  });
});
