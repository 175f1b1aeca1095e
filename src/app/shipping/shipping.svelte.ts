import { requestFolderPermission } from "../../shipping/folder/folder-permission.ts";
import type { OutboxState } from "../../shipping/outbox/outbox-state.ts";
import type { RemoteShipping, RemoteShippingOptions } from "../../shipping/remote-shipping.ts";
import type { DestinationName, FromShipping, PickedFolder } from "../../shipping/ship-messages.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import type { Preferences } from "../preferences.svelte.ts";

/** What the page needs to ship its log. */
export interface ShippingDeps {
  preferences: Preferences;
  createRemote: (options: Pick<RemoteShippingOptions, "onMessage" | "onFailure">) => RemoteShipping;
  origin: string;
}

/** Where the log of this browser goes beside this browser, and how that does. */
export class Shipping {
  readonly #deps: ShippingDeps;
  readonly #remote: RemoteShipping;
  /** By destination; nothing of what is switched off. */
  states = $state.raw<Partial<Record<DestinationName, OutboxState>>>({});
  /** The folder that was chosen here; undefined until the worker has said. */
  pickedFolder = $state.raw<PickedFolder>();
  /** Path of the companion's folder, as it was given at its start. */
  companionFolder = $state<string>();
  /** Why nothing is shipped at all. */
  failure = $state<string>();

  constructor(deps: ShippingDeps) {
    this.#deps = deps;
    this.#remote = deps.createRemote({
      onMessage: (message) => this.#take(message),
      onFailure: (reason) => (this.failure = reason),
    });
    if (deps.preferences.current.copiesToFolder) this.#follow();
  }

  /** Takes what the server of this page says of itself. */
  learn({ logDir }: ConsoleConfig): void {
    this.companionFolder = logDir;
    this.#follow();
  }

  /** Copies the log into a folder from now on, with everything that is stored. */
  readonly chooseFolder = (handle: FileSystemDirectoryHandle): void => {
    this.#deps.preferences.update({ copiesToFolder: true });
    this.#follow();
    this.#remote.chooseFolder(handle);
  };

  /** Has the browser ask for the permission that it forgets with the page. To be called from the handler of a click. */
  readonly permitFolder = async (): Promise<void> => {
    const { pickedFolder } = this;
    if (pickedFolder === undefined) return;
    const permission = await requestFolderPermission(pickedFolder.handle);
    this.pickedFolder = { ...pickedFolder, permission };
    if (permission === "granted") this.#remote.chooseFolder(pickedFolder.handle);
  };

  /** Ends the copy; what is in the folder stays. */
  readonly forgetFolder = (): void => {
    this.#deps.preferences.update({ copiesToFolder: false });
    this.#remote.chooseFolder(undefined);
    this.pickedFolder = undefined;
    this.#follow();
  };

  /** What waits leaves at once: the page may be gone soon. */
  readonly flush = (): void => this.#remote.flush();

  #follow(): void {
    const { preferences, origin } = this.#deps;
    const targets = {
      ...(this.companionFolder !== undefined && { companionFolder: origin }),
      ...(preferences.current.copiesToFolder && { pickedFolder: true as const }),
    };
    this.states = Object.fromEntries(Object.entries(this.states).filter(([name]) => name in targets));
    this.#remote.follow(targets);
  }

  #take(message: FromShipping): void {
    if (message.kind === "pickedFolder") this.pickedFolder = message.folder;
    else this.states = { ...this.states, [message.destination]: message.state };
  }
}
