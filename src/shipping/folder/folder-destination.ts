import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { randomUuid } from "../../basics/uuid.ts";
import { findLeak } from "../../export/find-leak.ts";
import type { LogPositions } from "../../store/log-positions.ts";
import { maxRunBytes, type FileRun, type HeldFiles } from "../../wire/log-folder.ts";
import type { Batch, Destination, SendOutcome } from "../outbox/destination.ts";
import { FolderError, type LogFolder } from "./log-folder.ts";
import { missingBytes, nextRun } from "./next-run.ts";

/** What the copy of a log in a folder needs. */
export interface FolderDestinationOptions {
  log: LogPositions;
  folder: LogFolder;
  /** Id of this browser profile. */
  profile: string;
  secrets: Pick<LiveSecrets, "find">;
}

/**
 * Copies the three log files into a folder, byte for byte, rotation included. Where it goes on is what the folder says that it has: so
 * nothing has to be noted here, and nothing is written twice whoever was killed.
 */
export function createFolderDestination({ log, folder, profile, secrets }: FolderDestinationOptions): Destination {
  let held: HeldFiles | undefined;

  async function send(run: FileRun, bytes: Blob, signal: AbortSignal): Promise<SendOutcome> {
    // The log holds no secret; this is for one that became known as such later.
    const leak = await findLeak(bytes, secrets, { signal });
    if (leak) return { is: "stopped", reason: leakText(run, leak.kind, leak.byte) };
    try {
      const answer = await folder.append(run, bytes, signal);
      if (answer === "elsewhere") return { is: "elsewhere" };
      held = answer;
      return { is: "taken" };
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof FolderError && error.kind === "stopped") held = undefined;
      return asOutcome(error);
    }
  }

  return {
    async next(signal) {
      held ??= await folder.heldFiles(signal);
      const run = nextRun(await log.position(), held, () => randomUuid().slice(0, 8));
      if (run === undefined) return undefined;
      const { place, copyEpoch, oldestGeneration } = run;
      const bytes = await log.bytesAt(place, maxRunBytes);
      const { file, generation, fromByte } = place;
      const wire: FileRun = { profile, epoch: copyEpoch, file, generation, fromByte, oldestGeneration };
      // The log has other lines by now: it is looked up anew.
      const batch: Batch = {
        amount: { bytes: bytes?.size ?? 0 },
        send: async (sending) => (bytes === undefined ? { is: "elsewhere" } : send(wire, bytes, sending)),
        halves: () => Promise.resolve(undefined),
        settle: () => Promise.resolve(),
      };
      return batch;
    },
    async waiting() {
      return held === undefined ? {} : { bytes: missingBytes(await log.position(), held) };
    },
    reset() {
      held = undefined;
    },
  };
}

function asOutcome(error: unknown): SendOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof FolderError)) return { is: "later", reason };
  const { kind, afterMs } = error;
  return kind === "stopped" ? { is: "stopped", reason } : { is: "later", reason, ...(afterMs && { afterMs }) };
}

function leakText({ file, generation, fromByte }: FileRun, kind: string, byte: number): string {
  return `${file}, generation ${String(generation)}, byte ${String(fromByte + byte)} holds a ${kind} in use: remove it from the log first`;
}
