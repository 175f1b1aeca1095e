import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { parseConfigIni } from "../../platform-config/parse-config-ini.ts";
import { findEnvoy } from "./find-envoy.ts";
import type { TokenFrom } from "./filters.ts";
import { platformEnvoyConfig, type EnvoyAddresses } from "./platform-envoy-config.ts";
import { writeSecretFile } from "./secret-file.ts";

const folder = mkdtempSync(join(tmpdir(), "platform-envoy-"));
afterAll(() => rmSync(folder, { recursive: true }));
const secretPath = join(folder, "secret.json");

function generate(
  lines: string,
  host = "127.0.0.1",
  token: TokenFrom = { secretPath },
  more: Partial<EnvoyAddresses> = {},
) {
  const { config, problems } = parseConfigIni(lines);
  expect(problems).toEqual([]);
  writeSecretFile(secretPath, config.clientSecret);
  return platformEnvoyConfig(config, {
    host,
    port: 8080,
    companionPort: 8081,
    token,
    corsOrigins: ["https://other.example"],
    accessLog: true,
    ...more,
  });
}

const login =
  "client_id=demo\nclient_secret=hunter2\nsso_url=https://sso.example/auth/\nrealm=a b\niam_account=50%\nextra_metadata='x-one=1,x-two=%REQ(cookie)%'\n";

describe("the generated configuration", () => {
  it.each([
    ["plain text to an address", "api_address=127.0.0.1:9000\nuse_ssl=false\n"],
    ["TLS to a name, with a token", `api_address=speech.example:8443\nuse_ssl=true\n${login}`],
    [
      "TLS to an IPv6 address, an unchecked token server",
      `api_address=[::1]:8443\nuse_ssl=true\nverify_sso=false\n${login}`,
    ],
  ])("is accepted by Envoy: %s", async (_, lines) => {
    const program = await findEnvoy(join(import.meta.dirname, "../../.."), () => undefined);
    const file = join(folder, "envoy.json");
    for (const token of [{ secretPath }, { tokenPath: secretPath }]) {
      writeFileSync(
        file,
        JSON.stringify(generate(lines, "127.0.0.1", token, { archiveAddress: "https://archive.example" })),
      );
      const { stdout } = await promisify(execFile)(program, ["--mode", "validate", "--log-level", "error", "-c", file]);
      expect(stdout).toContain("OK");
    }
  });

  it("names the secret's file and never holds the secret", () => {
    const text = JSON.stringify(generate(`api_address=speech.example:8443\nuse_ssl=true\n${login}`));
    expect(text).toContain(secretPath);
    expect(text).not.toContain("hunter2");
    expect(statSync(secretPath).mode & 0o777).toBe(0o600);
  });

  it("reads the platform's answers only where it adds a secret to its calls", () => {
    const plain = "api_address=speech.example\nuse_ssl=true\n";
    const read = (lines: string) =>
      /local bringsToken, configured = (\w+, \{[^}]*\})/.exec(JSON.stringify(generate(lines)))?.[1];
    expect(read(`${plain}extra_metadata='x-one=1'\n`)).toBeUndefined();
    expect(read(`${plain}extra_metadata='x-one=1,x-api-key=a\\b'\n`)).toBe(String.raw`false, { \"a\\\\b\" }`);
    expect(read(`${plain}${login}`)).toBe("true, {  }");
  });

  it("has no administration, which any page could reach", () => {
    expect(generate(`api_address=speech.example\nuse_ssl=true\n${login}`, "0.0.0.0")).not.toHaveProperty("admin");
  });

  it("gives up connections and streams in which nothing happens", () => {
    const text = JSON.stringify(generate("api_address=speech.example\nuse_ssl=true\n"));
    expect(text).toContain('"stream_idle_timeout":"300s"');
    // The platform's calls and the bridge, each by its own route.
    expect(text.match(/"idle_timeout":"300s"/g)).toHaveLength(2);
    expect(text.match(/"connect_timeout":"5s"/g)).toHaveLength(2);
  });

  it("pings the platform less than once in five minutes, and never without a call", () => {
    const text = JSON.stringify(generate("api_address=speech.example\nuse_ssl=true\n"));
    const [, interval] = /"connection_keepalive":\{"interval":"(\d+)s"/.exec(text) ?? [];
    const [, idle] =
      /"common_http_protocol_options":\{"idle_timeout":"(\d+)s"\},"explicit_http_config":\{"http2/.exec(text) ?? [];
    expect(Number(interval)).toBeGreaterThan(300);
    expect(Number(idle)).toBeLessThan(Number(interval));
  });

  it("takes percent signs of the config literally", () => {
    const text = JSON.stringify(generate(`api_address=speech.example:8443\nuse_ssl=true\n${login}`));
    expect(text).toContain("%%REQ(cookie)%%");
    expect(text).toContain("50%%");
  });

  it("adds the account only to calls that have a token", () => {
    const text = JSON.stringify(generate("api_address=speech.example\nuse_ssl=true\niam_account=acc\n"));
    expect(text).not.toContain('x-ai-account"');
  });
});
