import { describe, expect, it } from "vitest";
import { requestConsoleConfig } from "./request-console-config.ts";

describe("requestConsoleConfig", () => {
  it("names the refusal of the server, and gives what it answers", async () => {
    const refuse = () => Promise.resolve(new Response("", { status: 502 }));
    await expect(requestConsoleConfig(refuse)).rejects.toThrow("/console.json answered HTTP 502");
    const answer = { gateway: "envoy", platform: "configured" };
    expect(await requestConsoleConfig(() => Promise.resolve(Response.json(answer)))).toEqual(answer);
  });
});
