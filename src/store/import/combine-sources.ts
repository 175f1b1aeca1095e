import type { ImportedFile } from "../log-store.ts";
import type { LogSource } from "./log-source.ts";

/** A log that is read together with others. */
export interface CombinedLog {
  name: string;
  sources: LogSource[];
  /** What is known of them from their import; fewer or none where they are files as given. */
  files: ImportedFile[];
}

/**
 * The files of several logs as those of one. Each says by `log` where it is from: the name of its log, with a number where two
 * logs have the same; of a log that was made of several, those of its parts. What repeats is looked for among all of them.
 */
export function combineSources(logs: CombinedLog[]): LogSource[] {
  const taken = new Set<string>();
  return logs.flatMap(({ name, sources, files }) => {
    const nameOf = new Map<string, string>();
    return sources.flatMap((source, index) => {
      // What repeats another file of its log was not read, so the log has no records of it.
      if (files[index]?.repeats !== undefined) return [];
      const from = source.log ?? name;
      if (!nameOf.has(from)) nameOf.set(from, freeName(from, taken));
      return [{ ...source, log: nameOf.get(from)!, keepsAll: false }];
    });
  });
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let copy = 2; taken.has(free); copy++) free = `${name} (${String(copy)})`;
  taken.add(free);
  return free;
}
