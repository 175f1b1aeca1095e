import { SvelteMap } from "svelte/reactivity";
import { PersistedState } from "../../../kit/state/persisted-state.svelte.ts";
import type { FieldInfo } from "../../../store/explore.ts";
import { firstFacets, orderFields } from "./field-order.ts";

/** Which fields are open in the panel, and how their values are drawn. The page asks for the open ones. */
export class FieldChoices {
  /** What a person opened (true) or closed (false). */
  readonly #chosen = new SvelteMap<string, boolean>();
  readonly #sharesFailed = new PersistedState("fields-share-failed");
  readonly #byFailed = new PersistedState("fields-by-failed");

  /** Whether bars show the share of failed rows instead of the number of rows. */
  get sharesFailed(): boolean {
    return this.#sharesFailed.value;
  }
  set sharesFailed(value: boolean) {
    this.#sharesFailed.value = value;
  }

  /** Whether the values with most failed rows come first, instead of the most frequent ones. */
  get byFailed(): boolean {
    return this.#byFailed.value;
  }
  set byFailed(value: boolean) {
    this.#byFailed.value = value;
  }

  /** @param openFirst the fields that are open until a person says otherwise */
  isOpen(path: string, openFirst: ReadonlySet<string>): boolean {
    return this.#chosen.get(path) ?? openFirst.has(path);
  }

  set(path: string, isOpen: boolean): void {
    this.#chosen.set(path, isOpen);
  }

  /** The facets to ask for, given the fields of the last answer; before there is one, those that most logs have. */
  facets(fields: readonly FieldInfo[] | undefined): string[] {
    if (fields === undefined) return firstFacets;
    const { paths, open } = orderFields(fields);
    return paths.filter((path) => this.isOpen(path, open));
  }
}
