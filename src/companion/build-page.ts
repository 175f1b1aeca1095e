import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Folders of `src` that are not part of the page. */
const notOfThePage = /[/\\]companion[/\\]|\.test\.ts$|\.md$/;

/**
 * Builds the page when `dist/` is missing or older than its sources.
 *
 * The npm package has no sources: its page is built. The build goes to a folder of its own and replaces `dist/` at the end, so an interrupted build leaves no incomplete page.
 *
 * @param onBuild called before a build, which takes seconds
 * @returns the folder with the built page
 * @throws Error with the output of the build
 */
export async function buildPage(projectFolder: string, onBuild: () => void, signal: AbortSignal): Promise<string> {
  const page = join(projectFolder, "dist");
  if (!existsSync(join(projectFolder, "src"))) return page;
  if ((await newestSourceMs(projectFolder)) < (await modifiedMs(join(page, "index.html")))) return page;
  onBuild();
  const startedAt = new Date();
  const draft = join(projectFolder, `.tools/page.${process.pid}`);
  const vite = join(projectFolder, "node_modules/vite/bin/vite.js");
  try {
    await promisify(execFile)(process.execPath, [vite, "build", "--outDir", draft, "--logLevel", "warn"], {
      cwd: projectFolder,
      env: { ...process.env, NO_COLOR: "1" },
      signal,
    });
    // A file that was saved during the build is newer than the page.
    await utimes(join(draft, "index.html"), startedAt, startedAt);
    await rm(page, { recursive: true, force: true });
    await rename(draft, page);
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new Error(`the page could not be built: ${stderr || String(error)}`, { cause: error });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return page;
}

async function newestSourceMs(projectFolder: string): Promise<number> {
  const inSrc = await readdir(join(projectFolder, "src"), { recursive: true, withFileTypes: true });
  const files = inSrc.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const config = (await readdir(projectFolder)).filter((name) => /^vite\..+\.ts$/.test(name));
  const beside = ["index.html", ...config, "package-lock.json"].map((name) => join(projectFolder, name));
  const times = [...files.filter((file) => !notOfThePage.test(file)), ...beside].map(modifiedMs);
  return Math.max(...(await Promise.all(times)));
}

/** Modification time of a file, in milliseconds since the epoch; 0 when it does not exist. */
async function modifiedMs(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    // Missing, or removed since it was listed.
    return 0;
  }
}
