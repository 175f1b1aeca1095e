import type { ImportProgress, ImportedLogStore } from "../log-store.ts";
import { remoteReader } from "./remote-reader.ts";
import type { WorkerLink } from "./worker-link.ts";

/** The imported sets, through the worker. */
export function remoteImportedLogs(link: WorkerLink): ImportedLogStore {
  return {
    list: () => link.ask("listSets", null),
    import: (files, { name, tag = "", onProgress }, signal) =>
      link.ask(
        "importSet",
        { files: [...files], name, tag },
        { signal, onPartial: (part) => onProgress?.(part as ImportProgress) },
      ),
    open: (id) => remoteReader(link, id),
    async label(id, label) {
      await link.ask("labelSet", { id, label });
    },
    async remove(id) {
      await link.ask("removeSet", { id });
    },
  };
}
