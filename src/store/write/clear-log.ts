import { auditEvent } from "../../logging/audit-event.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { chainClearing } from "../chain/chain-changes.ts";
import { commitBatch } from "./commit-batch.ts";
import type { EventOrigin } from "../../logging/log-gap.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { firstStoredLine } from "../storage/log-state.ts";
import { logFileNames } from "../log-store.ts";
import type { LogTail } from "../storage/log-tail.ts";
import { renderBatch } from "./render-batch.ts";
import { randomUuid } from "../../basics/uuid.ts";

/**
 * Deletes all lines of all files and writes an audit event, in one transaction. Positions and generations continue.
 *
 * @param origin time and session of the `system_audit_deletion` event that remains
 * @returns the number of events that were deleted
 */
export async function clearLog(storage: LogStorage, tail: LogTail, origin: EventOrigin): Promise<number> {
  return storage.write(async (transaction) => {
    const state = await transaction.readState();
    const structured = state.files["tts_structured.jsonl"];
    const deleted = structured.nextLine - firstStoredLine(structured);
    for (const name of logFileNames) {
      const file = state.files[name];
      file.parts = [{ generation: file.parts.at(-1)!.generation + 1, sizeBytes: 0, lines: 0 }];
      await transaction.deleteLinesBefore(name, file.nextLine);
    }
    await chainClearing(transaction, origin.timestamp, structured.nextLine);
    await transaction.deleteWalEntriesThrough(state.lastRow);
    state.sealedThrough = state.lastRow;
    state.unsealedBytes = 0;
    state.epoch = randomUuid();
    await commitBatch(transaction, state, tail, renderBatch([clearedEvent(origin, deleted)]));
    return deleted;
  });
}

function clearedEvent(origin: EventOrigin, deleted: number): LogEvent {
  return {
    timestamp: origin.timestamp,
    level: "WARNING",
    event: auditEvent("deletion"),
    service: "System",
    message: `The log was cleared: ${String(deleted)} events deleted`,
    session_id: origin.session_id,
    seq: origin.seq,
    data: { what: "log", deleted },
  };
}
