import { request } from "node:http";
import { join } from "node:path";
import { Code, createClient, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { createBidiSocketTransport } from "../../src/audiokit/transport/bidi-socket-transport.ts";
import { STT } from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { AudioEncoding, TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AuthEvent } from "../../src/wire/auth-event.ts";
import { authEventsPath, bridgePath, consolePath, healthPath, probePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { startCompanion } from "../support/servers/companion.ts";
import { projectFolder } from "../support/folders.ts";
import { readClip, spokenWords, wordErrors } from "../support/speech-clips.ts";
import { englishConfig, streamOf } from "../support/stt-client.ts";
import { openConfiguredConsole, secret, whatOthersSee, type ConfiguredConsole } from "./configured-console.ts";
import { findPythonClient } from "./python-client.ts";

const noEnvoy = await whyNoEnvoy();
const listed = "https://listed.example";
const modelsPath = "/mts.ai.audiogram.tts.v2.TTS/GetModelsInfo";
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

/** Everything that the page's side was told, to be searched for what it must not hold. */
let told = "";
async function ask(url: URL, path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(new URL(path, url), init);
  told += JSON.stringify([...answer.headers]) + (await answer.clone().text());
  return answer;
}

function webTransport(url: URL): Transport {
  return createGrpcWebTransport({ baseUrl: url.origin, httpVersion: "1.1" });
}

function bridgeTransport(url: URL): Transport {
  const socketClass = class extends NodeSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin: url.origin });
      this.on("error", () => undefined); // a browser only closes
      this.on("message", (data) => (told += String(data)));
    }
  } as unknown as typeof WebSocket;
  return createBidiSocketTransport({ bridgeUrl: url.origin + bridgePath, WebSocket: socketClass });
}

const soundOf = async () => new Uint8Array((await readClip("goforward")).buffer);
const heard = (phrases: string[]) => wordErrors(phrases.join(" "), spokenWords.goforward);

