import type { FileRun, HeldFiles } from "../../wire/log-folder.ts";

/** A folder that holds a copy of the log's files. */
export interface LogFolder {
  /** What it has. @throws FolderError; TypeError when it cannot be reached */
  heldFiles(signal: AbortSignal): Promise<HeldFiles>;
  /**
   * Appends bytes.
   *
   * @returns what it has then; `elsewhere` when the bytes do not continue what it has
   * @throws FolderError; TypeError when it cannot be reached
   */
  append(run: FileRun, bytes: Blob, signal: AbortSignal): Promise<HeldFiles | "elsewhere">;
}

/** Why a folder does not take anything. Every failure of a folder that answers. */
export class FolderError extends Error {
  override readonly name = "FolderError";
  /** `stopped`: somebody has to do something first, such as permit it or make room. */
  readonly kind: "later" | "stopped";
  /** How long the folder wants to be left alone, in milliseconds. */
  readonly afterMs: number | undefined;

  constructor(kind: FolderError["kind"], message: string, afterMs?: number) {
    super(message);
    this.kind = kind;
    this.afterMs = afterMs;
  }
}
