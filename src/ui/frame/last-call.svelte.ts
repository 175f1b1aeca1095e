import type { LogEvent } from "../../logging/log-event.ts";
import type { LogStore } from "../../store/log-store.ts";
import { followLog } from "../follow-log.ts";

/** What the newest event of a call says about it. */
const outcomes: Record<string, "running" | "success" | "error" | "cancelled"> = {
  request_start: "running",
  request_success: "success",
  request_error: "error",
  request_cancelled: "cancelled",
};

/** The last call of any tab, as the log tells it. */
export class LastCall {
  /** Its newest event: the start while it runs, then its end. */
  event = $state.raw<LogEvent>();

  readonly outcome = $derived(outcomes[this.event?.event ?? ""] ?? "running");

  /** Follows the log until the returned function is called. */
  follow(store: LogStore): () => void {
    return followLog(store, async (signal) => {
      const { rows } = await store.query({ events: Object.keys(outcomes) }, { limit: 1 }, signal);
      this.event = rows[0]?.event;
    });
  }
}
