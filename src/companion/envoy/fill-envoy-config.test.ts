import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillEnvoyConfig } from "./fill-envoy-config.ts";

const example = await readFile(join(import.meta.dirname, "../../../envoy.yaml"), "utf8");
const ports = { publicAddress: "::1", publicPort: 4001, companionPort: 4002, accessLog: false };

describe("fillEnvoyConfig", () => {
  it("replaces every port of the example", () => {
    const filled = fillEnvoyConfig(example, ports);
    const addresses = [...filled.matchAll(/socket_address: \{ address: (.*), port_value: (\d+) \}/g)];
    expect(addresses.map(([, address, port]) => `${address} ${port}`)).toEqual([
      '"::1" 4001',
      "127.0.0.1 4002",
      "127.0.0.1 4002",
    ]);
  });

  it("has every call told where that is wanted, and not otherwise", () => {
    const line = (text: string) => text.split("\n").find((words) => words.trimStart().startsWith("access_log:"));
    expect(line(fillEnvoyConfig(example, ports))).toBeUndefined();
    expect(line(fillEnvoyConfig(example, { ...ports, accessLog: true }))).toMatch(
      /^ {16}access_log: \[\{.*%START_TIME%/,
    );
  });

  it("refuses an example that no longer holds a port", () => {
    expect(() => fillEnvoyConfig(example.replaceAll("port_value: 8081", "port_value: 9081"), ports)).toThrow(/8081/);
  });
});
