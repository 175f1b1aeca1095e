import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isCopiedName } from "../../log-copy/copied-files.ts";
import { LogCopyError, type LogCopyErrorKind } from "../../log-copy/copy-error.ts";
import type { FolderFiles } from "../../log-copy/folder-files.ts";

/** A log may hold what people said. */
const [folderMode, fileMode] = [0o700, 0o600];

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** The files of a folder of this machine. New folders have the mode 0700, new files 0600; links are not followed. */
export function openDiskFolder(path: string): FolderFiles<Uint8Array> {
  const at = (name: string) => join(path, name);
  return {
    where: path,
    subfolder: (name) => openDiskFolder(at(name)),
    create: () => named(path, "created", async () => void (await mkdir(path, { recursive: true, mode: folderMode }))),
    sizes: () =>
      named(path, "read", async () => {
        const names = (await readdir(path).catch(whenMissing([]))).filter(isCopiedName);
        return new Map(await Promise.all(names.map(async (name) => [name, await sizeOf(at(name))] as const)));
      }),
    readText: (name) => named(at(name), "read", () => readFile(at(name), "utf8").catch(whenMissing(undefined))),
    writeText: (name, text) =>
      named(at(name), "written", async () => {
        const fresh = at(`${name}.new`);
        await writeTo(fresh, O_TRUNC, new TextEncoder().encode(text));
        await rename(fresh, at(name));
      }),
    append: (name, bytes) => named(at(name), "written", () => writeTo(at(name), O_APPEND, bytes)),
    empty: (name) => named(at(name), "emptied", () => writeTo(at(name), O_TRUNC, new Uint8Array())),
    remove: (name) => named(at(name), "deleted", () => rm(at(name), { force: true })),
    replace: (source, target) =>
      named(at(source), "renamed", () => rename(at(source), at(target)).catch(whenMissing(undefined))),
  };
}

async function writeTo(path: string, flag: number, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | flag, fileMode);
  await file.writeFile(bytes);
}

async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path);
  if (!found.isFile()) throw new LogCopyError("foreign", `${path} is not a file, so no log is written to it`);
  return found.size;
}

function whenMissing<Result>(instead: Result): (error: NodeJS.ErrnoException) => Result {
  return (error) => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
}

const kinds: Record<string, LogCopyErrorKind> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EACCES: "denied",
  EPERM: "denied",
  EROFS: "denied",
  ENOENT: "gone",
  EEXIST: "foreign",
  ENOTDIR: "foreign",
  ELOOP: "foreign",
};

/** Gives a failure its kind, and a message of what could not be done where. */
async function named<Result>(path: string, done: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogCopyError) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new LogCopyError(kinds[code] ?? "broken", `${path} cannot be ${done}: ${message}`, error);
  }
}
