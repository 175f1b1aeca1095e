import { isRecord, readRecord } from "../basics/record.ts";
import { LogCopyError } from "./copy-error.ts";
import type { FolderFiles } from "./folder-files.ts";

/** File in each folder that says whose copies they are. */
export const sidecarName = ".audiokit-console.json";

/** File that names the program which writes to the folder; a page, which is no process, makes none. */
export const lockName = ".audiokit-console.lock";

/** What a folder says of its files beside what the file system knows. */
export interface CopyState {
  /** Id of the browser profile; absent while none has written. */
  profile?: string;
  /** Of the log that was copied. */
  epoch?: string;
  /** Generation of the current part, by file; absent where nothing was copied. */
  generations: Record<string, number>;
  /** A rotation under way: backups above `nextBackup` are in their new places; -1: the current part is, too. */
  rotating?: { file: string; nextBackup: number };
}

const form = { format: "audiokit-log-copy", version: 1 };

/**
 * Reads the sidecar; undefined where there is none.
 *
 * @throws LogCopyError `foreign` when it is none, or one of a later version
 */
export async function readState(files: FolderFiles<never>): Promise<CopyState | undefined> {
  const text = await files.readText(sidecarName);
  if (text === undefined) return undefined;
  const { format, version, profile, epoch, generations, rotating } = readRecord(text) ?? {};
  const isOurs = format === form.format && version === form.version;
  if (!isOurs || !isOptionalText(profile) || !isOptionalText(epoch) || !isGenerations(generations)) {
    throw new LogCopyError("foreign", `${sidecarName} in ${files.where} is not of this version of the console`);
  }
  return {
    generations,
    ...(profile !== undefined && { profile }),
    ...(epoch !== undefined && { epoch }),
    ...(isRotation(rotating) && { rotating }),
  };
}

/** Writes the sidecar. */
export async function writeState(files: FolderFiles<never>, state: CopyState): Promise<void> {
  await files.writeText(sidecarName, `${JSON.stringify({ ...form, ...state })}\n`);
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isGenerations(value: unknown): value is Record<string, number> {
  return isRecord(value) && Object.values(value).every((one) => Number.isSafeInteger(one));
}

function isRotation(value: unknown): value is NonNullable<CopyState["rotating"]> {
  return isRecord(value) && typeof value["file"] === "string" && Number.isSafeInteger(value["nextBackup"]);
}
