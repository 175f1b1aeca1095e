import { describe, expect, it } from "vitest";
import { checkHealth } from "../audiokit/check-health.ts";
import { probed } from "../diagnosis/fixtures/failure-fixtures.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import type { ProbeToken } from "../wire/probe-report.ts";
import { platformChecks, type CheckedPlatform } from "./platform-checks.ts";

const embedded: ConsoleConfig = {
  gateway: "direct",
  platform: "embedded",
  authMode: "none",
  tokenRequired: false,
  endpoints: [],
};
const configured: ConsoleConfig = { ...embedded, gateway: "envoy", platform: "configured", authMode: "gateway" };

function setup(
  serverConfig: ConsoleConfig | undefined,
  token?: ProbeToken,
  chosenArchive?: CheckedPlatform["chosenArchive"],
) {
  const asked: string[] = [];
  const models = () => Promise.resolve({ models: [], reply: { ignored: [] } });
  const checks = platformChecks({
    client: { ttsModels: models, sttModels: models },
    endpoint: "https://speech.example",
    serverConfig,
    chosenArchive,
    requestProbe: () => Promise.resolve({ ...probed(), ...(token && { token }) }),
    archiveFetch: (url) => {
      asked.push(url);
      return Promise.resolve(Response.json({ status: "ok" }));
    },
  });
  return { checks, asked };
}

describe("what the page can check", () => {
  it("is voices, models and the bridge wherever calls go", () => {
    expect(Object.keys(setup(undefined).checks)).toEqual(["tts", "asr", "bridge"]);
  });

  it("is the archive too where the embedded platform brings it, by its readiness probe", async () => {
    const { checks, asked } = setup(embedded);
    expect(Object.keys(checks)).toEqual(["tts", "asr", "archive", "bridge"]);
    expect(await checkHealth({ archive: checks["archive"]! })).toMatchObject({ overall: "healthy" });
    expect(asked).toEqual(["https://speech.example/v3/probes/readiness"]);
  });

  it("is the archive where the page finds it: routed by the gateway, or chosen by a person in its version", async () => {
    const routed: ConsoleConfig = { ...configured, authMode: "none", archiveAddress: "https://archive.example" };
    expect(Object.keys(setup(routed).checks)).toEqual(["tts", "asr", "archive", "bridge"]);
    const chosenArchive = { baseUrl: "https://own.example", version: 2, clientId: "" } as const;
    const { checks, asked } = setup({ ...configured, authMode: "none" }, undefined, chosenArchive);
    await checkHealth({ archive: checks["archive"]! });
    expect(asked).toEqual(["https://own.example/archive/api/v2/probes/readiness"]);
  });

  it("is the token where the gateway fetches it: healthy only when its machine was given one", async () => {
    const ask = async (token?: ProbeToken) => {
      const { checks } = setup(configured, token);
      expect(Object.keys(checks)).toEqual(["tts", "asr", "token", "bridge"]);
      return (await checkHealth({ token: checks["token"]! })).services["token"];
    };
    expect(await ask({ ok: true, durationMs: 5, status: 200 })).toMatchObject({ status: "healthy" });
    const refused = { ok: false, durationMs: 5, status: 401, errorCode: "invalid_client", errorMessage: "unknown" };
    expect(await ask(refused)).toMatchObject({
      status: "unhealthy",
      error: { kind: "denied", message: "invalid_client: unknown: HTTP 401", httpStatus: 401 },
    });
    expect(await ask({ ok: false, durationMs: 5, errorCode: "ECONNREFUSED" })).toMatchObject({
      error: { kind: "unreachable", message: "ECONNREFUSED" },
    });
  });
});
