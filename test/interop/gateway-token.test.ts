import { createServer as createHttp } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { beforeEach, describe, expect, it } from "vitest";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AuthEvent } from "../../src/wire/auth-event.ts";
import { authEventsPath, probePath } from "../../src/wire/paths.ts";
import type { ProbeReport } from "../../src/wire/probe-report.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { startConfigured } from "../failures/start-console.ts";
import { listen } from "../failures/upstreams.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

/** A token server and a platform that knows its tokens, until it is told to forget them; behind a console with Envoy. */
async function setup(parts: AsyncDisposableStack, isEmpty: (request: number) => boolean = () => false) {
  const known = new Set<string>();
  const requestedAtMs: number[] = [];
  const issuer = createHttp((_, response) => {
    requestedAtMs.push(performance.now());
    const token = `token-${String(requestedAtMs.length)}`;
    const isNone = isEmpty(requestedAtMs.length);
    if (!isNone) known.add(token);
    response.setHeader("content-type", "application/json");
    response.end(isNone ? "" : JSON.stringify({ access_token: token, expires_in: 300 }));
  });
  const refusals = { count: 0 };
  const platform = createHttp2(
    connectNodeAdapter({
      routes: (router) =>
        router.service(TTS, {
          getModelsInfo(_, { requestHeader }) {
            if (known.has((requestHeader.get("authorization") ?? "").slice("Bearer ".length))) return {};
            refusals.count++;
            throw new ConnectError("no such session", Code.PermissionDenied);
          },
        }),
    }),
  );
  const [sso, api] = [await listen(issuer), await listen(platform as never)];
  parts.defer(() => sso.close());
  parts.defer(() => api.close());
  const { url, printed, close } = await startConfigured(
    `api_address = 127.0.0.1:${api.port}\nuse_ssl = false\nclient_id = demo\nclient_secret = hush\n` +
      `sso_url = http://127.0.0.1:${sso.port}\nrealm = r\n`,
  );
  parts.defer(close);
  const options = { baseUrl: url };
  return {
    url,
    printed,
    known,
    refusals,
    requestedAtMs,
    web: createClient(TTS, createGrpcWebTransport({ ...options, httpVersion: "1.1" })),
    native: createClient(TTS, createGrpcTransport(options)),
    events: async () => (await (await fetch(url + authEventsPath)).json()) as AuthEvent[],
    probe: async () => (await (await fetch(url + probePath)).json()) as ProbeReport,
  };
}

describe("the gateway's token", () => {
  it("comes by itself after a start with empty answers of the token server, and calls say what is missing", async () => {
    await using parts = new AsyncDisposableStack();
    // The probe of the connection page asks the same server: it is the third.
    const { web, events, probe, printed, requestedAtMs } = await setup(parts, (request) => request <= 2);
    await expect(web.getModelsInfo({})).rejects.toMatchObject({
      code: Code.Unauthenticated,
      rawMessage: expect.stringMatching(/^Failed to inject credential.*The gateway has no token yet/),
    });
    expect((await events())[0]).toMatchObject({ kind: "refusal", success: false, reason: "no-token" });
    expect((await probe()).gatewayToken).toMatchObject({ ok: false, errorCode: "no-token" });
    await expect.poll(() => web.getModelsInfo({}).then(() => true, () => false)).toBe(true); // prettier-ignore
    expect(requestedAtMs.length).toBeLessThanOrEqual(4);
    // A report is reused for three seconds.
    await expect.poll(async () => (await probe()).gatewayToken).toMatchObject({ ok: true, expiresInSeconds: 300 });
    expect(printed()).toMatch(/^Warning: no token came yet from http:\S+: no-token$/m);
    expect(printed()).toMatch(/^A token came from http:\S+\.$/m);
  });

  it.each(["web", "native"] as const)(
    "is fetched anew for the first refusal of a platform that has forgotten it: %s",
    async (kind) => {
      await using parts = new AsyncDisposableStack();
      const { [kind]: client, known, events, printed, refusals, requestedAtMs } = await setup(parts);
      await client.getModelsInfo({});
      known.clear();
      // A call that began within a second of the token might have gone without it.
      await expect.poll(() => performance.now() - requestedAtMs.at(-1)!).toBeGreaterThan(1_100);
      const restartedMs = performance.now();
      await expect(client.getModelsInfo({})).rejects.toMatchObject({ code: Code.PermissionDenied });
      await expect.poll(() => client.getModelsInfo({}).then(() => true, () => false)).toBe(true); // prettier-ignore
      expect(performance.now() - restartedMs).toBeLessThan(30_000);
      expect(refusals.count).toBeGreaterThan(0);
      expect(requestedAtMs).toHaveLength(2);
      expect((await events()).at(-1)).toMatchObject({
        kind: "renewal",
        success: true,
        reason: expect.stringContaining("refused"),
      });
      expect(printed()).toContain("The token was renewed: the platform refused the one before.");
    },
  );

  it("is fetched once in ten seconds, not once for each of 200 refusals", async () => {
    await using parts = new AsyncDisposableStack();
    const { web, known, refusals, requestedAtMs } = await setup(parts);
    await expect.poll(() => performance.now() - requestedAtMs.at(-1)!).toBeGreaterThan(1_100);
    const forget = setInterval(() => known.clear(), 1);
    parts.defer(() => clearInterval(forget));
    const startedMs = performance.now();
    while (refusals.count < 200) await web.getModelsInfo({}).catch(() => undefined);
    const seconds = (performance.now() - startedMs) / 1000;
    expect(requestedAtMs.length).toBeLessThanOrEqual(2 + Math.ceil(seconds / 10));
  });
});
