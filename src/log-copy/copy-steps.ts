import { partName } from "../basics/file-name.ts";
import { copiedFiles, isCopiedName, lastBackup } from "./copied-files.ts";
import { LogCopyError } from "./copy-error.ts";
import type { FolderFiles } from "./folder-files.ts";
import { readState, sidecarName, writeState, type CopyState } from "./copy-state.ts";

// Whatever ends the program between two steps, the next `openCopy` finds a folder that says the truth:
// - The sidecar is replaced as a whole. It says a new generation or epoch only after the files were emptied: before, the folder
//   has less of the old one, which is a state like any other.
// - Backups are deleted from the highest number down, so what is left has no gap.
// - A rotation notes each step before it begins it. A step can be done again: a rename finds no source then, a copy the same one.
// - An append that was cut is a shorter one.

/** A folder as it is between two runs. */
export interface FolderCopy {
  state: CopyState;
  /** Sizes of the files and their backups in bytes, by name. */
  sizes: Map<string, number>;
}

/**
 * Makes a folder ready for a run: finishes a rotation that was interrupted, and makes the files that are missing, empty.
 *
 * @throws LogCopyError `foreign` when log files are there that the console has not written
 */
export async function openCopy(files: FolderFiles<never>): Promise<FolderCopy> {
  let state = await readState(files);
  if (state === undefined) {
    await refuseForeignFiles(files);
    await files.create();
    state = { generations: {} };
    await writeState(files, state);
  }
  if (state.rotating !== undefined) state = await finishRotation(files, state, state.rotating);
  const sizes = await files.sizes();
  for (const file of copiedFiles) {
    if (sizes.has(file)) continue;
    await files.empty(file);
    sizes.set(file, 0);
  }
  return { state, sizes };
}

/** Empties every file, for the log of another epoch. @returns the state of a folder without anything */
export async function renewCopy(
  files: FolderFiles<never>,
  { sizes }: FolderCopy,
  { profile, epoch, file, generation }: { profile: string; epoch: string; file: string; generation: number },
): Promise<void> {
  for (const one of copiedFiles) await clearFile(files, one, sizes);
  await writeState(files, { profile, epoch, generations: { [file]: generation } });
}

/** Empties one file, whose current part is of this generation from now on. */
export async function beginFile(
  files: FolderFiles<never>,
  { state, sizes }: FolderCopy,
  file: string,
  generation: number,
): Promise<void> {
  await clearFile(files, file, sizes);
  await writeState(files, { ...state, generations: { ...state.generations, [file]: generation } });
}

/** Makes the current part the first backup, and the backups those behind them. */
export async function rotateFile(
  files: FolderFiles<never>,
  { state }: FolderCopy,
  file: string,
  backups: number,
): Promise<void> {
  const rotating = { file, nextBackup: backups };
  await writeState(files, { ...state, rotating });
  await finishRotation(files, state, rotating);
}

/** Deletes the backups of a file above a number. */
export async function dropBackups(
  files: FolderFiles<never>,
  file: string,
  left: number,
  sizes: ReadonlyMap<string, number>,
): Promise<void> {
  for (let backup = lastBackup(file, sizes); backup > left; backup--) {
    if (sizes.has(partName(file, backup))) await files.remove(partName(file, backup));
  }
}

async function finishRotation(
  files: FolderFiles<never>,
  state: CopyState,
  { file, nextBackup }: NonNullable<CopyState["rotating"]>,
): Promise<CopyState> {
  for (let backup = nextBackup; backup >= 0; backup--) {
    await files.replace(partName(file, backup), partName(file, backup + 1));
    await writeState(files, { ...state, rotating: { file, nextBackup: backup - 1 } });
  }
  await files.empty(file);
  const { [file]: generation = 0 } = state.generations;
  const rotated: CopyState = { ...state, generations: { ...state.generations, [file]: generation + 1 } };
  delete rotated.rotating;
  await writeState(files, rotated);
  return rotated;
}

async function clearFile(files: FolderFiles<never>, file: string, sizes: ReadonlyMap<string, number>): Promise<void> {
  await dropBackups(files, file, 0, sizes);
  if (sizes.get(file) !== 0) await files.empty(file);
}

/** A folder without a sidecar may hold exports, or the logs of another program: they must not be continued or deleted. */
async function refuseForeignFiles(files: FolderFiles<never>): Promise<void> {
  const [foreign] = [...(await files.sizes())].find(([name, size]) => size > 0 && isCopiedName(name)) ?? [];
  if (foreign === undefined) return;
  throw new LogCopyError(
    "foreign",
    `${foreign} is in ${files.where} already, without ${sidecarName}: the console has not written it; choose another folder`,
  );
}
