import type { LogReader, LogStore } from "../store/log-store.ts";

/** A log that pages read: the live one, which grows, or an imported set, which stays as it is. */
export type LogSource = LogReader & Pick<LogStore, "subscribe">;

/** The log that an address names: an imported set by its id, the live one by an empty text. */
export function logSource(store: LogStore, setId: string): LogSource {
  if (setId === "") return store;
  const subscribe = (): (() => void) => () => undefined;
  return { ...store.sets.open(setId), subscribe };
}
