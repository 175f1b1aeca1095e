import type { LiveSecrets } from "../../basics/live-secrets.ts";
import type { ShippingSettings } from "../../settings/settings.ts";
import { requestFolderPermission } from "../../shipping/folder/folder-permission.ts";
import type { SendOutcome } from "../../shipping/outbox/destination.ts";
import type { OutboxState } from "../../shipping/outbox/outbox-state.ts";
import type { MetricsState } from "../../shipping/otlp/ship-metrics.ts";
import type { RemoteShipping, RemoteShippingOptions, ShippingNotice } from "../../shipping/remote-shipping.ts";
import type { DestinationName, PickedFolder, ShippingTargets } from "../../shipping/ship-messages.ts";
import type { OtlpTarget } from "../../shipping/otlp/otlp-target.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import type { Preferences } from "../preferences.svelte.ts";
import { missingHeader, otlpTargetOf } from "./otlp-target-of.ts";

/** What the page needs to ship its log. */
export interface ShippingDeps {
  preferences: Pick<Preferences, "current" | "update">;
  /** Calls back after each change of the settings, in this tab or another. */
  onChange: (listener: () => void) => unknown;
  /** Learns the values of headers. */
  secrets: Pick<LiveSecrets, "learn">;
  /** Whether a folder was chosen and not forgotten, in the storage that a killed browser keeps. */
  hasChosenFolder: () => Promise<boolean>;
  createRemote: (options: Pick<RemoteShippingOptions, "onMessage" | "onFailure">) => RemoteShipping;
  /** Of the page, and the version of the console. */
  origin: string;
  version: string;
  /** Of this page load. */
  sessionId: string;
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
  /** Whether the page's own server passes OpenTelemetry on. */
  hasRoute = $state(false);
  /** Why nothing is shipped at all. */
  failure = $state<string>();
  /** What came of the test record; `sending` while it is under way. */
  tested = $state.raw<SendOutcome | "sending">();
  /** How shipping metrics does; undefined before the first. */
  metrics = $state.raw<MetricsState>();
  /** Values of the headers, by name. */
  #headers = $state.raw<Record<string, string>>({});

  constructor(deps: ShippingDeps) {
    this.#deps = deps;
    this.#remote = deps.createRemote({
      onMessage: (message) => this.#take(message),
      onFailure: (reason) => (this.failure = reason),
    });
    deps.onChange(() => this.#follow());
    this.#follow();
    void this.#recallFolder();
  }

  /** A browser writes its settings up to a minute later: a kill loses that a folder was chosen, but not the folder. */
  async #recallFolder(): Promise<void> {
    const { preferences, hasChosenFolder } = this.#deps;
    if (!preferences.current.copiesToFolder && (await hasChosenFolder())) preferences.update({ copiesToFolder: true });
  }

  get settings(): ShippingSettings {
    return this.#deps.preferences.current.shipping;
  }

  /** The header that has to be entered before anything is shipped; undefined: none. */
  get missingHeader(): string | undefined {
    return missingHeader(this.settings, this.#headers);
  }

  /** Where OpenTelemetry is sent now; undefined while it is switched off, or something is missing. */
  get otlpTarget(): OtlpTarget | undefined {
    const { isOn, endpoint } = this.settings;
    if (!isOn || this.missingHeader !== undefined || (endpoint === "" && !this.hasRoute)) return undefined;
    return this.#target();
  }

  /** Whether a call to a URL says to which trace it belongs. */
  readonly tracesCall = (url: string): boolean => {
    const { isOn, hasTraces, tracesOtherOrigins } = this.settings;
    if (!isOn || !hasTraces || this.otlpTarget === undefined) return false;
    return tracesOtherOrigins || URL.parse(url)?.origin === this.#deps.origin;
  };

  /** Takes what the server of this page says of itself. */
  learn({ logDir, shipsOtlp }: ConsoleConfig): void {
    this.companionFolder = logDir;
    this.hasRoute = shipsOtlp === true;
    this.#follow();
  }

  readonly change = (changes: Partial<ShippingSettings>): void => {
    this.#deps.preferences.update({ shipping: { ...this.settings, ...changes } });
  };

  /** Sets the value of a header, which is kept in memory only. */
  readonly setHeader = (name: string, value: string): void => {
    this.#deps.secrets.learn("header", value);
    this.#headers = { ...this.#headers, [name]: value };
    this.#follow();
  };

  /** Sends one record that is not in the log. */
  readonly sendTest = (): void => {
    this.tested = "sending";
    this.#remote.test(this.#target(), this.#deps.sessionId);
  };

  /** Copies the log into a folder from now on, with everything that is stored. */
  readonly chooseFolder = (handle: FileSystemDirectoryHandle): void => {
    this.#deps.preferences.update({ copiesToFolder: true });
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
  };

  /** What waits leaves at once: the page may be gone soon. */
  readonly flush = (): void => this.#remote.flush();

  #target(): OtlpTarget {
    const { preferences, version, origin } = this.#deps;
    const { shipping, redactionRules } = preferences.current;
    return otlpTargetOf({ settings: shipping, rules: redactionRules, headers: this.#headers, version, origin });
  }

  #follow(): void {
    const { preferences, origin } = this.#deps;
    const otlp = this.otlpTarget;
    const targets: ShippingTargets = {
      ...(this.companionFolder !== undefined && { companionFolder: origin }),
      ...(preferences.current.copiesToFolder && { pickedFolder: true as const }),
      ...(otlp && { otlp }),
    };
    this.states = Object.fromEntries(Object.entries(this.states).filter(([name]) => name in targets));
    this.#remote.follow(targets);
  }

  #take(message: ShippingNotice): void {
    if (message.kind === "pickedFolder") this.pickedFolder = message.folder;
    else if (message.kind === "metrics") this.metrics = message.state;
    else if (message.kind === "tested") this.tested = message.outcome;
    else this.states = { ...this.states, [message.destination]: message.state };
  }
}
