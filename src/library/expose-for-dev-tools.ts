import type { AudioKitClient } from "../audiokit/client.ts";
import type { AudioKitLibrary } from "./audiokit-library.ts";
import { joinLibrary, type LibraryDeps } from "./join-library.ts";

/** The page's own parts; the page, not the library, closes them. */
export interface PageParts extends Pick<
  LibraryDeps,
  "client" | "models" | "logger" | "workflowLog" | "statistics" | "openArchive" | "diagnoseError" | "health"
> {
  store: NonNullable<LibraryDeps["store"]>;
}

/**
 * Exposes the library over the page's own client, log and archive to the developer tools, as `audiokit`.
 *
 * @param current the parts at each access; one library is made for each client
 */
export function exposeForDevTools(current: () => PageParts): void {
  const joined = new WeakMap<AudioKitClient, AudioKitLibrary>();
  Object.defineProperty(globalThis, "audiokit", {
    configurable: true,
    get() {
      const parts = current();
      const library = joined.get(parts.client) ?? joinLibrary({ ...parts, close: () => Promise.resolve() });
      joined.set(parts.client, library);
      return library;
    },
  });
}
