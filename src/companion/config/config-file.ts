import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseConfigIni, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { maxConfigBytes, readConfigText } from "../../platform-config/read-config-text.ts";
import { readIniLines, type IniProblem } from "../../platform-config/ini-lines.ts";
import { joinBytes } from "../../basics/bytes.ts";

/** A `config.ini` that cannot be used: one line for each problem, `file:line key: message`. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const certificate = { mark: /^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/m, what: "certificate" };
/** What a PEM file must contain for its key. */
const pemKeys: Record<string, { mark: RegExp; what: string }> = {
  ca_cert_path: certificate,
  cert_private_key_path: { mark: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/m, what: "private key" },
  cert_chain_path: certificate,
};
const certificateFile = /\.(?:pem|crt|cer|key)$/i;
const encryptedKey = /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m;
/** Most problems of one file that are listed. */
const shownProblems = 20;

/** Variables of the environment that take the place of keys, so that a secret need not be in a file. */
const variables = { client_id: "AUDIOGRAM_CLIENT_ID", client_secret: "AUDIOGRAM_CLIENT_SECRET" } as const;

/**
 * Reads the platform's `config.ini` and checks the files that it names. Relative paths in it count from its folder.
 *
 * @param env variables that take the place of keys when they are not empty; default: those of this program
 * @throws ConfigError with every problem, without secrets
 */
export async function readConfigFile(file: string, env: NodeJS.ProcessEnv = process.env): Promise<PlatformConfig> {
  const read = readConfigText(await readFew(file));
  if ("problem" in read) throw new ConfigError(describe(file, read.problem));
  const { config, problems: wrong } = parseConfigIni(read.source, valuesOf(env));
  const folder = dirname(file);
  const problems: ToldProblem[] = [...wrong, ...(await uselessFiles(read.source, folder))];
  if (problems.length > 0) {
    const lines = problems.toSorted((a, b) => a.line - b.line).map((problem) => describe(file, problem));
    const more = lines.length - shownProblems;
    if (more > 0) lines.splice(shownProblems, more, `${file}: and ${String(more)} more`);
    throw new ConfigError(lines.join("\n"));
  }
  const inFolder = (path: string) => (path === "" ? "" : resolve(folder, path));
  return {
    ...config,
    caCertPath: inFolder(config.caCertPath),
    certPrivateKeyPath: inFolder(config.certPrivateKeyPath),
    certChainPath: inFolder(config.certChainPath),
  };
}

function valuesOf(env: NodeJS.ProcessEnv): Partial<Record<keyof typeof variables, string>> {
  const set = Object.entries(variables).filter(([, variable]) => (env[variable] ?? "") !== "");
  return Object.fromEntries(set.map(([key, variable]) => [key, env[variable]]));
}

/** Reads a file, but at most one chunk past the size limit. */
async function readFew(file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      chunks.push(chunk as Uint8Array);
      size += (chunk as Uint8Array).length;
      if (size > maxConfigBytes) break;
    }
  } catch (error) {
    throw new ConfigError(`${file}: ${whyUnread(error as NodeJS.ErrnoException)}`, { cause: error });
  }
  return joinBytes(chunks);
}

function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "this user may not read it";
    default:
      return `it cannot be read (${code ?? message})`;
  }
}

type ToldProblem = Pick<IniProblem, "line" | "key" | "message">;

async function uselessFiles(source: string, folder: string): Promise<ToldProblem[]> {
  const problems: ToldProblem[] = [];
  for (const { line, key, value } of readIniLines(source).entries) {
    const wanted = Object.hasOwn(pemKeys, key) ? pemKeys[key] : undefined;
    if (wanted === undefined || value === "") continue;
    const path = resolve(folder, value);
    const why = await readFile(path, "latin1").then(
      (text) => uselessBecause(text, wanted),
      (error: NodeJS.ErrnoException) => whyUnread(error),
    );
    // Anything else in the place of a path may be a secret, which is not to be repeated.
    const told = certificateFile.test(value) ? `names ${path}, but ${why}` : `names no usable file: ${why}`;
    if (why !== undefined) problems.push({ line, key, message: told });
  }
  return problems;
}

function uselessBecause(text: string, { mark, what }: { mark: RegExp; what: string }): string | undefined {
  if (!mark.test(text)) return `there is no ${what} in it (PEM)`;
  return encryptedKey.test(text) ? "it is encrypted, and nobody is there to type its password" : undefined;
}

function describe(file: string, { line, key, message }: ToldProblem): string {
  const place = line === 0 ? file : `${file}:${line}`;
  return key === "" ? `${place}: ${message}` : `${place} ${key}: ${message}`;
}
