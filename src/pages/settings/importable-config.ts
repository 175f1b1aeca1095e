import { isHeaderText, type AccessSettings } from "../../settings/settings.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { parseConfigIni } from "../../platform-config/parse-config-ini.ts";
import { readConfigText } from "../../platform-config/read-config-text.ts";
import { readIniLines, type IniProblem } from "../../platform-config/ini-lines.ts";

/** Why a line of the file has no place in the page. */
export type LeftOutReason =
  | "secret"
  | "certificate"
  | "gateway-has-it"
  | "gateway-needs-it"
  | "browser-checks"
  | "page-cannot";

/** What a `config.ini` gives to the page. Nothing secret is in it but in `metadata`. */
export interface ImportableConfig {
  /** What is imported. */
  access: Partial<AccessSettings>;
  /** `extra_metadata`, which may be secret until a person says otherwise; undefined when the file has none. */
  metadata?: Record<string, string>;
  /** Keys whose values were imported, with the values to show, in the order of the file. */
  filled: { key: string; value: string }[];
  leftOut: { key: string; line: number; reason: LeftOutReason }[];
  problems: IniProblem[];
}

/** The keys that a page can use. */
const taken: Record<string, (reading: ReturnType<typeof parseConfigIni>["config"]) => Partial<AccessSettings>> = {
  timeout: ({ timeoutSeconds }) => ({ timeoutSeconds }),
  client_id: ({ clientId }) => ({ clientId }),
  sso_url: ({ ssoUrl }) => ({ ssoUrl }),
  realm: ({ realm }) => ({ realm }),
  iam_account: ({ iamAccount }) => ({ account: iamAccount }),
  iam_workspace: ({ iamWorkspace }) => ({ workspace: iamWorkspace }),
};

/** Stands for a value that is not shown. */
export const masked = "••••••••";

/** Settings that are words of ASCII, which a file need not hold to. */
const keptWords = new Set(["client_id", "realm"]);

const certificates = ["ca_cert_path", "cert_private_key_path", "cert_chain_path"];

/**
 * The part of a dropped `config.ini` that the page imports, and why each other line is left out. A line with a problem is not imported; the others are.
 *
 * @param bytes of the file
 * @param server what the server of this page says of itself, if it has
 */
export function importableConfig(bytes: Uint8Array, server: ConsoleConfig | undefined): ImportableConfig {
  const read = readConfigText(bytes);
  if ("problem" in read) return { access: {}, filled: [], leftOut: [], problems: [read.problem] };
  const { source } = read;
  const { config, problems } = parseConfigIni(source);
  // By line: a key may be right and still be blamed for one that is missing beside it.
  const wrong = new Set(problems.map(({ line, key }) => `${String(line)} ${key}`));
  const reading: ImportableConfig = { access: {}, filled: [], leftOut: [], problems };
  const isTarget = server?.target === `${config.apiHost}:${String(config.apiPort)}`;
  for (const { key, line, value } of readIniLines(source).entries) {
    if (value === "") continue;
    const take = Object.hasOwn(taken, key) ? taken[key] : undefined;
    const isRight = !wrong.has(`${String(line)} ${key}`);
    const isKept = !keptWords.has(key) || isHeaderText(value);
    if (take !== undefined && isRight && isKept) {
      Object.assign(reading.access, take(config));
      reading.filled.push({ key, value });
    }
    if (key === "extra_metadata" && isRight) {
      reading.metadata = Object.fromEntries(config.extraMetadata);
      reading.filled.push({ key, value: config.extraMetadata.map(([name]) => `${name}=${masked}`).join(", ") });
    }
    const reason = take !== undefined && isRight && !isKept ? "page-cannot" : reasonFor(key, isTarget);
    if (reason !== undefined) reading.leftOut.push({ key, line, reason });
  }
  // Without a gateway that brings tokens, the page is to fetch them; only the secret is missing then.
  if (reading.access.clientId !== undefined && server?.authMode !== "gateway")
    Object.assign(reading.access, { mode: "token", tokenFrom: "fetch" });
  return reading;
}

function reasonFor(key: string, isTarget: boolean): LeftOutReason | undefined {
  if (key === "client_secret") return "secret";
  if (certificates.includes(key)) return "certificate";
  if (key === "verify_sso") return "browser-checks";
  if (key === "api_address" || key === "use_ssl") return isTarget ? "gateway-has-it" : "gateway-needs-it";
  return undefined;
}
