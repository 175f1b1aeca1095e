import { settingsFrom, type Settings } from "./settings.ts";

/** The current settings, stored in `localStorage`. Must be closed. */
export interface SettingsStore {
  readonly current: Settings;
  /** Changes some settings, in this tab and every other one. */
  update(changes: Partial<Settings>): void;
  /** Calls the listener after every change, in this tab or another. Returns a function that removes it. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Stops listening to other tabs. */
  close(): void;
}

const key = "audiokit-settings";

/**
 * Opens the settings of this browser. Content that cannot be parsed counts as none. Where nothing can be stored (access denied
 * or quota exceeded), changes apply until the page is closed. Must be closed.
 *
 * @param target dispatches the `storage` events of changes in other tabs
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
      // Storage denied, or not JSON: use the defaults.
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
        // Nothing can be stored; the change applies to this page.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => target.removeEventListener("storage", onstorage),
  };
}
