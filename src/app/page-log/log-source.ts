import type { LogReader, LogStore } from "../../store/log-store.ts";
import { readLogAddress } from "../imported-logs/log-address.ts";

/** A log that pages read: the live one, which grows, or an imported log, of which a value may be removed. */
export type LogSource = LogReader & Pick<LogStore, "subscribe">;

/** The log that the `log` of a URL names: an imported log, or the live one by an empty string. */
export function logSource(store: LogStore, set: string): LogSource {
  if (set === "") return store;
  const subscribe: LogStore["subscribe"] = (listener) =>
    store.subscribe((notice) => {
      if (notice.rewritten) listener(notice);
    });
  return { ...store.sets.open(readLogAddress(set).key), subscribe };
}

/** The end of a log that does not grow: after its last event, in milliseconds since the epoch; now while it is empty. */
export async function endOfLog(source: Pick<LogReader, "summarize">): Promise<number> {
  const { lastMs } = await source.summarize({});
  return lastMs === undefined ? Date.now() : lastMs + 1;
}
