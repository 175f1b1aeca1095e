import { partName } from "../basics/file-name.ts";
import { defaultLogFiles } from "../settings/storage-sizes.ts";
import type { HeldFiles, HeldGeneration } from "../wire/log-folder.ts";
import type { CopyState } from "./copy-state.ts";

/** The log files that a folder has copies of. */
export const copiedFiles: readonly string[] = Object.keys(defaultLogFiles);

/** Whether a name is one of a log file or of a backup of it. */
export function isCopiedName(name: string): boolean {
  return copiedFiles.some((file) => {
    return name === file || (name.startsWith(`${file}.`) && /^[1-9]\d*$/.test(name.slice(file.length + 1)));
  });
}

/** The highest number of a backup that is there, whether or not those below it are; 0: there is none. */
export function lastBackup(file: string, sizes: ReadonlyMap<string, number>): number {
  const numbers = [...sizes.keys()].flatMap((name) => {
    return name.startsWith(`${file}.`) ? [Number(name.slice(file.length + 1))] : [];
  });
  return Math.max(0, ...numbers);
}

/**
 * What a folder has. The sidecar knows which generation a current part is, and the file system everything else.
 *
 * @param sizes of the files and their backups, by name
 */
export function heldFiles(state: CopyState, sizes: ReadonlyMap<string, number>): HeldFiles {
  const files = Object.fromEntries(copiedFiles.map((file) => [file, generationsOf(file, state, sizes)]));
  return { ...(state.epoch !== undefined && { epoch: state.epoch }), files };
}

/** Backups count from the current part to the first number that is missing: behind it the generation is not known. */
function generationsOf(file: string, { generations }: CopyState, sizes: ReadonlyMap<string, number>) {
  const current = generations[file];
  const parts: HeldGeneration[] = [];
  if (current === undefined) return parts;
  for (let backup = 0; backup <= current; backup++) {
    const sizeBytes = sizes.get(partName(file, backup));
    if (sizeBytes === undefined) break;
    parts.unshift({ generation: current - backup, sizeBytes });
  }
  return parts;
}
