import { createLogCopies, type LogCopies } from "../../log-copy/log-copies.ts";
import { openDiskFolder } from "./disk-folder.ts";
import { lockFolder } from "./lock-folder.ts";

/** The folder of `--log-dir`. Must be closed. */
export interface LogDir {
  path: string;
  folder: LogCopies<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens the folder for this program alone, and makes it and its files where they are missing.
 *
 * @throws Error whose message is for the user at the terminal
 */
export async function openLogDir(path: string): Promise<LogDir> {
  const files = openDiskFolder(path);
  await files.create();
  const unlock = await lockFolder(path);
  try {
    const folder = createLogCopies(files);
    await folder.prepare();
    return {
      path,
      folder,
      async close() {
        await folder.idle();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
