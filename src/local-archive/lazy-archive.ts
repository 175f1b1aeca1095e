import { loadOnce } from "../basics/load-once.ts";
import type { LocalArchive } from "./local-archive.ts";

/**
 * Opens the archive of this browser when it is first needed; its code and its database cost nothing before.
 *
 * @param maxBytes largest size of all sounds, in bytes; read at each save
 */
export function lazyArchive(maxBytes: () => number) {
  let opened: LocalArchive | undefined;
  let opening: Promise<unknown> | undefined;
  const load = loadOnce(async () => {
    const { openLocalArchive } = await import("./local-archive.ts");
    return (opened = openLocalArchive({ maxBytes }));
  });
  return {
    open: (): Promise<LocalArchive> => {
      const archive = load();
      opening = archive;
      return archive;
    },
    /** Closes it if it was opened. */
    async close(): Promise<void> {
      await opening;
      opened?.close();
    },
  };
}
