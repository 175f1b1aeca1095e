import type { LogReader, LogStore } from "../../store/log-store.ts";

/** A log that pages read: the live one, which grows, or an imported log, which does not change. */
export type LogSource = LogReader & Pick<LogStore, "subscribe">;

/** The log that a URL names: an imported log by its id, the live one by an empty string. */
export function logSource(store: LogStore, setId: string): LogSource {
  if (setId === "") return store;
  const subscribe = (): (() => void) => () => undefined;
  return { ...store.sets.open(setId), subscribe };
}
