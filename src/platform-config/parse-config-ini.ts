import { configKeys, isConfigKey, closestConfigKey, type ConfigKey } from "./config-keys.ts";
import type { IniFault, IniFaultCode } from "./ini-faults.ts";
import { iniProblem, readIniLines, type IniEntry, type IniProblem } from "./ini-lines.ts";

/** Where the platform is and how to talk to it: the official client's `config.ini` (contract, section 11). */
export interface PlatformConfig {
  apiHost: string;
  apiPort: number;
  /** TLS towards the platform. */
  useSsl: boolean;
  /** PEM files; empty: the system's own authorities, no client certificate. */
  caCertPath: string;
  certPrivateKeyPath: string;
  certChainPath: string;
  /** Deadline of a call, in seconds. */
  timeoutSeconds: number;
  /** Both are empty or both are set; empty means calls without a token. */
  clientId: string;
  clientSecret: string;
  /** Root of the token server, without a slash at its end; empty without `clientId`. */
  ssoUrl: string;
  realm: string;
  /** Whether the certificate of the token server is checked. */
  verifySso: boolean;
  iamAccount: string;
  iamWorkspace: string;
  /** Sent with every call. */
  extraMetadata: [name: string, value: string][];
}

const defaultGrpcPort = { plain: 80, tls: 443 };
const defaultTimeoutSeconds = 60;
const longestTimeoutSeconds = 86_400;

type Reader = (value: string, config: PlatformConfig) => IniFault | undefined;

const fault = (code: IniFaultCode, detail = ""): IniFault => ({ code, detail });

const text =
  (field: "caCertPath" | "certPrivateKeyPath" | "certChainPath" | "clientId" | "clientSecret" | "realm"): Reader =>
  (value, config) => {
    config[field] = value;
    return undefined;
  };

/** What goes into a header. */
const headerText =
  (field: "iamAccount" | "iamWorkspace"): Reader =>
  (value, config) => {
    if (!/^[\x20-\x7e]{1,500}$/.test(value)) return fault("not-ascii");
    config[field] = value;
    return undefined;
  };

const flag =
  (field: "useSsl" | "verifySso"): Reader =>
  (value, config) => {
    if (value !== "true" && value !== "false") return fault("no-flag");
    config[field] = value === "true";
    return undefined;
  };

/** One reader for each key: puts the value into the config or says what is wrong with it. */
const readers: Record<ConfigKey, Reader> = {
  api_address: readAddress,
  use_ssl: flag("useSsl"),
  ca_cert_path: text("caCertPath"),
  cert_private_key_path: text("certPrivateKeyPath"),
  cert_chain_path: text("certChainPath"),
  timeout: readTimeout,
  client_id: text("clientId"),
  client_secret: text("clientSecret"),
  sso_url: readSsoUrl,
  realm: text("realm"),
  verify_sso: flag("verifySso"),
  iam_account: headerText("iamAccount"),
  iam_workspace: headerText("iamWorkspace"),
  extra_metadata: readMetadata,
};

/**
 * Reads a `config.ini`: flat `key = value` lines without sections, `#` comments, quotes around values with commas.
 *
 * @param given values from elsewhere, in the place of those of the file
 * @returns the config with defaults filled in, and every problem found; with a problem the config must not be used.
 *   Problems repeat no value.
 */
