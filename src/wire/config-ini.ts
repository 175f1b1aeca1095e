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

/** Where tokens are given to a client (contract, section 9). */
export function tokenEndpointOf({ ssoUrl, realm }: Pick<PlatformConfig, "ssoUrl" | "realm">): string {
  return `${ssoUrl.replace(/\/+$/, "")}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
}

/** The key whose value must never reach a browser, a log or an export. */
export const secretKeys: ReadonlySet<string> = new Set(["client_secret"]);

const defaultGrpcPort = { plain: 80, tls: 443 };
const defaultTimeoutSeconds = 60;

type Reader = (value: string, config: PlatformConfig) => IniFault | undefined;

const fault = (code: IniFaultCode, detail = ""): IniFault => ({ code, detail });

const text =
  (
    field:
      | "caCertPath"
      | "certPrivateKeyPath"
      | "certChainPath"
      | "clientId"
      | "clientSecret"
      | "realm"
      | "iamAccount"
      | "iamWorkspace",
  ): Reader =>
  (value, config) => {
    config[field] = value;
    return undefined;
  };

const flag =
  (field: "useSsl" | "verifySso"): Reader =>
  (value, config) => {
    if (value !== "true" && value !== "false") return fault("no-flag", quote(value));
    config[field] = value === "true";
    return undefined;
  };

/** One reader for each key: puts the value into the config or says what is wrong with it. */
const readers: Record<string, Reader> = {
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
  iam_account: text("iamAccount"),
  iam_workspace: text("iamWorkspace"),
  extra_metadata: readMetadata,
};

/**
 * Reads a `config.ini`: flat `key = value` lines without sections, `#` comments, quotes around values with commas.
 *
 * @returns the config with defaults filled in, and every problem found; with a problem the config must not be used.
 *   Problems never repeat a secret.
 */
export function parseConfigIni(source: string): { config: PlatformConfig; problems: IniProblem[] } {
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
  const seen = new Map<string, IniEntry>();
  for (const entry of entries) {
    const { key, line, value } = entry;
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    const earlier = seen.get(key);
    if (reader === undefined)
      problems.push(iniProblem(line, key, fault("unknown-key", Object.keys(readers).join(", "))));
    else if (earlier !== undefined) problems.push(iniProblem(line, key, fault("twice", String(earlier.line))));
    else {
      const found = value === "" ? undefined : reader(value, config);
      if (found !== undefined) problems.push(iniProblem(line, key, found));
    }
    seen.set(key, earlier ?? entry);
  }
  problems.push(...missing(seen, config));
  if (config.apiPort === 0) config.apiPort = config.useSsl ? defaultGrpcPort.tls : defaultGrpcPort.plain;
  return { config, problems: problems.sort((a, b) => a.line - b.line) };
}

/** What one key alone cannot tell: keys that are required, alone or by another. */
function missing(seen: Map<string, IniEntry>, config: PlatformConfig): IniProblem[] {
  const has = (key: string) => (seen.get(key)?.value ?? "") !== "";
  const lineOf = (key: string) => seen.get(key)?.line ?? 0;
  const problems: IniProblem[] = [];
  const demand = (key: string, code: IniFaultCode, blame = key) => {
    if (!has(key)) problems.push(iniProblem(lineOf(blame), key, fault(code)));
  };
  demand("api_address", "no-platform");
  demand("use_ssl", "no-ssl");
  if (config.clientId !== "") demand("client_secret", "no-secret", "client_id");
  if (config.clientSecret !== "") demand("client_id", "no-client", "client_secret");
  if (config.clientId !== "") {
    demand("sso_url", "no-sso", "client_id");
    demand("realm", "no-realm", "client_id");
  }
  if (config.certPrivateKeyPath !== "") demand("cert_chain_path", "no-certificate", "cert_private_key_path");
  if (config.certChainPath !== "") demand("cert_private_key_path", "no-key", "cert_chain_path");
  return problems;
}

function readAddress(value: string, config: PlatformConfig): IniFault | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s/:@[\]]+))(?::(\d+))?$/.exec(value) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) return fault("no-address", quote(value));
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return fault("no-port", port);
  config.apiHost = host;
  config.apiPort = Number(port ?? 0);
  return undefined;
}

function readTimeout(value: string, config: PlatformConfig): IniFault | undefined {
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0) return fault("no-seconds", quote(value));
  config.timeoutSeconds = seconds;
  return undefined;
}

function readSsoUrl(value: string, config: PlatformConfig): IniFault | undefined {
  if (!URL.canParse(value)) return fault("no-url", quote(value));
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return fault("no-web-url", url.protocol);
  if (url.username !== "" || url.password !== "") return fault("url-with-user");
  if (url.search !== "" || url.hash !== "") return fault("url-with-query");
  config.ssoUrl = value.replace(/\/+$/, "");
  return undefined;
}

/** Headers that the call itself or the token decides. */
const reservedMetadata = /^(authorization|content-type|content-length|host|te|connection|user-agent|grpc-.*|x-ai-.*)$/;

/** Reads `name=value,name=value`: fields that go with every call. */
export function readMetadataPairs(text: string): [name: string, value: string][] | IniFault {
  const pairs: [string, string][] = [];
  for (const pair of text.split(",")) {
    const [name = "", content, ...rest] = pair.split("=").map((part) => part.trim());
    if (content === undefined || rest.length > 0) return fault("no-pairs");
    if (!/^[a-z0-9_.-]+$/.test(name)) return fault("bad-name", quote(name));
    if (reservedMetadata.test(name)) return fault("reserved-name", name);
    if (!/^[\x20-\x7e]*$/.test(content)) return fault("bad-value", name);
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

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
