import { readFileSync, rmSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomUuid } from "../../basics/uuid.ts";
import { lockName } from "../../log-copy/copy-state.ts";

/**
 * Claims a folder for this program, so that no second one writes there. The claim of a program that was killed is taken over.
 *
 * @returns gives the folder up; so does the end of this program, unless it is killed
 * @throws Error saying which process has the folder
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, lockName);
  const owner = `${String(process.pid)} ${await startOf(process.pid)}\n`;
  const claim = `${path}.${randomUuid()}`;
  await writeFile(claim, owner, { mode: 0o600, flag: "wx" });
  try {
    while (!(await isLinked(claim, path))) await removeStale(path, folder);
  } finally {
    await rm(claim, { force: true });
  }
  const unlock = () => {
    process.off("exit", unlock);
    if (readOwner(path) === owner) rmSync(path, { force: true });
  };
  process.once("exit", unlock);
  return unlock;
}

/** A link appears at once with its content, and never in the place of another. */
async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(path: string, folder: string): Promise<void> {
  const found = await readFile(path, "utf8").catch(whenGone);
  if (found === undefined) return;
  const [pid = "", start = ""] = found.trim().split(" ");
  if (await isAlive(Number(pid), start)) {
    throw new Error(
      `${folder} is written by another console, process ${pid}; end it, or choose another folder with --log-dir`,
    );
  }
  // Somebody else may have taken it over since it was read: their claim is put back.
  const aside = `${path}.${randomUuid()}`;
  await rename(path, aside).catch(() => undefined);
  if ((readOwner(aside) ?? found) !== found) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** A number is given to a new process one day: the time of its start tells the two apart. */
async function isAlive(pid: number, start: string): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return start === "" || (await startOf(pid)) === start;
}

/** When a process was started, in the system's ticks since it booted; empty where it does not tell (no `/proc`). */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
  // The second field is the name of the program in brackets, which may hold anything; the start is the 22nd.
  return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

/** Its owner has given it up meanwhile. */
function whenGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It is not there.
    return undefined;
  }
}
