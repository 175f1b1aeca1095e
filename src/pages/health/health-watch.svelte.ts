import type { AudioKitCallOptions } from "../../audiokit/contract/call-options.ts";
import type { HealthReport } from "../../audiokit/check-health.ts";
import type { LogStore } from "../../store/log-store.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import {
  healthEvent,
  mergeSnapshots,
  snapshotFrom,
  snapshotOf,
  type HealthSnapshot,
} from "../../app/health-snapshot.ts";

/** Checks that the strip shows. */
export const maxSnapshots = 60;

/** Dependencies of the state. */
export interface HealthWatchDeps {
  checkHealth: (options: AudioKitCallOptions) => Promise<HealthReport>;
  /** Base URL of the calls. */
  endpoint: () => string;
  store: Pick<LogStore, "query" | "subscribe">;
}

/** The state of the Health page. Knows nothing of markup. */
export class HealthWatch {
  isChecking = $state(false);
  /** The last check of this page, with its errors; undefined before the first. */
  report = $state.raw<HealthReport>();
  /** Checks in the log, oldest first. */
  logged = $state.raw<HealthSnapshot[]>([]);
  /** Checks of this page, oldest first: they count also where the log drops them. */
  own = $state.raw<HealthSnapshot[]>([]);
  readonly snapshots = $derived(mergeSnapshots(this.logged, this.own, maxSnapshots));
  /** The newest check that is known, of this page or another. */
  readonly latest = $derived(this.snapshots.at(-1));

  readonly #deps: HealthWatchDeps;
  #abort: AbortController | undefined;

  constructor(deps: HealthWatchDeps) {
    this.#deps = deps;
  }

  /** Checks everything now; one check at a time. Never rejects. */
  readonly check = async (): Promise<void> => {
    if (this.isChecking) return;
    const abort = (this.#abort = new AbortController());
    const endpoint = this.#deps.endpoint();
    this.isChecking = true;
    try {
      this.report = await this.#deps.checkHealth({ signal: abort.signal });
      this.own = [...this.own, snapshotFrom(this.report, endpoint)].slice(-maxSnapshots);
    } catch {
      // Only a cancelled check rejects: there is nothing to report then.
    }
    this.isChecking = false;
  };

  /** Gives up the check under way. */
  readonly cancel = (): void => this.#abort?.abort();

  /** Reads the checks that the log knows, again each time it grows, until the returned function is called. */
  follow(): () => void {
    const filter = { events: [healthEvent] };
    return followLog(
      this.#deps.store,
      async (signal) => {
        const { rows } = await this.#deps.store.query(filter, { limit: maxSnapshots }, signal);
        this.logged = rows.flatMap(({ event }) => snapshotOf(event) ?? []);
      },
      1000,
    );
  }

  /**
   * Checks now and again until the returned function is called.
   *
   * @param periodMs between the beginnings of two checks
   * @param mayCheck read before each of them
   */
  repeat(periodMs: number, mayCheck: () => boolean): () => void {
    const timer = setInterval(() => {
      if (mayCheck()) void this.check();
    }, periodMs);
    return () => clearInterval(timer);
  }
}
