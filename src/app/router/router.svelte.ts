import { pathAddresses, type AddressForm } from "./address-form.ts";
import {
  followedLink,
  inPageTarget,
  linkAt,
  pathIdOf,
  pathOf,
  queryOf,
  targetOf,
  withNames,
  withQuery,
} from "./address.ts";

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
  readonly #form: AddressForm;
  #href: string = $state("");

  constructor(place: Place = window, form: AddressForm = pathAddresses) {
    this.#place = place;
    this.#form = form;
    this.#href = withNames(form.read(place.location.href) ?? targetOf("/", place.location.href));
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
    this.#place.history[how.replace ? "replaceState" : "pushState"](null, "", this.#form.write(target));
    this.#href = target;
  }

  /** Follows Back, Forward and plain clicks on links of this origin until the returned function is called. */
  start(): () => void {
    const form = this.#form;
    const back = (): void => {
      const href = form.read(this.#place.location.href);
      if (href !== undefined) this.#href = withNames(href);
    };
    const click = (event: MouseEvent): void => {
      // The fragment is taken where it holds the address.
      const target = form === pathAddresses ? undefined : inPageTarget(event);
      target?.focus();
      const href = followedLink(event, this.#place.location.origin);
      if (target === undefined && href === undefined) return;
      event.preventDefault();
      if (href !== undefined) this.go(form.read(href) ?? href);
    };
    // What a person opens in a new tab or copies is the link itself: it gets the URL of the browser when they come to it.
    const point = (event: Event): void => {
      const link = linkAt(event);
      if (link?.getAttribute("href")?.startsWith("/")) link.href = form.write(link.href);
    };
    const listening: [string, (event: never) => void][] = [
      ["popstate", back],
      ["click", click],
      ...(form === pathAddresses ? [] : (["pointerover", "focusin"] as const)).map(
        (type): [string, (event: never) => void] => [type, point],
      ),
    ];
    for (const [type, listen] of listening) this.#place.addEventListener(type, listen as EventListener);
    return () => {
      for (const [type, listen] of listening) this.#place.removeEventListener(type, listen as EventListener);
    };
  }
}
