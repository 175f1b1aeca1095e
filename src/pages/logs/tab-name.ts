import type { Explorer } from "./explorer.svelte.ts";
import type { FilesState } from "./files/files-state.svelte.ts";
import type { explorerText } from "./explorer-text.ts";
import { readyViews, viewOf, type ReadyView } from "./saved-views/ready-views.ts";
import type { savedViewsText } from "./saved-views/saved-views-text.ts";
import type { SavedView } from "./saved-views/saved-views.ts";

/** A view by its name in the dictionary. */
export type ViewKey = keyof (typeof explorerText)["en"]["views"];

/** Characters of a query in the title. */
const mostOfQuery = 60;

/** Which view is shown: calls, events, what stands in their place, or a text file of the live log. */
export function shownView({ instead, view }: Pick<Explorer, "instead" | "view">, file: FilesState["file"]): ViewKey {
  return file ?? instead ?? view;
}

/** What the title of the tab is made of. */
export interface NamedView {
  /** Parameters of the address. */
  search: string;
  text: string;
  view: ViewKey;
  saved: readonly SavedView[];
}

/** The words of it. */
export interface TabWords {
  views: Record<ViewKey, string>;
  readyViews: (typeof savedViewsText)["en"]["readyViews"];
}

/** What the tab shows: the name of a saved or ready view, else the query, and any view but that of calls; empty for all calls. */
export function tabName({ search, text, view, saved }: NamedView, { views, readyViews: ready }: TabWords): string {
  const shown = viewOf(search);
  const own = saved.find((one) => one.view === shown)?.name;
  const name = (Object.keys(readyViews) as ReadyView[]).find((one) => viewOf(readyViews[one]) === shown);
  if (own !== undefined || name !== undefined) return own ?? ready[name!];
  const query = text.length > mostOfQuery ? `${text.slice(0, mostOfQuery)}…` : text;
  return [view.endsWith(".log") ? "" : query, view === "calls" ? "" : views[view]].filter((part) => part).join(" · ");
}
