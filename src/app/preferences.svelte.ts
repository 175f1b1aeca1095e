import { createTimeFormat, timeZoneOf, type TimeFormat } from "../kit/i18n/time-format.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import type { Settings } from "../settings/settings.ts";

/** The settings for the screen: reading them in markup follows every change, in this tab or another. */
export class Preferences {
  readonly #store: SettingsStore;
  #current = $state.raw<Settings>()!;

  constructor(store: SettingsStore) {
    this.#store = store;
    this.#current = store.current;
    // Both live as long as the page, so the subscription is never ended.
    store.subscribe((settings) => (this.#current = settings));
  }

  get current(): Settings {
    return this.#current;
  }

  /** The zone of the screen, for names of files and days that are asked for. */
  get times(): TimeFormat {
    return createTimeFormat("en", timeZoneOf(this.#current.timeZone));
  }

  /** Base URL of the platform: the one of the settings, else the origin of this page. */
  get endpoint(): string {
    return this.#current.endpoint || location.origin;
  }

  /** Whether calls go to the server of this page. */
  get isOwnEndpoint(): boolean {
    return URL.parse(this.endpoint)?.origin === location.origin;
  }

  update(changes: Partial<Settings>): void {
    this.#store.update(changes);
  }
}
