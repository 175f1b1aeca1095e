import { getContext, setContext } from "svelte";

/** What a page shows, in a few words, for the title of its tab: the page gives it, the frame shows it. */
export class ViewName {
  /** Empty: nothing but the page itself. */
  current = $state("");
}

const key = Symbol("view name");

/** Makes a place for the name of the view that everything below the calling component shares. */
export function provideViewName(): void {
  setContext(key, new ViewName());
}

/** The name of the view; undefined where a component stands without a frame. */
export function viewName(): ViewName | undefined {
  return getContext<ViewName | undefined>(key);
}

/** Names what a page shows, as long as it is there. Call it during the initialisation of the page. */
export function nameView(name: () => string): void {
  const place = viewName();
  $effect(() => {
    const own = name();
    if (!place) return;
    place.current = own;
    return () => {
      // The next page may have named its own already.
      if (place.current === own) place.current = "";
    };
  });
}
