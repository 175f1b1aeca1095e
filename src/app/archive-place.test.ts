import { describe, expect, it } from "vitest";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { archivePlace } from "./archive-place.ts";

const chosen = { baseUrl: "", version: 3, clientId: "" } as const;
const endpoint = "https://console.example";
const embedded = { platform: "embedded" } as ConsoleConfig;
const configured = { platform: "configured", archiveClientId: "demo" } as ConsoleConfig;

describe("where the platform's archive is", () => {
  it("is the endpoint of the calls, with the gateway's client, unless a person chose another", () => {
    expect(archivePlace({ chosen, endpoint, serverConfig: configured })).toMatchObject({
      baseUrl: endpoint,
      clientId: "demo",
    });
    const other = { baseUrl: "https://archive.example", version: 2, clientId: "mine" } as const;
    expect(archivePlace({ chosen: other, endpoint, serverConfig: configured })).toEqual({
      ...other,
      isConfigured: true,
    });
  });

  it("is not configured where a gateway before a configured platform was told of none", () => {
    const isConfigured = (serverConfig: ConsoleConfig | undefined) =>
      archivePlace({ chosen, endpoint, serverConfig }).isConfigured;
    expect(isConfigured(configured)).toBe(false);
    expect(isConfigured({ ...configured, archiveAddress: "https://archive.example" })).toBe(true);
    expect([isConfigured(embedded), isConfigured(undefined)]).toEqual([true, true]);
  });
});
