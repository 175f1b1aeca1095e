import type { FileRun, HeldFiles } from "../wire/log-folder.ts";

/**
 * What a run of bytes does to a folder.
 *
 * - `renew`: it is of another log, so every file is emptied, and it begins its own
 * - `begin`: nothing of its file is held that the log still has; it begins the file anew
 * - `append`: it continues the current part
 * - `rotate`: it begins the part behind the current one, which becomes a backup
 * - `elsewhere`: it continues nothing that is held; nothing may be changed
 */
export type RunPlacement = "renew" | "begin" | "append" | "rotate" | "elsewhere";

/** Where a run belongs in what a folder has. */
export function placeRun(held: HeldFiles, run: FileRun): RunPlacement {
  if (held.epoch !== run.epoch) return run.fromByte === 0 ? "renew" : "elsewhere";
  const current = stillInLog(held, run).at(-1);
  if (current === undefined) return run.fromByte === 0 ? "begin" : "elsewhere";
  const { generation, sizeBytes } = current;
  if (run.generation === generation && run.fromByte === sizeBytes) return "append";
  return run.generation === generation + 1 && run.fromByte === 0 ? "rotate" : "elsewhere";
}

/** Number of backups that stay when a run is placed, before it rotates. */
export function backupsLeft(held: HeldFiles, run: FileRun): number {
  return Math.max(0, stillInLog(held, run).length - 1);
}

function stillInLog({ files }: HeldFiles, { file, oldestGeneration }: FileRun) {
  return (files[file] ?? []).filter(({ generation }) => generation >= oldestGeneration);
}
