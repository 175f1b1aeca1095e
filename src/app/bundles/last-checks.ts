import type { LogEvent } from "../../logging/log-event.ts";
import type { LogReader } from "../../store/log-store.ts";
import { healthEvent, snapshotOf, type HealthSnapshot } from "../health-snapshot.ts";
import { valueIs } from "../../query/conditions.ts";

/** The event that ends a check of the connection. */
const connectionEvent = "system_connection_check";

/** What was checked last. */
export interface LastChecks {
  health: HealthSnapshot | undefined;
  connection: LogEvent | undefined;
}

/** Reads the last checks before a moment. @param toMs in milliseconds since the epoch; default: the end of the log */
export async function readLastChecks(
  source: Pick<LogReader, "exploreRows">,
  toMs: number | undefined,
  signal?: AbortSignal,
): Promise<LastChecks> {
  const last = async (event: string): Promise<LogEvent | undefined> => {
    const range = toMs === undefined ? {} : { toMs };
    const scope = { view: "events", query: valueIs("event", event), range, hasOwnCalls: true } as const;
    const order = { by: "time", isDescending: true };
    const { rows } = await source.exploreRows(scope, { order, at: { index: 0 }, limit: 1 }, signal);
    return rows[0]?.event;
  };
  const [health, connection] = await Promise.all([last(healthEvent), last(connectionEvent)]);
  return { health: health && snapshotOf(health), connection };
}
