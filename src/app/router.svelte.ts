import { followedLink, pathOf, queryOf, targetOf, withQuery } from "./address.ts";

/** The parts of a window that say where a person is. */
type Place = Pick<Window, "location" | "history" | "addEventListener" | "removeEventListener">;

/**
 * Where a person is, as the address bar says it: a path for the page, a query for what the page shows. Reading it in
 * markup follows links, Back and Forward.
 *
 * An own one, because the library at hand takes clicks with Ctrl or Shift for its own and keeps its state in modules.
 */
export class Router {
  readonly #place: Place;
  #href: string = $state("");

  constructor(place: Place = window) {
    this.#place = place;
    this.#href = place.location.href;
  }

  /** The path without a slash at its end. */
  readonly path: string = $derived(pathOf(this.#href));

  /** A value of the query; an empty text when it is not there. */
  query(name: string): string {
    return queryOf(this.#href, name);
  }

  /** The address of this page with some values of the query changed; empty ones leave it. */
  withQuery(changes: Record<string, string>): string {
    return withQuery(this.#href, changes);
  }

  /** Goes to an address of this origin; `replace` leaves no step for Back. */
  go(href: string, how: { replace?: boolean } = {}): void {
    const target = targetOf(href, this.#href);
    if (target === this.#href) return;
    this.#place.history[how.replace ? "replaceState" : "pushState"](null, "", target);
    this.#href = target;
  }

  /** Follows Back, Forward and plain clicks on links of this origin until the returned function is called. */
  start(): () => void {
    const back = (): void => {
      this.#href = this.#place.location.href;
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
