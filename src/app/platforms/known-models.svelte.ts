import type { CatalogState, ModelCatalog } from "../../audiokit/calls/model-catalog.ts";
import type { ModelChange } from "../../audiokit/calls/model-change.ts";

/** The catalog of a platform for the screen: reading it in markup follows every list, whoever requested it. */
export class KnownModels {
  readonly catalog: ModelCatalog;
  #state = $state.raw<CatalogState>()!;
  /** Voices, the engines of cloning among them; undefined before the first answer. */
  readonly tts = $derived(this.#state.tts);
  readonly asr = $derived(this.#state.asr);
  /** When the older of the two lists came, in milliseconds since the epoch. */
  readonly atMs = $derived(this.#state.fetchedAtMs);
  readonly isLoading = $derived(this.#state.isLoading);
  /** Why a list did not come at the last refresh. */
  readonly failures = $derived(this.#state.failures);
  /** The last change of the models that the person has not dismissed. */
  change = $state.raw<ModelChange>();

  /** Both live as long as the page, so the subscriptions are never ended. */
  constructor(catalog: ModelCatalog) {
    this.catalog = catalog;
    this.#state = catalog.state;
    catalog.subscribe(() => (this.#state = catalog.state));
    catalog.onChange((change) => (this.change = change));
  }

  /** Requests both lists anew. Never rejects: see `failures`. */
  readonly refresh = async (options: Parameters<ModelCatalog["refresh"]>[0] = {}): Promise<void> => {
    await this.catalog.refresh({ trigger: "page", ...options }).catch(() => undefined);
  };

  /** Closes the notice of a change. */
  readonly dismiss = (): void => {
    this.change = undefined;
  };
}
