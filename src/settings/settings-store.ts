import { settingsFrom, type Settings } from "./settings.ts";

/** The settings as they are now, kept in the browser. */
export interface SettingsStore {
  readonly current: Settings;
  /** Changes some of them, here and in every other tab. */
  update(changes: Partial<Settings>): void;
  /** Called after every change, in this tab or another; returns an end to it. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Stops listening to other tabs. */
  close(): void;
}

const key = "audiokit-settings";

/**
 * Opens the settings of this browser. Unreadable contents count as none. Where nothing can be kept (storage refused or
 * full), changes hold until the page is closed.
 *
 * Must be closed.
 *
 * @param target where other tabs' changes are announced, as `storage` events
 */
export function openSettings(
  storage: () => Pick<Storage, "getItem" | "setItem"> = () => localStorage,
  target: EventTarget = globalThis,
): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>();
  let current = settingsFrom(read());

  function read(): unknown {
    try {
      return JSON.parse(storage().getItem(key) ?? "{}");
    } catch {
      // Storage that is refused, or holds something else: the defaults are a good start.
      return {};
    }
  }

  function take(settings: Settings): void {
    current = settings;
    for (const listener of listeners) listener(current);
  }

  function onstorage(event: Event): void {
    const changed = (event as StorageEvent).key;
    if (changed === key || changed === null) take(settingsFrom(read()));
  }
  target.addEventListener("storage", onstorage);

  return {
    get current() {
      return current;
    },
    update(changes) {
      take(settingsFrom({ ...current, ...changes }));
      try {
        storage().setItem(key, JSON.stringify(current));
      } catch {
        // Nothing can be kept here; the change holds for this page, which is what was asked for.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => target.removeEventListener("storage", onstorage),
  };
}
