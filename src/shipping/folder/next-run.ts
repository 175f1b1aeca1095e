import type { FilePlace, LogPosition } from "../../store/log-positions.ts";
import { logFileNames } from "../../store/log-store.ts";
import type { HeldFiles } from "../../wire/log-folder.ts";

/** What a folder lacks next: from which byte on, and whose copy it belongs to. */
export interface NextRun {
  place: FilePlace;
  /** Bytes of the generation behind `place`. */
  leftBytes: number;
  /** Epoch of the copy: that of the log, or one that makes the folder begin anew. */
  copyEpoch: string;
  oldestGeneration: number;
}

/**
 * What to copy next: the oldest generation that a folder does not have in full, of the first such file; undefined when it has everything.
 *
 * A folder that has more than the log, because somebody wrote into it or the log went back after a power failure, begins anew.
 *
 * @param fresh makes the end of another epoch
 */
export function nextRun(log: LogPosition, held: HeldFiles, fresh: () => string): NextRun | undefined {
  if (!isCopyOf(log, held)) return firstMissing(log, {}, log.epoch);
  const hasMore = logFileNames.some((file) => holdsMore(log.files[file], held.files[file] ?? []));
  if (hasMore) return firstMissing(log, {}, `${log.epoch}.${fresh()}`);
  return firstMissing(log, held.files, held.epoch);
}

/** Whether a folder has lines of the log as it is: of its epoch, or of a copy that was begun anew under it. */
function isCopyOf(log: LogPosition, held: HeldFiles): held is HeldFiles & { epoch: string } {
  return held.epoch === log.epoch || held.epoch?.startsWith(`${log.epoch}.`) === true;
}

/** Bytes of the log that a folder does not have. */
export function missingBytes(log: LogPosition, held: HeldFiles): number {
  const isCopy = isCopyOf(log, held);
  const had = (file: (typeof logFileNames)[number], generation: number) =>
    isCopy ? (held.files[file]?.find((one) => one.generation === generation)?.sizeBytes ?? 0) : 0;
  return logFileNames
    .flatMap((file) =>
      log.files[file].map(({ generation, sizeBytes }) => Math.max(0, sizeBytes - had(file, generation))),
    )
    .reduce((sum, bytes) => sum + bytes, 0);
}

function holdsMore(log: LogPosition["files"]["tts_utility.log"], held: HeldFiles["files"][string]): boolean {
  const newest = log.at(-1)!.generation;
  return held.some(({ generation, sizeBytes }) => {
    const here = log.find((one) => one.generation === generation);
    return generation > newest || (here !== undefined && sizeBytes > here.sizeBytes);
  });
}

function firstMissing(log: LogPosition, held: HeldFiles["files"], copyEpoch: string): NextRun | undefined {
  for (const file of logFileNames) {
    const generations = log.files[file];
    const oldestGeneration = generations[0]!.generation;
    const last = held[file]?.at(-1);
    // What was filled and rotated since is filled first.
    const from = Math.max(oldestGeneration, last?.generation ?? oldestGeneration);
    for (const { generation, sizeBytes } of generations) {
      if (generation < from) continue;
      const fromByte = generation === last?.generation ? last.sizeBytes : 0;
      if (fromByte >= sizeBytes) continue;
      const place = { epoch: log.epoch, file, generation, fromByte };
      return { place, leftBytes: sizeBytes - fromByte, copyEpoch, oldestGeneration };
    }
  }
  return undefined;
}
