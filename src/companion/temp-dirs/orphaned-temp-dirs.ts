import type { Dirent } from "node:fs";
import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tempDirPrefix, ownerSocketName, type TempDirKind } from "./private-temp-dir.ts";

const endPatienceMs = 3_000;
const pollMs = 20;
/** Longest that a busy machine leaves an owner between making its socket and listening in it. */
const listenPatienceMs = 200;
/** What the one who starts next is told was in it. */
const contents: Record<TempDirKind, string> = {
  envoy: "Envoy's configuration and the client secret",
  sounds: "recordings",
};

/**
 * Removes the private folders of consoles that were killed, and ends an Envoy that runs on from there and holds its port.
 *
 * Left alone is what belongs to another user, is a link, or has no sign of life at all: its owner is just about to begin.
 *
 * @param say told in one line for each folder
 * @param listenMs how long an owner may take from making its sign of life to listening in it
 */
export async function removeOrphanedTempDirs(
  say: (line: string) => void,
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
      say(`A console was killed: removed what it left in ${path} (${contents[kind]})${alone}.`);
    }
  }
}

async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}

/** Nobody listens any more; whatever else comes of asking is no proof. Who has just made the socket listens a moment later. */
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

/** How many there were; none where the system has no `/proc`. */
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

/** `-c` and a file of the folder, whose name nobody else has, are words of its Envoy alone. */
async function wasStartedFrom(folder: string, pid: string): Promise<boolean> {
  // It may have ended since it was listed, and what has ended has no words.
  const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
  return words[words.indexOf("-c") + 1]?.startsWith(`${folder}/`) === true;
}

function kill(pid: string): void {
  try {
    process.kill(Number(pid), "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}
