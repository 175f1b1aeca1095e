import { LogCopyError } from "../../log-copy/copy-error.ts";
import { lockName } from "../../log-copy/copy-state.ts";
import { createLogCopies } from "../../log-copy/log-copies.ts";
import { openDirectoryFiles } from "./directory-files.ts";
import { FolderError, type LogFolder } from "./log-folder.ts";

/**
 * The folder that a person has chosen, or any other of the browser's.
 *
 * A run costs as much as its file has bytes, because the browser copies a file to write to it, and a rotation as much as all parts of
 * a file, because there is no renaming: so runs should be few and large. A signal drops what waits; what has begun is ended.
 * Nobody else may write there meanwhile.
 *
 * @param directory must have the permission `readwrite`
 * @param profile id of this browser profile
 */
export function createPickedFolder(directory: FileSystemDirectoryHandle, profile: string): LogFolder {
  const files = openDirectoryFiles(directory);
  const copies = createLogCopies(files);

  /** A page cannot tell whether the process lives. */
  async function refuseLocked(): Promise<void> {
    const owner = await files.readText(lockName).catch(fail);
    if (owner === undefined) return;
    const process = owner.split(" ")[0] ?? "";
    const text = `a companion writes to ${files.where} (process ${process}); when it has ended, delete ${lockName} there`;
    throw new FolderError("stopped", text);
  }

  return {
    async heldFiles(signal) {
      await refuseLocked();
      return copies.heldFiles(profile, signal).catch(fail);
    },
    async append(run, bytes, signal) {
      await refuseLocked();
      const { isWritten, held } = await copies.append(run, bytes, bytes.size, signal).catch(fail);
      return isWritten ? held : "elsewhere";
    },
  };
}

/** Only what the browser cannot explain may pass by itself. */
function fail(error: unknown): never {
  if (!(error instanceof LogCopyError)) throw error;
  throw new FolderError(error.kind === "broken" ? "later" : "stopped", error.message);
}
