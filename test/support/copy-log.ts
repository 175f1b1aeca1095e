import { nextRun } from "../../src/shipping/folder/next-run.ts";
import type { LogFolder } from "../../src/shipping/folder/log-folder.ts";
import type { GrowingLog } from "./growing-log.ts";

/** A page that copies its log. */
export interface LogCopier {
  log: GrowingLog;
  profile: string;
  random: () => number;
}

/**
 * Copies the next run of a log into a folder, of random size.
 *
 * @returns false when the folder has everything
 * @throws Error when the folder does not take what continues its own answer
 */
export async function copyRun({ log, profile, random }: LogCopier, folder: LogFolder): Promise<boolean> {
  const { signal } = new AbortController();
  const run = nextRun(log.position(), await folder.heldFiles(signal), () => "anew");
  if (run === undefined) return false;
  const { place, copyEpoch: epoch, oldestGeneration } = run;
  const { file, generation, fromByte } = place;
  const bytes = log.bytesAt(place, 1 + Math.floor(random() * 400));
  const wire = { profile, epoch, file, generation, fromByte, oldestGeneration };
  if ((await folder.append(wire, new Blob([bytes!]), signal)) === "elsewhere") {
    throw new Error(`refused: ${JSON.stringify(wire)}`);
  }
  return true;
}
