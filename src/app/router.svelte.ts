import { followedLink, pathIdOf, pathOf, queryOf, targetOf, withNames, withQuery } from "./address.ts";

/** The parts of a window that hold its location. */
type Place = Pick<Window, "location" | "history" | "addEventListener" | "removeEventListener">;

/**
 * The location of the page: a path for the page, a query for what it shows. Reading it in markup follows links, Back and
 * Forward.
 *
 * Not a library, because the one for Svelte intercepts clicks with Ctrl or Shift and keeps its state in modules.
 */
export class Router {
  readonly #place: Place;
  #href: string = $state("");

  constructor(place: Place = window) {
    this.#place = place;
    this.#href = withNames(place.location.href);
  }

  /** The path without a trailing slash. */
  readonly path: string = $derived(pathOf(this.#href));

  /** What stands behind the first part of the path, decoded: the id in `/request/a%2Fb`; an empty string where nothing does. */
  readonly pathId: string = $derived(pathIdOf(this.#href));

  /** A value of the query; an empty string when it is absent. */
  query(name: string): string {
    return queryOf(this.#href, name);
  }

  /** The URL of this page with some values of the query changed; empty ones are removed. */
  withQuery(changes: Record<string, string>): string {
    return withQuery(this.#href, changes);
  }

  /** Navigates to a URL of this origin; `replace` adds no entry to the history. */
  go(href: string, how: { replace?: boolean } = {}): void {
    const target = withNames(targetOf(href, this.#href));
    if (target === this.#href) return;
    this.#place.history[how.replace ? "replaceState" : "pushState"](null, "", target);
    this.#href = target;
  }

  /** Follows Back, Forward and plain clicks on links of this origin until the returned function is called. */
  start(): () => void {
    const back = (): void => {
      this.#href = withNames(this.#place.location.href);
    };
    const click = (event: MouseEvent): void => {
      const href = followedLink(event, this.#place.location.origin);
      if (href === undefined) return;
      event.preventDefault();
      this.go(href);
    };
    this.#place.addEventListener("popstate", back);
    this.#place.addEventListener("click", click);
    return () => {
      this.#place.removeEventListener("popstate", back);
      this.#place.removeEventListener("click", click);
    };
  }
}
