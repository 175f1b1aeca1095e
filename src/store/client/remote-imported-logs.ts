import type { ImportProgress, ImportedLogStore } from "../log-store.ts";
import { remoteReader } from "./remote-reader.ts";
import type { WorkerLink } from "./worker-link.ts";

/** Manages imported logs through the worker. */
export function remoteImportedLogs(link: WorkerLink): ImportedLogStore {
  return {
    list: () => link.request("listSets", null),
    preview: (files, signal) =>
      link.request("previewSet", { files: typeof files === "string" ? files : [...files] }, { signal }),
    import: (files, { name, tag = "", choices = [], onProgress }, signal) =>
      link.request(
        "importSet",
        { files: [...files], name, tag, choices },
        { signal, onPartial: (part) => onProgress?.(part as ImportProgress) },
      ),
    combine: (ids, { name, tag = "", beside, onProgress }, signal) =>
      link.request(
        "combineSets",
        { ids: [...ids], name, tag, ...(beside && { beside: { name: beside.name, files: [...beside.files] } }) },
        { signal, onPartial: (part) => onProgress?.(part as ImportProgress) },
      ),
    readAgain: (id, choices, { files, onProgress } = {}, signal) =>
      link.request(
        "readSetAgain",
        { id, choices, ...(files && { files: [...files] }) },
        { signal, onPartial: (part) => onProgress?.(part as ImportProgress) },
      ),
    open: (id) => remoteReader(link, id),
    async label(id, label) {
      await link.request("labelSet", { id, label });
    },
    async remove(id) {
      await link.request("removeSet", { id });
    },
  };
}
