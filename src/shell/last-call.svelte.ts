import type { LogEvent } from "../logging/log-event.ts";
import type { LogStore } from "../store/log-store.ts";
import { followLog } from "../app/follow-log.ts";

/** What the newest event of a call says about it. */
const outcomes: Record<string, "running" | "success" | "error" | "cancelled"> = {
  request_start: "running",
  request_success: "success",
  request_error: "error",
  request_cancelled: "cancelled",
};

/** Errors of a call that did not get through to the platform, or was not let in. */
const barred = ["UNAVAILABLE", "UNAUTHENTICATED", "PERMISSION_DENIED"];

/** The last call of any tab, as the log tells it. */
export class LastCall {
  /** Its newest event: the start while it runs, then its end. */
  event = $state.raw<LogEvent>();

  readonly outcome = $derived(outcomes[this.event?.event ?? ""] ?? "running");

  /** The last call that ended since this page came found no access to the platform. */
  isBarred = $state(false);

  readonly #sinceMs: number;

  /** @param sinceMs when the page came, in milliseconds since the epoch */
  constructor(sinceMs = performance.timeOrigin) {
    this.#sinceMs = sinceMs;
  }

  /** Follows the log until the returned function is called. */
  follow(store: LogStore): () => void {
    return followLog(store, async (signal) => {
      const { rows } = await store.query({ events: Object.keys(outcomes) }, { limit: 1 }, signal);
      this.event = rows[0]?.event;
      if (this.event && this.outcome !== "running" && Date.parse(this.event.timestamp) >= this.#sinceMs)
        this.isBarred = barred.includes(this.event.error?.error_type ?? "");
    });
  }
}
