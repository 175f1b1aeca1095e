import { endpointProblem, tidyEndpoint } from "../../settings/settings.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";

/** The endpoint while it is being typed: nothing applies before it is valid and saved. */
export class EndpointForm {
  readonly #preferences: Pick<Preferences, "current" | "update">;
  text = $state("");
  /** True between saving and the next key. */
  isSaved = $state(false);
  /** True once somebody tried to save: before that, an address half typed is no mistake. */
  #isTried = $state(false);

  constructor(preferences: Pick<Preferences, "current" | "update">) {
    this.#preferences = preferences;
    this.text = preferences.current.endpoint;
  }

  readonly problem = $derived.by(() => (this.#isTried ? endpointProblem(this.text) : undefined));
  readonly isChanged = $derived.by(() => tidyEndpoint(this.text) !== this.#preferences.current.endpoint);
  readonly isOwn = $derived.by(() => this.#preferences.current.endpoint === "");

  /** Takes the address over, or shows what is wrong with it. */
  readonly save = (): void => {
    this.#isTried = true;
    if (endpointProblem(this.text) !== undefined) return;
    this.text = tidyEndpoint(this.text);
    this.#preferences.update({ endpoint: this.text });
    this.isSaved = true;
    this.#isTried = false;
  };

  readonly useOwn = (): void => {
    this.text = "";
    this.save();
  };

  readonly typed = (): void => {
    this.isSaved = false;
  };
}
