import { isDashboard, type Dashboard } from "../../../app/dashboards/panel.ts";
import type { LiveSecrets } from "../../../basics/live-secrets.ts";
import { PersistedList } from "../../../kit/state/persisted-list.svelte.ts";

/** Most dashboards of a person. */
export const mostDashboards = 20;

/** The dashboards of this browser, in the order in which they were made. */
export interface OwnDashboards {
  readonly all: Dashboard[];
  /**
   * Keeps a dashboard, in place of the one that was called `before` or is called the same. False: a secret in use stands in it, or
   * there are too many, and it is not kept.
   */
  save(dashboard: Dashboard, before?: string): boolean;
  delete(name: string): void;
}

/** @param scrub nothing is kept that a secret in use stands in */
export function createOwnDashboards(
  scrub: LiveSecrets["scrub"],
  storage?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">,
): OwnDashboards {
  const list = new PersistedList("dashboards", {
    most: mostDashboards,
    isItem: isDashboard,
    ...(storage && { storage }),
  });
  return {
    get all() {
      return list.items;
    },
    save(dashboard, before) {
      const text = JSON.stringify(dashboard);
      if (scrub(text) !== text) return false;
      const named = list.items.filter(({ name }) => name !== dashboard.name || name === before);
      const at = named.findIndex(({ name }) => name === before);
      if (at < 0 && named.length >= mostDashboards) return false;
      list.items = at < 0 ? [...named, dashboard] : named.with(at, dashboard);
      return true;
    },
    delete: (name) => (list.items = list.items.filter((one) => one.name !== name)),
  };
}
