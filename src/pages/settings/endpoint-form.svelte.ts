import { endpointProblem, tidyEndpoint } from "../../settings/settings.ts";

/** An endpoint of the settings. */
export interface StoredEndpoint {
  readonly current: string;
  save(endpoint: string): void;
}

/** An endpoint while it is being typed: nothing applies before it is valid and saved. */
export class EndpointForm {
  readonly #stored: StoredEndpoint;
  text = $state("");
  /** True between saving and the next key. */
  isSaved = $state(false);
  /** True once somebody tried to save: before that, an address half typed is no mistake. */
  #isTried = $state(false);

  constructor(stored: StoredEndpoint) {
    this.#stored = stored;
    this.text = stored.current;
  }

  readonly problem = $derived.by(() => (this.#isTried ? endpointProblem(this.text) : undefined));
  readonly isChanged = $derived.by(() => tidyEndpoint(this.text) !== this.#stored.current);
  readonly isOwn = $derived.by(() => this.#stored.current === "");

  /** Takes the address over, or shows what is wrong with it. */
  readonly save = (): void => {
    this.#isTried = true;
    if (endpointProblem(this.text) !== undefined) return;
    this.text = tidyEndpoint(this.text);
    this.#stored.save(this.text);
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
