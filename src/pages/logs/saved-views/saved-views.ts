import type { LiveSecrets } from "../../../basics/live-secrets.ts";
import { PersistedList } from "../../../kit/state/persisted-list.svelte.ts";

/** A view under a name. */
export interface SavedView {
  name: string;
  /** Parameters of the address: query, range, columns, view. */
  view: string;
}

/** The views of this browser, in the order of their names. */
export interface SavedViews {
  readonly all: SavedView[];
  /** Saves under a name, in place of what it named before. False: it says a secret in use, or is nameless, and is not kept. */
  save(name: string, view: string): boolean;
  /** Likewise; another view of the new name goes. */
  rename(name: string, newName: string): boolean;
  delete(name: string): void;
}

/** Most views, and most characters of a name. */
export const savedViewLimits = { views: 100, name: 80 } as const;

/** The saved views; nothing is kept that a secret in use stands in. */
export function createSavedViews(
  scrub: LiveSecrets["scrub"],
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">,
): SavedViews {
  const list = new PersistedList("log-views", {
    most: savedViewLimits.views,
    isItem: isView,
    ...(storage && { storage }),
  });
  // A secret in use may stand in the address as it is, and as the address spells it.
  const isClean = (text: string) => [text, plain(text)].every((form) => scrub(form) === form);
  const without = (...names: string[]) => list.items.filter(({ name }) => !names.includes(name));

  function put(name: string, view: string, others: SavedView[]): boolean {
    const title = name.trim().slice(0, savedViewLimits.name);
    if (title === "" || !isClean(title) || !isClean(view)) return false;
    list.items = [...others, { name: title, view }].sort((one, other) => one.name.localeCompare(other.name));
    return true;
  }

  return {
    get all() {
      return list.items;
    },
    save: (name, view) => put(name, view, without(name.trim())),
    rename(name, newName) {
      const found = list.items.find((saved) => saved.name === name);
      return found !== undefined && put(newName, found.view, without(name, newName.trim()));
    },
    delete: (name) => (list.items = without(name)),
  };
}

function plain(search: string): string {
  return [...new URLSearchParams(search)].flat().join(" ");
}

function isView(value: unknown): value is SavedView {
  const { name, view } = (value ?? {}) as Partial<SavedView>;
  return typeof name === "string" && typeof view === "string";
}
