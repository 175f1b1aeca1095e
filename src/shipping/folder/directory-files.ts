import { isCopiedName } from "../../log-copy/copied-files.ts";
import { LogCopyError, type LogCopyErrorKind } from "../../log-copy/copy-error.ts";
import type { FolderFiles } from "../../log-copy/folder-files.ts";

/** A folder of the browser's; undefined where it is missing and not to be made. */
type OpenDirectory = (isToCreate: boolean) => Promise<FileSystemDirectoryHandle | undefined>;

/**
 * The files of a folder that a person has chosen. The browser writes to a copy beside each file, which takes the file's place when
 * it is closed: so every write is whole or not there, and an append costs as much as the file has bytes.
 */
export function openDirectoryFiles(directory: FileSystemDirectoryHandle): FolderFiles<Blob> {
  return filesOf(directory.name, () => Promise.resolve(directory));
}

function filesOf(where: string, open: OpenDirectory): FolderFiles<Blob> {
  const named = <Result>(name: string, work: () => Promise<Result>) => withKind(`${where}/${name}`, work);

  async function fileOf(name: string): Promise<FileSystemFileHandle> {
    const directory = await open(true);
    if (directory === undefined) throw new LogCopyError("gone", `${where} is not there`);
    return directory.getFileHandle(name, { create: true });
  }

  async function find(name: string): Promise<FileSystemFileHandle | undefined> {
    return open(false).then((directory) => directory?.getFileHandle(name).catch(whenMissing));
  }

  async function write(name: string, content: Blob | string, atByte = 0): Promise<void> {
    const file = await fileOf(name);
    const writable = await file.createWritable({ keepExistingData: atByte > 0 });
    try {
      await writable.write({ type: "write", position: atByte, data: content });
      await writable.close();
    } catch (error) {
      // What is not closed never reaches the file.
      await writable.abort().catch(() => undefined);
      throw error;
    }
  }

  return {
    where,
    subfolder: (name) =>
      filesOf(`${where}/${name}`, async (isToCreate) => {
        const directory = await open(isToCreate);
        return isToCreate
          ? directory?.getDirectoryHandle(name, { create: true })
          : directory?.getDirectoryHandle(name).catch(whenMissing);
      }),
    create: () => withKind(where, async () => void (await open(true))),
    sizes: () =>
      withKind(where, async () => {
        const sizes = new Map<string, number>();
        const directory = await open(false);
        if (directory === undefined) return sizes;
        for await (const [name, handle] of directory.entries()) {
          if (!isCopiedName(name)) continue;
          if (handle.kind !== "file") throw new LogCopyError("foreign", `${where}/${name} is not a file`);
          sizes.set(name, (await (handle as FileSystemFileHandle).getFile()).size);
        }
        return sizes;
      }),
    readText: (name) => named(name, async () => (await (await find(name))?.getFile())?.text()),
    writeText: (name, text) => named(name, () => write(name, text)),
    append: (name, bytes) =>
      named(name, async () => write(name, bytes, (await (await find(name))?.getFile())?.size ?? 0)),
    empty: (name) => named(name, () => write(name, "")),
    remove: (name) =>
      named(name, async () => {
        const directory = await open(false);
        await directory?.removeEntry(name).catch(whenMissing);
      }),
    replace: (source, target) =>
      named(source, async () => {
        const found = await find(source);
        if (found !== undefined) await write(target, await found.getFile());
      }),
  };
}

function whenMissing(error: unknown): undefined {
  if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
}

const kinds: Record<string, LogCopyErrorKind> = {
  QuotaExceededError: "full",
  NotAllowedError: "denied",
  SecurityError: "denied",
  NoModificationAllowedError: "denied",
  NotFoundError: "gone",
  TypeMismatchError: "foreign",
};

/** Gives a failure its kind, and a message that names the place. */
async function withKind<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogCopyError) throw error;
    const { name, message } = error as Error;
    throw new LogCopyError(kinds[name] ?? "broken", `${path} cannot be used: ${message}`, error);
  }
}
