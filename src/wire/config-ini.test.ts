import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfigIni } from "./config-ini.ts";

const whole = `
# the platform
api_address = asr.example.org:8443
use_ssl = true            # TLS
ca_cert_path = "/etc/ssl/my ca.pem"
timeout = 30
client_id = demo
client_secret = 's#cret, with = signs'
sso_url = https://sso.example.org/auth/
realm = speech
verify_sso = false
iam_account = acc
extra_metadata = "x-one=1, x-two=two"
`;

function problemsOf(source: string): string[] {
  return parseConfigIni(source).problems.map(({ line, key, message }) => `${line} ${key}: ${message}`);
}

describe("parseConfigIni", () => {
  it("reads every kind of line", () => {
    const { config, problems } = parseConfigIni(whole);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      apiHost: "asr.example.org",
      apiPort: 8443,
      useSsl: true,
      caCertPath: "/etc/ssl/my ca.pem",
      certPrivateKeyPath: "",
      certChainPath: "",
      timeoutSeconds: 30,
      clientId: "demo",
      clientSecret: "s#cret, with = signs",
      ssoUrl: "https://sso.example.org/auth",
      realm: "speech",
      verifySso: false,
      iamAccount: "acc",
      iamWorkspace: "",
      extraMetadata: [
        ["x-one", "1"],
        ["x-two", "two"],
      ],
    });
  });

  it("fills the defaults", () => {
    const { config, problems } = parseConfigIni("api_address = [::1]\nuse_ssl = true\n");
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ apiHost: "::1", apiPort: 443, timeoutSeconds: 60, verifySso: true, clientId: "" });
  });

  it.each([
    ["use_ssl = True", '2 use_ssl: must be true or false in lower case, got "True"'],
    ["timeout = 0", '2 timeout: must be a number of seconds above 0, got "0"'],
    ["timeuot = 5", "2 timeuot: is not a key of config.ini"],
    ["__proto__ = 5", "2 __proto__: is not a key of config.ini"],
    ["api_address = other", "2 api_address: stands twice: also in line 1"],
    ["[main]", "2 : is a section header"],
    ["just words", "2 : is no `key = value` line"],
    ["iam_account = a,b", "2 iam_account: has a comma"],
    ['iam_account = "a', '2 iam_account: has a quote " that is never closed'],
    ['iam_account = "a" b', "2 iam_account: has text behind the closing quote"],
    ["client_id = demo", "2 client_secret: is missing"],
    ["client_secret = demo", "2 client_id: is missing"],
    ["cert_chain_path = a.pem", "2 cert_private_key_path: is missing"],
    ["sso_url = ftp://sso.example", "2 sso_url: must begin with https:// or http://"],
    ["sso_url = https://a:b@sso.example", "2 sso_url: must not hold a user name"],
    ["extra_metadata = authorization=x", "2 extra_metadata: must not set authorization"],
    ["extra_metadata = X-Big=x", "2 extra_metadata: has a name that gRPC does not take"],
  ])("says what is wrong with %s, and in which line", (line, problem) => {
    const problems = problemsOf(`api_address = host:1\n${line}\n`);
    expect(problems.some((one) => one.startsWith(problem))).toBe(true);
  });

  it.each(["http://host:1", "host:0", "host:70000", "a b", "host:port", "user@host"])(
    "refuses the address %s",
    (address) => {
      expect(problemsOf(`use_ssl = false\napi_address = ${address}`)[0]).toMatch(/^2 api_address: /);
    },
  );

  it("names what is required when the file is empty", () => {
    expect(problemsOf("")).toEqual([
      expect.stringContaining("api_address: is missing"),
      expect.stringContaining("use_ssl: is missing"),
    ]);
  });

  it("never repeats a secret in a problem", () => {
    fc.assert(
      fc.property(fc.constantFrom("client_secret", "client_secret =", 'client_secret = "'), (start) => {
        expect(JSON.stringify(parseConfigIni(`${start} hunter2secret, x`).problems)).not.toContain("hunter2secret");
      }),
    );
  });

  it("takes any text without throwing", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (source) => void parseConfigIni(source)));
  });
});
