import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../basics/live-secrets.ts";
import { createTokenSource } from "../audiokit/token/token-source.ts";
import { defaultSettings, type AccessSettings } from "../settings/settings.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { Access } from "./access.svelte.ts";

const server: ConsoleConfig = {
  gateway: "envoy",
  platform: "configured",
  authMode: "gateway",
  timeoutSeconds: 60,
  tokenRequired: false,
  endpoints: ["https://sso.example"],
};

function setup(access: Partial<AccessSettings> = {}, endpoint = "", secrets = createLiveSecrets()) {
  const current = { ...defaultSettings, endpoint, access: { ...defaultSettings.access, ...access } };
  return new Access({ current }, createTokenSource(), secrets);
}

describe("the access of a page", () => {
  it("sends the page's token and its account only where the page is to sign in", async () => {
    const wanted = { account: "acc", workspace: "space", traceId: "t-1", metadata: { "x-one": "1" } };
    for (const mode of ["gateway", "none"] as const) {
      const access = setup({ mode, ...wanted });
      access.paste("secret");
      expect(await access.credentials.token()).toBeUndefined();
      expect(access.credentials.metadata(false)).toEqual({ "x-one": "1", external_trace_id: "t-1" });
      expect(access.isSignedIn).toBe(false);
    }
    const access = setup({ mode: "token", ...wanted });
    expect(access.isSignedIn).toBe(false);
    access.paste("secret");
    expect([await access.credentials.token(), access.isSignedIn]).toEqual(["secret", true]);
    expect(access.credentials.metadata(true)).toMatchObject({ "x-ai-account": "acc", "x-ai-workspace": "space" });
  });

  it("counts a call as signed in where its own gateway adds a token, not at another endpoint", () => {
    const own = setup();
    own.serverConfig = server;
    const elsewhere = setup({}, "https://other.example");
    elsewhere.serverConfig = server;
    expect([own.isSignedIn, elsewhere.isSignedIn]).toEqual([true, false]);
  });

  it("takes the time of a call from the person, else from the gateway's configuration", () => {
    const access = setup();
    expect(access.credentials.longestMs()).toBeUndefined();
    access.serverConfig = server;
    expect(access.credentials.longestMs()).toBe(60_000);
    const chosen = setup({ timeoutSeconds: 5 });
    chosen.serverConfig = server;
    expect(chosen.credentials.longestMs()).toBe(5000);
  });

  it("knows where the page's policy lets it ask for a token", () => {
    const access = setup();
    expect(access.mayConnect("https://sso.example/auth", "https://own.example")).toBeUndefined();
    access.serverConfig = server;
    expect(access.mayConnect("https://own.example/x", "https://own.example")).toBe(true);
    expect(access.mayConnect("https://sso.example/auth", "https://own.example")).toBe(true);
    expect(access.mayConnect("https://else.example", "https://own.example")).toBe(false);
  });

  it("sends metadata that may be secret beside the other, and learns it unless it is a short word", () => {
    const secrets = createLiveSecrets();
    const access = setup({ metadata: { "x-one": "1", "x-two": "old" } }, "", secrets);
    access.holdMetadata({ "x-two": "prod", "x-api-key": "k3y7", "x-tenant": "a-long-value" });
    expect(access.credentials.metadata(false)).toEqual({
      "x-one": "1",
      "x-two": "prod",
      "x-api-key": "k3y7",
      "x-tenant": "a-long-value",
    });
    expect(secrets.scrub("prod k3y7 a-long-value")).toBe("prod [redacted] [redacted]");
    access.dropMetadata("x-two");
    expect(access.credentials.metadata(false)).toMatchObject({ "x-two": "old", "x-api-key": "k3y7" });
  });
});
