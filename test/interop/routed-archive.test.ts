import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { archiveNotConfigured, consolePath } from "../../src/wire/paths.ts";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { openConfiguredConsole, openConfiguredPlatform, secret, start } from "./configured-console.ts";

const noEnvoy = await whyNoEnvoy();
beforeEach(({ skip }) => skip(noEnvoy !== undefined, noEnvoy));

const listPath = "/v3/clients/demo-client/requests";

describe("the platform's archive behind the console's gateway", () => {
  const parts = new AsyncDisposableStack();
  let archiveUrl = "";
  let url: URL;
  beforeAll(async () => {
    if (noEnvoy !== undefined) return;
    const platform = await openConfiguredPlatform(parts, secret);
    ({ archiveUrl } = platform);
    const words = ["--port", "0", "--config", platform.configFile, "--archive-address", archiveUrl];
    url = await start(parts, ...words).ready;
  });
  afterAll(() => parts.disposeAsync());

  it("answers at the page's own origin with the gateway's token, which the page has not", async () => {
    expect((await fetch(new URL(listPath, archiveUrl))).status).toBe(401);
    const answer = await fetch(new URL(listPath, url));
    expect([answer.status, answer.headers.get("x-gateway-details")]).toEqual([200, "via_upstream"]);
    expect((await fetch(new URL("/v3/probes/readiness", url))).status).toBe(200);
    expect((await fetch(new URL("/archive/api/v2/clients/demo-client/requests", url))).status).toBe(200);
    expect(await (await fetch(new URL(consolePath, url))).json()).toMatchObject({ archiveAddress: archiveUrl });
  });

  it("is only read, and not by pages of other origins", async () => {
    const ask = async (init: RequestInit) => (await fetch(new URL(listPath, url), init)).status;
    expect(await ask({ headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" } })).toBe(403);
    expect([404, 405]).toContain(await ask({ method: "DELETE" }));
  });

  it("is said to be absent where the gateway was not told of it", async () => {
    const without = await openConfiguredConsole(secret);
    try {
      const answer = await fetch(new URL(listPath, without.url));
      expect([answer.status, await answer.json()]).toEqual([501, { detail: archiveNotConfigured }]);
    } finally {
      await without.close();
    }
  });
});
