import { describe, expect, it } from "vitest";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { pageHealthScope } from "./health-scope.ts";

const endpoint = "https://speech.example";
const embedded = { gateway: "direct", platform: "embedded", authMode: "none" } as ConsoleConfig;

function scope(isOwnEndpoint: boolean, isByPage: boolean, requestConfig: () => Promise<ConsoleConfig>) {
  const models = () => Promise.resolve({ models: [], reply: { ignored: [] } });
  const token = () => Promise.resolve("token");
  return pageHealthScope({
    client: { ttsModels: models, sttModels: models },
    preferences: { endpoint, isOwnEndpoint },
    access: { isByPage, credentials: { token } } as Parameters<typeof pageHealthScope>[0]["access"],
    requestConfig,
    requestProbe: () => Promise.resolve(undefined),
    archiveFetch: () => Promise.resolve(new Response()),
  });
}

const namesOf = async (scoped: ReturnType<typeof scope>) => Object.keys((await scoped).checks);

describe("what the health check of the page covers", () => {
  it("is what the server of the page says of itself, while calls go there", async () => {
    expect(await namesOf(scope(true, false, () => Promise.resolve(embedded)))).toEqual([
      "tts",
      "asr",
      "archive",
      "bridge",
    ]);
  });

  it("is calls and bridge where the server does not answer, with the token where the page adds one", async () => {
    expect(await namesOf(scope(true, true, () => Promise.reject(new Error("down"))))).toEqual([
      "tts",
      "asr",
      "token",
      "bridge",
    ]);
  });

  it("does not ask the server of the page while calls go elsewhere", async () => {
    let requests = 0;
    const checks = await namesOf(scope(false, false, () => (requests++, Promise.resolve(embedded))));
    expect([checks, requests]).toEqual([["tts", "asr", "bridge"], 0]);
  });
});
