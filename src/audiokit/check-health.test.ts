import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { checkHealth, healthChecks, type HealthCheck } from "./check-health.ts";

const never = () => new Promise<never>(() => undefined);
const fail = (code: Code) => () => Promise.reject(new ConnectError("no", code));
const fine: HealthCheck = () => Promise.resolve();

describe("the health of the platform", () => {
  it("is healthy when all answer, unhealthy when none does, degraded between", async () => {
    expect((await checkHealth({ tts: fine, asr: fine })).overall).toBe("healthy");
    expect((await checkHealth({ tts: fine, asr: fail(Code.Unavailable) })).overall).toBe("degraded");
    expect((await checkHealth({ tts: fail(Code.Unavailable) })).overall).toBe("unhealthy");
  });

  it("tells for each service how long it took and why it failed", async () => {
    let nowMs = 0;
    const clock = { epochMs: () => 0, monotonicMs: () => nowMs };
    const slow: HealthCheck = () => Promise.resolve((nowMs += 70));
    expect(await checkHealth({ tts: slow, asr: fail(Code.PermissionDenied) }, {}, clock)).toMatchObject({
      timestamp: "1970-01-01T00:00:00.000Z",
      services: {
        tts: { status: "healthy", responseTimeMs: 70 },
        asr: { status: "unhealthy", error: { kind: "denied", message: "no" } },
      },
    });
  });

  it("does not wait for a check past its deadline", async () => {
    expect(await checkHealth({ asr: fine, token: never }, { timeoutMs: 20 })).toMatchObject({
      overall: "degraded",
      services: { token: { error: { kind: "deadline" } } },
    });
  });

  it("is not told when its caller leaves", async () => {
    const leave = new AbortController();
    const checked = checkHealth({ asr: never }, { signal: leave.signal });
    leave.abort();
    await expect(checked).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("lets go of what the bridge answers, whether it is well or not", async () => {
    const left: number[] = [];
    for (const status of [200, 404]) {
      const body = new ReadableStream({ cancel: () => void left.push(status) });
      const client = { ttsModels: never, sttModels: never };
      const fetch = () => Promise.resolve(new Response(body, { status }));
      const { bridge } = healthChecks({ client, bridgeUrl: "http://bridge.example/bridge", fetch });
      await checkHealth({ bridge: bridge! });
    }
    expect(left).toEqual([200, 404]);
  });

  it("asks what is configured, the bridge by a plain GET", async () => {
    let status = 200;
    const server = createServer((_, response) => response.writeHead(status).end("{}"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const bridgeUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/bridge`;
    const models = () => Promise.resolve({ models: [], reply: { ignored: [] } });
    const client = { ttsModels: models, sttModels: models };
    expect(Object.keys(healthChecks({ client }))).toEqual(["tts", "asr"]);
    const checks = healthChecks({ client, bridgeUrl, archive: { probe: never }, token: () => Promise.resolve("t") });
    expect(Object.keys(checks)).toEqual(["tts", "asr", "token", "archive", "bridge"]);
    const { bridge } = checks;
    expect(await checkHealth({ bridge: bridge! })).toMatchObject({ overall: "healthy" });
    status = 404;
    expect(await checkHealth({ bridge: bridge! })).toMatchObject({
      services: { bridge: { error: { message: "the bridge answered HTTP 404", httpStatus: 404 } } },
    });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect(await checkHealth({ bridge: bridge! })).toMatchObject({
      services: { bridge: { error: { kind: "unreachable" } } },
    });
  });
});
