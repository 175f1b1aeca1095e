import type { AccessSettings } from "../../settings/settings.ts";
import type { ConsoleFacts } from "../../wire/console-facts.ts";
import { parseConfigIni } from "../../wire/config-ini.ts";
import { readIniLines, type IniProblem } from "../../wire/ini-lines.ts";

/** Why a line of the file has no place in the page. */
export type LeftOutReason = "secret" | "certificate" | "gateway-has-it" | "gateway-needs-it" | "browser-checks";

/** What a `config.ini` gives to the page. Nothing secret is in it. */
export interface ConfigReading {
  /** What is taken over. */
  access: Partial<AccessSettings>;
  /** Keys whose values were taken, with the values, in the order of the file. */
  filled: { key: string; value: string }[];
  leftOut: { key: string; line: number; reason: LeftOutReason }[];
  problems: IniProblem[];
}

/** A config has a few hundred bytes; what is larger is something else. */
export const maxConfigBytes = 65_536;

/** The keys that a page can use. */
const taken: Record<string, (reading: ReturnType<typeof parseConfigIni>["config"]) => Partial<AccessSettings>> = {
  timeout: ({ timeoutSeconds }) => ({ timeoutSeconds }),
  client_id: ({ clientId }) => ({ clientId }),
  sso_url: ({ ssoUrl }) => ({ ssoUrl }),
  realm: ({ realm }) => ({ realm }),
  iam_account: ({ iamAccount }) => ({ account: iamAccount }),
  iam_workspace: ({ iamWorkspace }) => ({ workspace: iamWorkspace }),
  extra_metadata: ({ extraMetadata }) => ({ metadata: Object.fromEntries(extraMetadata) }),
};

const certificates = ["ca_cert_path", "cert_private_key_path", "cert_chain_path"];

/**
 * Reads what of a `config.ini` is for the page. A line with a problem is not taken; the others are.
 *
 * @param server what the server of this page says of itself, if it has
 */
export function readConfigFile(source: string, server: ConsoleFacts | undefined): ConfigReading {
  const { config, problems } = parseConfigIni(source);
  const wrong = new Set(problems.map(({ key }) => key));
  const reading: ConfigReading = { access: {}, filled: [], leftOut: [], problems };
  const isTarget = server?.target === `${config.apiHost}:${String(config.apiPort)}`;
  for (const { key, line, value } of readIniLines(source).entries) {
    if (value === "") continue;
    const take = Object.hasOwn(taken, key) ? taken[key] : undefined;
    // A key may be right and still be blamed for one that is missing beside it.
    if (take !== undefined && (!wrong.has(key) || key === "client_id")) {
      Object.assign(reading.access, take(config));
      reading.filled.push({ key, value });
    }
    const reason = reasonFor(key, isTarget);
    if (reason !== undefined) reading.leftOut.push({ key, line, reason });
  }
  // Without a gateway that brings tokens, the page is to fetch them; only the secret is missing then.
  if (config.clientId !== "" && server?.authMode !== "gateway")
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
