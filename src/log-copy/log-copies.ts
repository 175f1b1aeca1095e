import { createSerialQueue } from "../basics/serial-queue.ts";
import type { FileRun, HeldFiles } from "../wire/log-folder.ts";
import { findProfileProblem, findRunProblem } from "./check-run.ts";
import { heldFiles } from "./copied-files.ts";
import { beginFile, dropBackups, openCopy, renewCopy, rotateFile, type FolderCopy } from "./copy-steps.ts";
import { LogCopyError } from "./copy-error.ts";
import type { FolderFiles } from "./folder-files.ts";
import { readState, type CopyState } from "./copy-state.ts";
import { backupsLeft, placeRun } from "./place-run.ts";

/** What became of a run. */
export interface RunOutcome {
  /** False: the run does not continue what is held, and nothing was changed. */
  isWritten: boolean;
  /** What the folder has afterwards. */
  held: HeldFiles;
}

/** A folder with copies of the log of each browser profile that writes to it. Its steps run one after another. */
export interface LogCopies<Bytes> {
  /** Makes the folder and its files, and finishes what was interrupted. */
  prepare(): Promise<void>;
  /** What the folder has of a profile. @throws RangeError when that can be no id */
  heldFiles(profile: string, signal?: AbortSignal): Promise<HeldFiles>;
  /**
   * Writes a run where it belongs.
   *
   * @param sizeBytes size of the bytes
   * @throws RangeError naming the field of the run that is wrong
   */
  append(run: FileRun, bytes: Bytes, sizeBytes: number, signal?: AbortSignal): Promise<RunOutcome>;
  /** Resolves when everything that was begun has ended. */
  idle(): Promise<void>;
}

/**
 * Opens a folder. The first profile that writes has the folder itself, each other one a folder in it that is named after its id.
 *
 * Its operations throw `LogCopyError`. After an error, or the end of the program, at any step, the next operation goes on from
 * what the folder really has. Nobody else may write there meanwhile.
 */
export function createLogCopies<Bytes>(root: FolderFiles<Bytes>): LogCopies<Bytes> {
  const inTurn = createSerialQueue();

  /** @param isToWrite false: a folder that is missing stays so */
  async function openFor(profile: string, isToWrite: boolean): Promise<OpenCopy<Bytes>> {
    const copy = await openCopy(root);
    const { profile: owner } = copy.state;
    if (owner === undefined || owner === profile) return { files: root, copy };
    const subfolder = `profile-${profile.slice(0, 8)}`;
    const files = root.subfolder(subfolder);
    const state = await readState(files);
    checkOwner(state, profile, files.where);
    const isThere = state !== undefined || isToWrite;
    return {
      files,
      subfolder,
      copy: isThere ? await openCopy(files) : { state: { generations: {} }, sizes: new Map() },
    };
  }

  return {
    prepare: () => inTurn(async () => void (await openCopy(root))),
    heldFiles: (profile, signal) =>
      inTurn(async () => {
        refuse(findProfileProblem(profile));
        return heldOf(await openFor(profile, false));
      }, signal),
    append: (run, bytes, sizeBytes, signal) =>
      inTurn(async () => {
        refuse(findRunProblem(run));
        const open = await openFor(run.profile, true);
        const isWritten = await write(open, run, bytes, sizeBytes);
        return { isWritten, held: heldOf(isWritten ? { ...open, copy: await openCopy(open.files) } : open) };
      }, signal),
    idle: () => inTurn(() => Promise.resolve()),
  };
}

interface OpenCopy<Bytes> {
  files: FolderFiles<Bytes>;
  copy: FolderCopy;
  /** Absent: it is the folder itself. */
  subfolder?: string;
}

function heldOf({ copy, subfolder }: OpenCopy<never>): HeldFiles {
  return { ...heldFiles(copy.state, copy.sizes), ...(subfolder !== undefined && { subfolder }) };
}

/** @returns whether the run belonged there */
async function write<Bytes>(
  { files, copy }: OpenCopy<Bytes>,
  run: FileRun,
  bytes: Bytes,
  sizeBytes: number,
): Promise<boolean> {
  const { file, generation } = run;
  const held = heldFiles(copy.state, copy.sizes);
  const placement = placeRun(held, run);
  if (placement === "elsewhere") return false;
  if (placement === "renew") await renewCopy(files, copy, run);
  else if (placement === "begin") await beginFile(files, copy, file, generation);
  else {
    const backups = backupsLeft(held, run);
    await dropBackups(files, file, backups, copy.sizes);
    if (placement === "rotate") await rotateFile(files, copy, file, backups);
  }
  if (sizeBytes > 0) await files.append(file, bytes, sizeBytes);
  return true;
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new RangeError(problem);
}

function checkOwner(state: CopyState | undefined, profile: string, where: string): void {
  if (state?.profile === undefined || state.profile === profile) return;
  throw new LogCopyError("foreign", `${where} has the log of another browser profile`);
}
