import type { LogShelf } from "./log-shelf.ts";
import { firstKeptLine } from "./log-state.ts";
import { logFileNames } from "./log-store.ts";

/** Deletes every line of every file; positions and generations go on. Gives the number of events that were kept. */
export async function clearLog(shelf: LogShelf): Promise<number> {
  return shelf.write(async (transaction) => {
    const state = await transaction.readState();
    const structured = state.files["tts_structured.jsonl"];
    const kept = structured.nextLine - firstKeptLine(structured);
    for (const name of logFileNames) {
      const file = state.files[name];
      file.parts = [{ generation: file.parts.at(-1)!.generation + 1, sizeBytes: 0, lines: 0 }];
      await transaction.deleteLinesBefore(name, file.nextLine);
    }
    await transaction.deleteRowsThrough(state.lastRow);
    state.sealedThrough = state.lastRow;
    state.unsealedBytes = 0;
    state.epoch++;
    await transaction.writeState(state);
    return kept;
  });
}
