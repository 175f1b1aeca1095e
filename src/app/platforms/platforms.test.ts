import { createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { clientOver } from "../../audiokit/client.ts";
import { createLogger } from "../../logging/logger.ts";
import { createPlatforms } from "./platforms.ts";

describe("createPlatforms", () => {
  it("connects once to each endpoint, and comes back to the platform that was chosen before", () => {
    const preferences = { endpoint: "https://one.example" };
    const connected: string[] = [];
    const current = createPlatforms({
      preferences,
      logger: createLogger({ sink: { append: () => undefined } }),
      connect(baseUrl) {
        connected.push(baseUrl);
        return clientOver(createRouterTransport(() => undefined));
      },
    });
    const one = current();
    preferences.endpoint = "https://two.example";
    const two = current();
    expect(two).not.toBe(one);
    expect(current()).toBe(two);
    preferences.endpoint = "https://one.example";
    expect(current()).toBe(one);
    expect(connected).toEqual(["https://one.example", "https://two.example"]);
  });
});
