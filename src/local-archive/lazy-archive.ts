import type { LocalArchive } from "./local-archive.ts";

/**
 * Opens the archive of this browser when it is first needed; its code and its database cost nothing before.
 *
 * @param maxBytes largest size of all sounds, in bytes; read at each save
 */
export function lazyArchive(maxBytes: () => number) {
  let opened: Promise<LocalArchive> | undefined;
  return {
    open: (): Promise<LocalArchive> =>
      (opened ??= import("./local-archive.ts").then(({ openLocalArchive }) => openLocalArchive({ maxBytes }))),
    /** Closes it if it was opened. */
    async close(): Promise<void> {
      (await opened)?.close();
    },
  };
}