describe("the console before a platform that config.ini names", () => {
  let configured: ConfiguredConsole;
  beforeAll(async () => {
    if (noEnvoy === undefined)
      configured = await openConfiguredConsole(secret, "--cors-origin", listed, "--access-log");
  });
  afterAll(() => configured?.close());

  it("says where the platform is and who brings the token", async () => {
    expect(await (await ask(configured.url, consolePath)).json()).toEqual({
      gateway: "envoy",
      platform: "configured",
      target: `localhost:${configured.platform.port}`,
      authMode: "gateway",
      tokenEndpoint: expect.stringMatching(/^http:.*\/realms\/demo\/protocol\/openid-connect\/token$/),
      timeoutSeconds: 60,
      tokenRequired: false,
      endpoints: [],
      archiveClientId: "demo-client",
    });
  });

  it("speaks TLS 1.3 to the platform by name, with HTTP/2 agreed upon and the client's certificate shown", async () => {
    await createClient(TTS, webTransport(configured.url)).getModelsInfo({});
    expect(configured.platform.connections.at(-1)).toEqual({
      version: "TLSv1.3",
      servername: "localhost",
      alpn: "h2",
      hasClientCertificate: true,
    });
  });

  it("serves the page with its security headers, and packs what is worth it", async () => {
    const page = await ask(configured.url, "/");
    expect(page.headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-gateway-details")).toBe("via_upstream");
    const response = await ask(configured.url, probePath); // The companion does not pack it.
    expect(response.headers.get("content-encoding")).toBe("gzip");
  });

  it("synthesises and recognises, though the page has no token", async () => {
    const { audio } = await createClient(TTS, webTransport(configured.url)).synthesize({
      inputSource: { case: "text", value: "Проверка." },
      voiceName: "borisova",
      encoding: AudioEncoding.LINEAR_PCM,
      sampleRateHertz: 16_000,
    });
    expect(audio.length).toBeGreaterThan(10_000);
    const client = createClient(STT, webTransport(configured.url));
    const { response } = await client.fileRecognize({ config: englishConfig(), audio: await soundOf() });
    expect(heard(response.map(({ hypothesis }) => hypothesis?.transcript ?? ""))).toBeLessThanOrEqual(1);
  });

  it("recognises while the page speaks", async () => {
    const client = createClient(STT, bridgeTransport(configured.url));
    const answers = await Array.fromAsync(client.recognize(streamOf(englishConfig(), await soundOf())));
    const settled = answers.filter(({ isFinal }) => isFinal);
    expect(heard(settled.map(({ hypothesis }) => hypothesis?.transcript ?? ""))).toBeLessThanOrEqual(1);
  });

  it("serves Python's grpcio on the same port", async ({ skip }) => {
    const python = await findPythonClient();
    if ("missing" in python) return skip(python.missing);
    const { code, names } = await python.call(configured.url.host, "speech_models");
    await python.close();
    expect([code, names]).toEqual(["OK", expect.arrayContaining(["borisova"])]);
  });

  it("puts the token, the account and the extra metadata on a call, and takes the page's traces off", async () => {
    await ask(configured.url, modelsPath, {
      method: "POST",
      headers: { "content-type": "application/grpc-web+proto", authorization: "Bearer mine", cookie: "a=b" },
      body: new Uint8Array(5),
    });
    const { authorization, ...rest } = configured.platform.seen.at(-1) ?? {};
    expect(authorization).toMatch(/^Bearer ey/);
    expect(rest).toMatchObject({
      ":authority": `localhost:${configured.platform.port}`,
      "x-ai-account": "acc",
      "x-ai-workspace": "space",
      "x-one": "1",
      "x-two": "%two%",
    });
    for (const name of ["cookie", "origin", "referer", "x-forwarded-for"]) expect(rest).not.toHaveProperty(name);
  });

  it("takes off what browsers and proxies say of the caller", async () => {
    const names = [
      "x-envoy-external-address",
      "sec-ch-ua",
      "sec-ch-ua-mobile",
      "sec-ch-ua-platform",
      "sec-ch-ua-model",
    ];
    await ask(configured.url, modelsPath, {
      method: "POST",
      headers: {
        "content-type": "application/grpc-web+proto",
        ...Object.fromEntries(names.map((name) => [name, "x"])),
      },
      body: new Uint8Array(5),
    });
    const seen = Object.keys(configured.platform.seen.at(-1) ?? {});
    expect(seen).toContain("authorization");
    expect(seen.filter((name) => names.includes(name))).toEqual([]);
  });

  it("lets pages of listed origins call, and no other", async () => {
    const preflight = (origin: string) =>
      ask(configured.url, modelsPath, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-grpc-web" },
      });
    const allowed = async (origin: string) => (await preflight(origin)).headers.get("access-control-allow-origin");
    const before = configured.platform.seen.length;
    expect(await allowed(listed)).toBe(listed);
    expect(await allowed("https://other.example")).toBeNull();
    const headers = (await preflight(listed)).headers.get("access-control-allow-headers")?.split(",");
    expect(headers).toEqual(expect.arrayContaining(["x-request-id", "traceparent"]));
    expect(configured.platform.seen.length).toBe(before);
    const call = await ask(configured.url, modelsPath, {
      method: "POST",
      headers: { origin: listed, "content-type": "application/grpc-web+proto" },
      body: new Uint8Array(5),
    });
    expect(call.headers.get("access-control-allow-origin")).toBe(listed);
    expect(call.headers.get("access-control-expose-headers")).toContain("request_id");
    const sent = (origin: string, site: string) =>
      ask(configured.url, modelsPath, {
        method: "POST",
        headers: { origin, "sec-fetch-site": site, "content-type": "application/grpc-web+proto" },
        body: new Uint8Array(5),
      });
    expect((await sent("https://evil.example", "cross-site")).status).toBe(403);
    expect((await sent("http://localhost:1", "same-site")).status).toBe(403);
    expect((await sent(listed, "cross-site")).status).toBe(200);
    expect((await sent(configured.url.origin, "same-origin")).status).toBe(200);

    // The console's configuration is only for its own page.
    const response = await ask(configured.url, consolePath, { headers: { origin: listed } });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });

  it("answers no name that was rebound to this machine", async () => {
    const before = configured.platform.seen.length;
    const status = await new Promise((done) => {
      const headers = { host: "rebound.example", "content-type": "application/grpc-web+proto" };
      const address = new URL(modelsPath, configured.url);
      request(address, { method: "POST", headers }, (answer) => done(answer.resume().statusCode)).end(
        new Uint8Array(5),
      );
    });
    expect(status).toBe(421);
    expect(configured.platform.seen.length).toBe(before);
  });

  it("refuses a message over the platform's limit before it is sent on", async () => {
    const before = configured.platform.seen.length;
    const body = new Uint8Array(62_914_560 + 6);
    const headers = { "content-type": "application/grpc-web+proto" };
    const refused = await ask(configured.url, modelsPath, { method: "POST", headers, body }).catch(() => undefined);
    // A proxy that answers before the upload has ended may be heard as a broken connection.
    if (refused !== undefined) expect(refused.headers.get("grpc-message")).toContain("62914560 bytes");
    expect(configured.platform.seen.length).toBe(before);
  });

  it("looks at that platform when its page asks", async () => {
    const report: unknown = await (await ask(configured.url, probePath)).json();
    expect(report).toMatchObject({
      target: `localhost:${configured.platform.port}`,
      tls: { ok: true, alpn: "h2", trusted: true },
      http2: { ok: true },
      token: { ok: true, status: 200, expiresInSeconds: 300 },
    });
    expect((await ask(configured.url, probePath, { headers: { origin: listed } })).status).toBe(403);
    expect((await ask(configured.url, probePath, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  });

  it("tells of the token that Envoy fetched", async () => {
    const [first] = (await (await ask(configured.url, authEventsPath)).json()) as AuthEvent[];
    expect(first).toMatchObject({ kind: "request", success: true, expiresInSeconds: 300, status: 200 });
  });

  it("stops a page that calls too often", async () => {
    const { getModelsInfo } = createClient(TTS, webTransport(configured.url));
    const calls = await Promise.allSettled(Array.from({ length: 400 }, () => getModelsInfo({})));
    const failures = calls.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.length).toBeLessThan(400);
    expect(failures[0]?.reason).toMatchObject({ code: Code.Unavailable, rawMessage: "local_rate_limited" });
  });

  it("prints one JSON line a call, without a query", async () => {
    await ask(configured.url, `${healthPath}?token=in-a-query`);
    const lines = () => configured.printed().split("\n").filter((line) => line.startsWith("{")); // prettier-ignore
    await expect.poll(() => lines().some((line) => line.includes(healthPath))).toBe(true);
    const calls = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(calls.find(({ path }) => path === healthPath)).toMatchObject({ method: "GET", response_code: 200 });
    expect(calls.find(({ path }) => path === modelsPath)).toMatchObject({
      method: "POST",
      upstream_cluster: "platform",
    });
    expect(configured.printed()).not.toContain("in-a-query");
  });

  it("shows the secret and the token to nobody", async () => {
    const token = configured.platform.seen
      .findLast(({ authorization }) => authorization)
      ?.authorization?.slice("Bearer ".length);
    expect(token?.length).toBeGreaterThan(100);
    await expect.poll(configured.printed).toContain(modelsPath); // The access log is there.
    for (const text of [told, configured.printed(), await whatOthersSee(configured.console)]) {
      expect(text.length).toBeGreaterThan(100);
      expect(text.includes(secret)).toBe(false);
      expect(text.includes(String(token))).toBe(false);
    }
  });
});

describe("a wrong secret", () => {
  it("is told as a refusal, and a right one in its place is used without a restart", async () => {
    await using parts = new AsyncDisposableStack();
    const configured = parts.adopt(await openConfiguredConsole("wrong-guess"), (opened) => opened.close());
    const { url, writeConfig, printed } = configured;
    const { getModelsInfo } = createClient(TTS, webTransport(url));
    const events = async () => (await (await ask(url, authEventsPath)).json()) as AuthEvent[];

    await expect(getModelsInfo({})).rejects.toMatchObject({ code: Code.Unauthenticated });
    const refusal = { kind: "refusal", success: false, status: 401, reason: "unauthorized_client" };
    expect((await events())[0]).toMatchObject(refusal);
    expect(printed()).toMatch(/^Warning: no token came yet from http:.*unauthorized_client$/m);

    await writeConfig(secret);
    await expect.poll(async () => (await events()).at(-1)).toMatchObject({ kind: "request" });
    expect((await getModelsInfo({})).models.length).toBeGreaterThan(0);
    expect(printed()).toContain("client_secret has changed");
    expect(printed()).not.toMatch(/wrong-guess|demo-secret/);
  });
});

describe("the program with --config", () => {
  it("names what is wrong in the file, with lines, and stops", async () => {
    const file = join(projectFolder, "test/interop/broken.ini");
    const { code, stdout, stderr } = await startCompanion("--config", file).ended;
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.trimEnd().split("\n")).toEqual([
      `${file}:2 use_ssl: must be true or false in lower case`,
      `${file}:3 ca_cert_path: names ${join(projectFolder, "test/interop/no-such.pem")}, but there is no such file`,
      expect.stringMatching(/broken\.ini:4 api_adress: is not a key of config\.ini/),
      expect.stringMatching(/broken\.ini:5 client_id: /),
    ]);
  });

  it("prints what Envoy would get, without the secret", async () => {
    const file = join(projectFolder, "test/interop/whole.ini");
    const { code, stdout, stderr } = await startCompanion("--config", file, "--print-envoy-config").ended;
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toHaveProperty("static_resources.listeners");
    expect(stdout).toContain("whole-client");
    expect(stdout).not.toContain("whole-secret");
  });
});
