import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "./browser.ts";
import { installOnce } from "./install-once.ts";

const run = promisify(execFile);

/** The jq program, and the environment it needs. */
export interface Jq {
  command: string;
  env: NodeJS.ProcessEnv;
}

/** A jq, or why there is none. */
export type FoundJq = Jq | { missing: string };

/**
 * Finds jq: the one on `PATH`, else Debian's package unpacked into the tools folder.
 *
 * Installs nothing on the machine and needs no privileges: apt uses lists in the tools folder, too.
 */
export async function findJq(): Promise<FoundJq> {
  const own = onPath(["jq"]);
  if (own !== undefined) return { command: own, env: process.env };
  let home;
  try {
    home = await installOnce("jq", (draft) => unpackDebian(draft, ["jq", "libjq1", "libonig5"]));
  } catch (error) {
    return { missing: `no jq on PATH, and apt-get could not bring it: ${String(error)}` };
  }
  const libraries = (await readdir(join(home, "usr/lib"))).map((name) => join(home, "usr/lib", name));
  return { command: join(home, "usr/bin/jq"), env: { ...process.env, LD_LIBRARY_PATH: libraries.join(":") } };
}

async function unpackDebian(folder: string, packages: string[]): Promise<void> {
  const lists = join(folder, "apt/lists");
  const cache = join(folder, "apt/cache");
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(cache, "archives/partial"), { recursive: true });
  const options = [`Dir::State::Lists=${lists}`, `Dir::Cache=${cache}`, "APT::Sandbox::User=", "Debug::NoLocking=1"];
  const apt = (...words: string[]) => run("apt-get", [...options.flatMap((o) => ["-o", o]), ...words], { cwd: folder });
  await apt("-qq", "update");
  await apt("-qq", "download", ...packages);
  for (const file of await readdir(folder)) {
    if (file.endsWith(".deb")) await run("dpkg-deb", ["-x", join(folder, file), folder]);
  }
  await rm(join(folder, "apt"), { recursive: true });
}
