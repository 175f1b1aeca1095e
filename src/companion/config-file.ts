import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { parseConfigIni, type PlatformConfig } from "../wire/config-ini.ts";
import { readIniLines, type IniProblem } from "../wire/ini-lines.ts";

/** A `config.ini` that cannot be used: one line for each problem, `file:line key: message`. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const pemKeys = ["ca_cert_path", "cert_private_key_path", "cert_chain_path"];

/**
 * Reads the platform's `config.ini` and makes sure that the files it names can be read.
 *
 * @throws ConfigError with every problem; no secret is in it
 */
export async function readConfigFile(file: string): Promise<PlatformConfig> {
  const source = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`${file}: cannot be read: ${error.code ?? error.message}`, { cause: error });
  });
  const { config, problems: wrong } = parseConfigIni(source);
  const problems: ToldProblem[] = [...wrong, ...(await unreadableFiles(source))];
  if (problems.length > 0) {
    const lines = problems.toSorted((a, b) => a.line - b.line).map((problem) => describe(file, problem));
    throw new ConfigError(lines.join("\n"));
  }
  return config;
}

type ToldProblem = Pick<IniProblem, "line" | "key" | "message">;

async function unreadableFiles(source: string): Promise<ToldProblem[]> {
  const problems: ToldProblem[] = [];
  for (const { line, key, value } of readIniLines(source).entries) {
    if (!pemKeys.includes(key) || value === "") continue;
    await access(value, constants.R_OK).catch(({ code }: NodeJS.ErrnoException) => {
      const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code ?? "?"})`;
      problems.push({ line, key, message: `names ${value}, but ${why}` });
    });
  }
  return problems;
}

function describe(file: string, { line, key, message }: ToldProblem): string {
  const place = line === 0 ? file : `${file}:${line}`;
  return key === "" ? `${place}: ${message}` : `${place} ${key}: ${message}`;
}
