import { accessSync, constants, statSync } from "node:fs";

/**
 * Checks files that the page is to open, before anything is started.
 *
 * @returns the same paths
 * @throws Error naming the first that does not exist, is no file, or cannot be read
 */
export function checkLaunchPaths(paths: readonly string[]): readonly string[] {
  for (const path of paths) {
    const problem = problemOf(path);
    if (problem !== undefined) throw new Error(`cannot open ${path}: ${problem}`);
  }
  return paths;
}

function problemOf(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return "it is a folder";
    if (!stats.isFile()) return "it is no regular file";
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
    if (code === "EACCES" || code === "EPERM") return "it may not be read by this user";
    return String(error);
  }
}
