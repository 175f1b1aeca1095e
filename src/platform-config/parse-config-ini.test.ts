import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configKeys } from "./config-keys.ts";
import { parseConfigIni } from "./parse-config-ini.ts";

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
    ["use_ssl = True", "2 use_ssl: must be true or false in lower case"],
    ["timeout = 0", "2 timeout: must be a number of seconds above 0, at most 86400"],
    ["timeuot = 5", "2 timeuot: is not a key of config.ini; timeout is"],
    ["CLIENT-ID = 5", "2 CLIENT-ID: is not a key of config.ini; client_id is"],
    ["colour = 5", "2 : begins with no key of config.ini; the keys are: api_address, use_ssl"],
    ["realm: demo", "2 realm: has : in the place of ="],
    ["client-id: demo", "2 client_id: has : in the place of ="],
    ["relm", "2 realm: is no `key = value` line"],
    ["; a comment", "2 : begins with ;, but comments begin with #"],
    ["// a comment", "2 : begins with //, but comments begin with #"],
    ["realm “demo”", "2 realm: is no `key = value` line"],
    ["realm = “demo”", "2 realm: has a quote “ of printed text"],
    ["client_secret = abc#def", "2 client_secret: has # inside the value"],
    ["timeout = 1e9", "2 timeout: must be a number of seconds above 0, at most 86400"],
    ["timeout = 0x10", "2 timeout: must be a number of seconds"],
    ["iam_account = Мир", "2 iam_account: must be at most 500 printable ASCII"],
    [`iam_workspace = ${"x".repeat(501)}`, "2 iam_workspace: must be at most 500 printable ASCII"],
    ["sso_url = localhost:8080", "2 sso_url: must begin with https:// or http://"],
    ['extra_metadata = "x-a=1,x-a=2"', "2 extra_metadata: has the name of pair 2 twice"],
    ["__proto__ = 5", "2 : begins with no key of config.ini"],
    ["api_address = other", "2 api_address: stands twice: also in line 1"],
    ["[main]", "2 : is a section header"],
    ["just words", "2 : is no `key = value` line"],
    ["iam_account = a,b", "2 iam_account: has a comma"],
    ['iam_account = "a', '2 iam_account: has a quote " that is never closed'],
    ['iam_account = "a" b', "2 iam_account: has text behind the closing quote"],
    ["client_id = demo\nsso_url = https://a.example\nrealm = a", "2 client_secret: is missing"],
    ["client_secret = demo", "2 client_id: is missing"],
    ["cert_chain_path = a.pem", "2 cert_private_key_path: is missing"],
    ["sso_url = ftp://sso.example", "2 sso_url: must begin with https:// or http://"],
    ["sso_url = https://a:b@sso.example", "2 sso_url: must not hold a user name"],
    ["extra_metadata = authorization=x", "2 extra_metadata: must not set authorization"],
    ["extra_metadata = X-Big=x", "2 extra_metadata: has a name that gRPC does not take"],
  ])("says what is wrong with %s, in which line, and nothing else", (line, problem) => {
    const isFirst = line.startsWith("use_ssl") || line === "api_address = other";
    const problems = problemsOf(`api_address = host:1\n${line}\n${isFirst ? "" : "use_ssl = true\n"}`);
    const [first = "", ...others] = problems.filter((one) => !one.startsWith("0 use_ssl: is missing"));
    expect(first.slice(0, problem.length)).toBe(problem);
    expect(others).toEqual([]);
  });

  // The lines of a file in which nothing else is wrong; each is broken in its turn.
  it.each([
    "api_address = speech.example",
    "use_ssl = true",
    "client_id = demo",
    "client_secret = hush",
    "sso_url = https://sso.example",
    "realm = demo",
    "cert_chain_path = a.pem",
    "cert_private_key_path = b.pem",
  ])("makes one message of one mistake: %s", (line) => {
    const lines = [
      ...["api_address = speech.example", "use_ssl = true", "client_id = demo", "client_secret = hush"],
      ...["sso_url = https://sso.example", "realm = demo", "cert_chain_path = a.pem", "cert_private_key_path = b.pem"],
    ];
    const at = lines.indexOf(line);
    const mistakes = [
      line.replace("= ", '= "'),
      line.replace(" =", ":"),
      line.replace(" =", ""),
      `${line}, more`,
      `${line}#`,
      `x${line}`,
      line.replace("_", "-").replace(/^[a-z]+/, (word) => word.toUpperCase()),
    ];
    for (const mistake of mistakes) {
      const found = problemsOf(lines.with(at, mistake).join("\n"));
      expect([mistake, found.length, found[0]?.split(" ")[0]]).toEqual([mistake, 1, String(at + 1)]);
    }
  });

  it.each([
    ["http://host:1", "must be host[:port] without a scheme or a path"],
    ["a b", "must be host[:port]"],
    ["user@host", "must be host[:port]"],
    ["host:0", "must have a port"],
    ["host:70000", "must have a port"],
    ["host:-1", "must have a port"],
    ["host:", "must have a port"],
    ["host:https", "must have a port"],
    [`host:${"9".repeat(400)}`, "must have a port from 1 to 65535 after the colon"],
    ["2001:db8::1", "has an IPv6 address without brackets"],
    ["::1", "has an IPv6 address without brackets"],
    ["[:::::]:443", "names no host"],
    ["999.1.1.1", "names no host"],
    ["a$b", "names no host"],
    [".", "names no host"],
  ])("refuses the address %s", (address, why) => {
    const [found = "", ...others] = problemsOf(`use_ssl = false\napi_address = ${address}`);
    expect(found.slice(0, why.length + 15)).toBe(`2 api_address: ${why}`);
    expect(others).toEqual([]);
  });

  it.each([
    ["speech.example", "speech.example", 443],
    ["speech_1.local.:8443", "speech_1.local.", 8443],
    ["10.0.0.1:1", "10.0.0.1", 1],
    ["[2001:db8::1]:8443", "2001:db8::1", 8443],
    // As DNS, SNI and certificates have it.
    ["речь.рф", "xn--e1avwu.xn--p1ai", 443],
  ])("takes the address %s", (address, apiHost, apiPort) => {
    const { config, problems } = parseConfigIni(`use_ssl = true\napi_address = ${address}`);
    expect([config.apiHost, config.apiPort, problems]).toEqual([apiHost, apiPort, []]);
  });

  it("takes invisible marks at the ends of a line, and a comment behind white space alone", () => {
    const { config, problems } = parseConfigIni("\uFEFFapi_address = host # a\n\u200Buse_ssl = true\t#b\nrealm =#c\n");
    expect([config.apiHost, config.useSsl, config.realm, problems]).toEqual(["host", true, "", []]);
  });

  it.each([
    ["nothing", "", "has no line with a key"],
    ["comments alone", "# a\n\n# b\n", "has no line with a key"],
    ["JSON", '{\n  "api_address": "a",\n  "use_ssl": true\n}', "is no config.ini: not one of its lines"],
    ["something else", "words\n".repeat(1000), "is no config.ini: not one of its lines"],
  ])("is one problem of the whole file when it holds %s", (_, source, why) => {
    expect(problemsOf(source)).toEqual([expect.stringMatching(`^0 : ${why}`)]);
  });

  it.each([
    ...configKeys.flatMap((key) => [`${key} = SECRET`, `${key} = "SECRET`, `${key}: SECRET`, `${key} SECRET`]),
    ...configKeys.flatMap((key) => [
      `${key} = https://SECRET:SECRET@host`,
      `${key} = SECRET#SECRET`,
      `${key} = SECRET, x`,
    ]),
    ...[
      "SECRET",
      "SECRET = 1",
      "SECRET =",
      "SECRET = a, b",
      'SECRET = "a',
      "SECRET: 1",
      "[SECRET]",
      "; SECRET",
      "// SECRET",
    ],
    ...[
      "secret = SECRET",
      "client_secrets = SECRET",
      "password: SECRET",
      "export SECRET=1",
      "api_address = host:SECRET",
    ],
    ...["api_address = [SECRET]", "api_address = SECRET:1:2", "sso_url = ftp://SECRET", "sso_url = https://h/?SECRET"],
    ...[
      'extra_metadata = "SECRET"',
      'extra_metadata = "SECRET=1,SECRET=2"',
      'extra_metadata = "x-a=SECRET,x-a=SECRET"',
    ],
    ...['extra_metadata = "grpc-SECRET=1"', 'extra_metadata = "x-ai-SECRET=SECRET"', 'extra_metadata = "SECRET=ключ"'],
  ])("never repeats a secret in a problem: %s", (line) => {
    for (const secret of ["hunter2secret", "S3cr+t/=&%", "c2VjcmV0==", "Секрет7Ключ"]) {
      const { problems } = parseConfigIni(`api_address = a\nuse_ssl = true\n${line.replaceAll("SECRET", secret)}`);
      expect(JSON.stringify(problems)).not.toContain(secret.replace(/=+$/, ""));
    }
  });

  it("takes any text without throwing", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (source) => void parseConfigIni(source)));
  });
});
