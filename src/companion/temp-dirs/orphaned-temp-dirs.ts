import type { Dirent } from "node:fs";
import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tempDirPrefix, ownerSocketName, type TempDirKind } from "./private-temp-dir.ts";

const endPatienceMs = 3_000;
const pollMs = 20;
/** Longest time between creating the owner's socket and listening on it, on a busy machine, in milliseconds. */
const listenPatienceMs = 200;
/** Contents of the folders, for the message. */
const contents: Record<TempDirKind, string> = {
  envoy: "Envoy's configuration and the client secret",
  sounds: "recordings",
};

/**
 * Removes the temporary folders of consoles that were killed, and ends an orphaned Envoy, which would hold its port.
 *
 * Folders of other users, links, and folders without an owner socket stay: their owner is about to start.
 *
 * @param print prints one line for each folder
 * @param listenMs longest time between creating the owner's socket and listening on it, in milliseconds
 */
export async function removeOrphanedTempDirs(
  print: (line: string) => void,
  place = tmpdir(),
  listenMs = listenPatienceMs,
): Promise<void> {
  const entries: Dirent[] = await readdir(place, { withFileTypes: true }).catch(() => []);
  for (const kind of ["envoy", "sounds"] as const) {
    for (const { name } of entries.filter((entry) => entry.name.startsWith(tempDirPrefix(kind)))) {
      const path = join(place, name);
      if (!(await isOurs(path)) || !(await isDead(join(path, ownerSocketName), listenMs))) continue;
      const ended = kind === "envoy" ? await endProgramsOf(path) : 0;
      await rm(path, { recursive: true, force: true });
      const alone = ended > 0 ? "; its Envoy still ran and was ended" : "";
      print(`A console was killed: removed what it left in ${path} (${contents[kind]})${alone}.`);
    }
  }
}

async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}

/** Whether no owner listens any more. Any other error proves nothing; a socket that was just created is probed again. */
async function isDead(socketPath: string, listenMs: number): Promise<boolean> {
  if (!(await isRefused(socketPath))) return false;
  await delay(listenMs);
  return isRefused(socketPath);
}

function isRefused(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = connect(socketPath, () => {
      asking.destroy();
      resolve(false);
    });
    asking.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code === "ECONNREFUSED"));
  });
}

/** Ends the folder's Envoy. @returns how many processes; 0 where the system has no `/proc` */
async function endProgramsOf(folder: string): Promise<number> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const pid of pids) if (await wasStartedFrom(folder, pid)) found.push(pid);
  for (const pid of found) {
    kill(pid);
    const giveUpMs = performance.now() + endPatienceMs;
    while (performance.now() < giveUpMs && (await wasStartedFrom(folder, pid))) await delay(pollMs);
  }
  return found.length;
}

/** Only the folder's Envoy has `-c` and a file of the folder among its arguments. */
async function wasStartedFrom(folder: string, pid: string): Promise<boolean> {
  // It may have ended since it was listed, and then has no arguments.
  const args = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
  return args[args.indexOf("-c") + 1]?.startsWith(`${folder}/`) === true;
}

function kill(pid: string): void {
  try {
    process.kill(Number(pid), "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