export function parseConfigIni(
  source: string,
  given: Partial<Record<ConfigKey, string>> = {},
): { config: PlatformConfig; problems: IniProblem[] } {
  const { entries, problems } = readIniLines(source);
  const config: PlatformConfig = {
    apiHost: "",
    apiPort: 0,
    useSsl: false,
    caCertPath: "",
    certPrivateKeyPath: "",
    certChainPath: "",
    timeoutSeconds: defaultTimeoutSeconds,
    clientId: "",
    clientSecret: "",
    ssoUrl: "",
    realm: "",
    verifySso: true,
    iamAccount: "",
    iamWorkspace: "",
    extraMetadata: [],
  };
  const seen: Seen = new Map();
  const inFile = entries.filter(({ key }) => !Object.hasOwn(given, key));
  for (const { key, line, value } of [...inFile, ...entriesOf(given)]) {
    const earlier = seen.get(key);
    if (!isConfigKey(key)) problems.push(iniProblem(line, key, strange(key)));
    else if (earlier !== undefined) problems.push(iniProblem(line, key, fault("twice", String(earlier.line))));
    else {
      const found = value === "" ? undefined : readers[key](value, config);
      if (found !== undefined) problems.push(iniProblem(line, key, found));
      seen.set(key, { line, state: value === "" ? "empty" : "set" });
    }
  }
  // One mistake is one problem: what a broken line was to say is not missing besides.
  for (const { key, line } of problems) {
    const meant = closestConfigKey(key);
    if (meant !== undefined && !seen.has(meant)) seen.set(meant, { line, state: "broken" });
  }
  // The same keys in JSON are another file.
  if (seen.size === Object.keys(given).length || /^\s*\{/.test(source)) {
    const code = entries.length + problems.length === 0 ? "empty" : "no-config";
    return { config, problems: [iniProblem(0, "", fault(code))] };
  }
  problems.push(...missing(seen));
  if (config.apiPort === 0) config.apiPort = config.useSsl ? defaultGrpcPort.tls : defaultGrpcPort.plain;
  return { config, problems: problems.sort((a, b) => a.line - b.line) };
}

/** They stand in no line of the file. */
function entriesOf(given: Record<string, string>): IniEntry[] {
  return Object.entries(given).map(([key, value]) => ({ line: 0, key, value }));
}

/** Which keys the file has. What a broken line was to say is not known. */
type Seen = Map<string, { line: number; state: "set" | "empty" | "broken" }>;

function strange(key: string): IniFault {
  const meant = closestConfigKey(key);
  return meant === undefined ? fault("unknown-key", configKeys.join(", ")) : fault("misspelled", meant);
}

/** What one key alone cannot show: keys that are required, alone or by another. */
function missing(seen: Seen): IniProblem[] {
  const isSet = (key: ConfigKey) => seen.get(key)?.state === "set";
  const problems: IniProblem[] = [];
  const demand = (key: ConfigKey, code: IniFaultCode, blame = key) => {
    if (isSet(key) || seen.get(key)?.state === "broken") return;
    problems.push(iniProblem((seen.get(key) ?? seen.get(blame))?.line ?? 0, key, fault(code)));
  };
  demand("api_address", "no-platform");
  demand("use_ssl", "no-ssl");
  if (isSet("client_id")) {
    demand("client_secret", "no-secret", "client_id");
    demand("sso_url", "no-sso", "client_id");
    demand("realm", "no-realm", "client_id");
  }
  if (isSet("client_secret")) demand("client_id", "no-client", "client_secret");
  if (isSet("cert_private_key_path")) demand("cert_chain_path", "no-certificate", "cert_private_key_path");
  if (isSet("cert_chain_path")) demand("cert_private_key_path", "no-key", "cert_chain_path");
  return problems;
}

function readAddress(value: string, config: PlatformConfig): IniFault | undefined {
  if (/^[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(value)) return fault("ipv6-alone");
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^\s/:@[\]]+))(?::([^\s/:@[\]]*))?$/.exec(value) ?? [];
  const named = bracketed ?? plain;
  if (named === undefined) return fault("no-address");
  const host = bracketed === undefined ? hostName(named) : URL.canParse(`http://[${named}]`) ? named : undefined;
  if (host === undefined) return fault("no-host");
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    return fault("no-port");
  }
  config.apiHost = host;
  config.apiPort = Number(port ?? 0);
  return undefined;
}

/** A name, with letters of other alphabets in the form that DNS and certificates know, or an IPv4 address. */
function hostName(text: string): string | undefined {
  if (!/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const { hostname } = new URL(`http://${text}`);
  return /^[\x20-\x7e]*$/.test(text) ? text : hostname;
}

function readTimeout(value: string, config: PlatformConfig): IniFault | undefined {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > longestTimeoutSeconds) return fault("no-seconds");
  config.timeoutSeconds = seconds;
  return undefined;
}

function readSsoUrl(value: string, config: PlatformConfig): IniFault | undefined {
  if (!URL.canParse(value)) return fault("no-url");
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return fault("no-web-url");
  if (url.username !== "" || url.password !== "") return fault("url-with-user");
  if (url.search !== "" || url.hash !== "") return fault("url-with-query");
  config.ssoUrl = value.replace(/\/+$/, "");
  return undefined;
}

/** Headers that the call itself or the token decides. */
const reservedMetadata =
  /^(?:(authorization|content-type|content-length|host|te|connection|user-agent)$|(grpc-|x-ai-))/;

/** Reads `name=value,name=value`: fields that go with every call. A fault names the pair by its number, from 1. */
export function readMetadataPairs(text: string): [name: string, value: string][] | IniFault {
  const pairs: [string, string][] = [];
  for (const [index, pair] of text.split(",").entries()) {
    const [name = "", content, ...rest] = pair.split("=").map((part) => part.trim());
    const place = String(index + 1);
    if (content === undefined || rest.length > 0) return fault("no-pairs");
    if (!/^[a-z0-9_.-]+$/.test(name)) return fault("bad-name", place);
    const [, reserved, prefix] = reservedMetadata.exec(name) ?? [];
    if (reserved !== undefined || prefix !== undefined) return fault("reserved-name", reserved ?? `${prefix}…`);
    if (!/^[\x20-\x7e]*$/.test(content)) return fault("bad-value", place);
    if (pairs.some(([earlier]) => earlier === name)) return fault("name-twice", place);
    pairs.push([name, content]);
  }
  return pairs;
}

function readMetadata(value: string, config: PlatformConfig): IniFault | undefined {
  const read = readMetadataPairs(value);
  if ("code" in read) return read;
  config.extraMetadata = read;
  return undefined;
}
