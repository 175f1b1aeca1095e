import { createReadStream } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseConfigIni, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { maxConfigBytes, readConfigText } from "../../platform-config/read-config-text.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { readVariable } from "./environment.ts";
import { checkPemFiles, whyUnread, type ToldProblem } from "./pem-files.ts";

/** A `config.ini` that cannot be used: one line for each problem, `file:line key: message`. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Most problems of one file that are listed. */
const shownProblems = 20;

/** Variables of the environment, or files that they name, in the place of keys: so a secret need not be in the same file. */
const variables = { client_id: "AUDIOGRAM_CLIENT_ID", client_secret: "AUDIOGRAM_CLIENT_SECRET" } as const;

/**
 * Reads the platform's `config.ini` and checks the files that it names. Relative paths in it count from its folder.
 *
 * @param env variables that take the place of keys when they are not empty, or with `_FILE` behind the name a file; default: those of
 * this program
 * @param warn gets a line about each certificate that can be used, but whose time is over or has not begun
 * @throws ConfigError with every problem, without secrets
 */
export async function readConfigFile(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  warn: (line: string) => void = () => undefined,
): Promise<PlatformConfig> {
  const read = readConfigText(await readFew(file));
  if ("problem" in read) throw new ConfigError(describe(file, read.problem));
  const { config, problems: wrong } = parseConfigIni(read.source, valuesOf(env));
  const folder = dirname(file);
  const files = await checkPemFiles(read.source, folder);
  const problems: ToldProblem[] = [...wrong, ...files.problems];
  if (problems.length > 0) {
    const lines = problems.toSorted((a, b) => a.line - b.line).map((problem) => describe(file, problem));
    const more = lines.length - shownProblems;
    if (more > 0) lines.splice(shownProblems, more, `${file}: and ${String(more)} more`);
    throw new ConfigError(lines.join("\n"));
  }
  for (const warning of files.warnings) warn(describe(file, warning));
  const inFolder = (path: string) => (path === "" ? "" : resolve(folder, path));
  return {
    ...config,
    caCertPath: inFolder(config.caCertPath),
    certPrivateKeyPath: inFolder(config.certPrivateKeyPath),
    certChainPath: inFolder(config.certChainPath),
  };
}

function valuesOf(env: NodeJS.ProcessEnv): Partial<Record<keyof typeof variables, string>> {
  try {
    const read = Object.entries(variables).map(([key, variable]) => [key, readVariable(env, variable)] as const);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined));
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
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

function describe(file: string, { line, key, message }: ToldProblem): string {
  const place = line === 0 ? file : `${file}:${line}`;
  return key === "" ? `${place}: ${message}` : `${place} ${key}: ${message}`;
}
