import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogStats, LogStore } from "../../store/log-store.ts";
import { healthEvent, snapshotOf, type HealthSnapshot } from "../../app/health-snapshot.ts";

/** Shortest pause between two readings, in milliseconds. */
const pauseMs = 5_000;

/** What stands at the foot of the overview about the live log: its statistics, and the last check of the platform. */
export class StatusStripState {
  readonly #store: Pick<LogStore, "query" | "getLogStats" | "subscribe">;
  stats = $state.raw<LogStats>();
  health = $state.raw<HealthSnapshot>();

  constructor(store: Pick<LogStore, "query" | "getLogStats" | "subscribe">) {
    this.#store = store;
  }

  /** Reads now, and as the log grows, until the returned function is called. */
  readonly follow = (): (() => void) =>
    followLog(
      this.#store,
      async (signal) => {
        this.stats = await this.#store.getLogStats();
        const { rows } = await this.#store.query({ events: [healthEvent] }, { limit: 1 }, signal);
        this.health = rows[0] && snapshotOf(rows[0].event);
      },
      pauseMs,
    );
}
