import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { toolsFolder } from "./folders.ts";

/**
 * Installs into a folder of its own, if it does not exist yet, and returns its path.
 *
 * Several processes may do so at once: each fills a draft of its own, and the first rename wins, so that no process sees a
 * partial folder.
 *
 * @param fill installs into the folder `draft`, which is then renamed to `home`
 * @param folder where the folder is; default: the tools folder of this checkout
 */
export async function installOnce(
  name: string,
  fill: (draft: string, home: string) => Promise<void>,
  folder = toolsFolder,
): Promise<string> {
  const home = join(folder, name);
  if (existsSync(home)) return home;
  const draft = `${home}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    await fill(draft, home);
    await rename(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return home;
}
