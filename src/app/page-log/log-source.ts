import type { LogReader, LogStore } from "../../store/log-store.ts";

/** A log that pages read: the live one, which grows, or an imported log, of which a value may be removed. */
export type LogSource = LogReader & Pick<LogStore, "subscribe">;

/** The log that a URL names: an imported log by its id, the live one by an empty string. */
export function logSource(store: LogStore, setId: string): LogSource {
  if (setId === "") return store;
  const subscribe: LogStore["subscribe"] = (listener) =>
    store.subscribe((notice) => {
      if (notice.rewritten) listener(notice);
    });
  return { ...store.sets.open(setId), subscribe };
}
