import { execFile } from "node:child_process";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Parts of `src` that the page is not made of. */
const notOfThePage = /[/\\]companion[/\\]|\.test\.ts$|\.md$/;

/**
 * Builds the page when `dist/` is missing or older than what it is made of.
 *
 * The build goes to a folder of its own and takes the place of `dist/` at the end, so a stopped build leaves no half a page.
 *
 * @param onBuild called before a build, which takes seconds
 * @returns the folder with the built page
 * @throws Error with the builder's own words
 */
export async function buildPage(projectFolder: string, onBuild: () => void, signal: AbortSignal): Promise<string> {
  const page = join(projectFolder, "dist");
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
    // What was saved while the build ran is newer than the page.
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
  const beside = ["index.html", "vite.config.ts", "package-lock.json"].map((name) => join(projectFolder, name));
  const times = [...files.filter((file) => !notOfThePage.test(file)), ...beside].map(modifiedMs);
  return Math.max(...(await Promise.all(times)));
}

/** When a file was last written, in milliseconds since the epoch; 0 when it is not there. */
async function modifiedMs(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    // Missing, or removed since it was listed: it makes nothing newer.
    return 0;
  }
}
