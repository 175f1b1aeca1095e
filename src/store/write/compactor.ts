import type { LogStorage } from "../storage/log-storage.ts";
import { chainLog } from "../chain/chain-log.ts";
import { groupColumns } from "./column-groups.ts";
import type { TailLook } from "./seal-tail.ts";
import { tallyLog } from "./tally-log.ts";

/** Seals, joins, counts and hashes in the background. Must be closed. */
export interface Compactor {
  /** To be called when segments were sealed. */
  wake(): void;
  /** To be called after a commit. */
  noteCommit(): void;
  close(): void;
}

/** Time after a seal, and between two steps, in which questions and commits go first, in milliseconds. */
const restMs = 500;
/** Time between two looks at the tail, in milliseconds. */
const lookMs = 5_000;

/**
 * Creates a compactor that looks for something to do at once, and each time it is woken.
 *
 * @param lookAtTail seals the tail where nothing was written since the last look
 * @param isChained whether segments are taken into the chain of the log
 */
export function createCompactor(
  storage: LogStorage,
  lookAtTail: () => Promise<TailLook>,
  isChained: boolean,
): Compactor {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let look: ReturnType<typeof setTimeout> | undefined;
  let isWoken = false;
  let isClosed = false;
  // Of what an earlier worker left; then each time when columns were joined.
  let isTallyDue = true;

  async function run(): Promise<void> {
    isWoken = false;
    try {
      if (await groupColumns(storage)) isWoken = isTallyDue = true;
      else {
        if (isTallyDue) await tallyLog(storage);
        isTallyDue = false;
        if (isChained && (await chainLog(storage))) isWoken = true;
      }
    } catch {
      // All is as it was, and is done after the next seal, or by the next worker.
    }
    timer = undefined;
    if (isWoken) wake();
  }

  function wake(): void {
    isWoken = true;
    if (!isClosed) timer ??= setTimeout(() => void run(), restMs);
  }

  async function runLook(): Promise<void> {
    // A tail that cannot be sealed now stays as it is until the next commit.
    const found = await lookAtTail().catch((): TailLook => "left");
    look = undefined;
    if (found === "busy") noteCommit();
    if (found === "sealed") wake();
  }

  function noteCommit(): void {
    if (!isClosed) look ??= setTimeout(() => void runLook(), lookMs);
  }

  wake();
  noteCommit();
  return {
    wake,
    noteCommit,
    close() {
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(look);
    },
  };
}
