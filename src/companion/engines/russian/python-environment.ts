import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

/** A step of the installation that failed; the message is for the user at the terminal. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

/** Oldest Python with wheels of every pinned package, as major and minor number. */
const oldestPython = [3, 11] as const;
const usualNames = ["python3", "python3.14", "python3.13", "python3.12", "python3.11"];
const requirements = join(import.meta.dirname, "requirements.txt");
const versionQuery = "import sys; print('%d.%d.%d' % sys.version_info[:3])";

/**
 * Finds a Python that is new enough: the one that `PYTHON` names, else the usual names on `PATH`.
 *
 * @throws InstallError with what was found instead, and what to do
 */
export async function findPython(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = environment["PYTHON"] ?? "";
  const found: string[] = [];
  for (const name of named === "" ? usualNames : [named]) {
    const version = await versionOf(name, environment);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1])) return name;
    found.push(`${name} is ${version}`);
  }
  const seen = found.length > 0 ? found.join(", ") : named === "" ? "none was found on PATH" : `${named} does not run`;
  throw new InstallError(
    `Python ${oldestPython.join(".")} or later is needed: ${seen}. Install one, or name it in PYTHON.`,
  );
}

/** Version of a Python; undefined when there is no such program, or it does not run. */
async function versionOf(python: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(python, ["-I", "-c", versionQuery], { env: environment });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Makes a Python environment with the pinned packages. One that is whole is left as it is; one that was interrupted, or has other
 * packages, is made anew.
 *
 * @param folder the environment's own
 * @param print prints one line
 * @returns its Python
 * @throws InstallError when Python cannot make one, or a package cannot be fetched or has another hash
 */
export async function makePythonEnvironment(folder: string, print: (line: string) => void): Promise<string> {
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const mark = join(folder, "packages-sha256");
  const hash = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  const installed = await readFile(mark, "utf8").catch(() => "");
  if (installed === hash && existsSync(python)) {
    print("The Python environment is there already.");
    return python;
  }
  const maker = await findPython();
  print(`Making a Python environment with ${maker} in ${folder} ...`);
  await rm(folder, { recursive: true, force: true });
  await runShown(
    maker,
    ["-m", "venv", folder],
    "Python could not make an environment",
    "On Debian and Ubuntu: apt install python3-venv.",
  );
  print("Installing onnx-asr with its packages, pinned by hash (about 50 MB to fetch) ...");
  const install = ["-m", "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"];
  await runShown(python, [...install, "-r", requirements], "The packages could not be installed");
  await writeFile(mark, hash);
  return python;
}

/**
 * Runs a program whose output the user sees.
 *
 * @param failure what it means when the program fails
 * @param advice what to do then
 * @throws InstallError with both
 */
export async function runShown(program: string, args: string[], failure: string, advice = ""): Promise<void> {
  const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  const [code, signal] = (await once(child, "close").catch((error: unknown) => [String(error)])) as [unknown, unknown];
  if (code !== 0) throw new InstallError(`${failure} (${String(signal ?? code)}, see above). ${advice}`.trim());
}
