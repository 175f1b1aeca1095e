import type { SettingsStore } from "../settings/settings-store.ts";
import type { Settings } from "../settings/settings.ts";

/** The settings for the screen: reading them in markup follows every change, in this tab or another. */
export class Preferences {
  readonly #kept: SettingsStore;
  #current = $state.raw<Settings>()!;

  constructor(kept: SettingsStore) {
    this.#kept = kept;
    this.#current = kept.current;
    // Both live as long as the page, so nobody ends this.
    kept.subscribe((settings) => (this.#current = settings));
  }

  get current(): Settings {
    return this.#current;
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
    this.#kept.update(changes);
  }
}
