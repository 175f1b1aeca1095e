import { readFileSync } from "node:fs";

/** Largest file of one variable, in bytes. */
const maxBytes = 64 * 1024;

/**
 * The value of a variable of the environment, or of the file that the variable with `_FILE` behind its name names, as secrets of
 * container engines are mounted. One line end at the end of the file is not part of the value.
 *
 * @returns undefined where neither is set, or is empty
 * @throws Error naming the variable, and never the value, when both are set or the file cannot be read, is empty or larger than 64 KiB
 */
export function readVariable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (file === undefined) return value;
  if (value !== undefined) throw new Error(`${name} and ${name}_FILE are both set: leave one out`);
  return readSecret(file, `${name}_FILE names ${file}, which`);
}

function readSecret(file: string, who: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Error(`${who} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`, { cause: error });
  }
  if (bytes.length > maxBytes) throw new Error(`${who} is larger than ${String(maxBytes / 1024)} KiB`);
  const value = bytes.toString("utf8").replace(/\r?\n$/, "");
  if (value === "") throw new Error(`${who} is empty`);
  return value;
}
