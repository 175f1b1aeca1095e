import { initiatorOf } from "../../logging/infer-initiator.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogStore, StoredEvent } from "../../store/log-store.ts";
import { grpcStatus, grpcStatusName } from "../../wire/grpc-status.ts";
import { followLog } from "../../app/page-log/follow-log.ts";

/** What the newest event of a call says about it. */
const outcomes: Record<string, "running" | "success" | "error" | "cancelled"> = {
  request_start: "running",
  request_success: "success",
  request_error: "error",
  request_cancelled: "cancelled",
};

/** Errors of a call that did not get through to the platform, or was not let in. */
const barred = [grpcStatus.unavailable, grpcStatus.unauthenticated, grpcStatus.permissionDenied].map(grpcStatusName);

/** Events read at a time, and at most, to find the person's last call behind those of the console. */
const pageEvents = 25;
const maxEvents = 250;

/** The last call of a person in any tab, from the log; calls of the console itself are skipped. */
export class LastCall {
  /** Its newest event: the start while it runs, then its end. */
  event = $state.raw<LogEvent>();

  readonly outcome = $derived(outcomes[this.event?.event ?? ""] ?? "running");

  /** The last call that ended since this page came, the console's own included, found no access to the platform. */
  isBarred = $state(false);

  readonly #sinceMs: number;
  /** Where `event` stands in the log; nothing before it is read again. */
  #position = -1;

  /** @param sinceMs when the page came, in milliseconds since the epoch */
  constructor(sinceMs = performance.timeOrigin) {
    this.#sinceMs = sinceMs;
  }

  /** Follows the log until the returned function is called. */
  follow(store: LogStore): () => void {
    return followLog(store, async (signal) => {
      let rows = await newestCalls(store, undefined, signal);
      this.#readAccess(rows[0]?.event);
      if (rows.length === 0) this.#show(undefined);
      for (let read = rows.length; rows.length > 0; read += rows.length) {
        const found = rows.find(({ event }) => initiatorOf(event)?.initiator === "user");
        if (found) return this.#show(found);
        const oldest = rows.at(-1)!.position;
        if (oldest <= this.#position || read >= maxEvents) return;
        rows = await newestCalls(store, oldest, signal);
      }
    });
  }

  #show(row: StoredEvent | undefined): void {
    this.event = row?.event;
    this.#position = row?.position ?? -1;
  }

  #readAccess(event: LogEvent | undefined): void {
    if (!event || event.event === "request_start" || Date.parse(event.timestamp) < this.#sinceMs) return;
    this.isBarred = barred.includes(event.error?.error_type ?? "");
  }
}

async function newestCalls(store: LogStore, before: number | undefined, signal: AbortSignal): Promise<StoredEvent[]> {
  const request = { limit: pageEvents, ...(before !== undefined && { before }) };
  return (await store.query({ events: Object.keys(outcomes) }, request, signal)).rows;
}
