import type { LoadedEngine } from "../wire/loaded-engine.ts";
import { enginesPath } from "../wire/paths.ts";

/** What {@link EngineLoading} uses of the page. */
export interface EngineLoadingDeps {
  fetch: typeof fetch;
  /** Whether calls go to engines in the page's own server. */
  hasOwnEngines: () => boolean;
}

/** A server whose engines are loaded answers within so many milliseconds; what takes longer is shown as loading. */
const loadedAnswerMs = 300;

/** The recognisers of the page's own server, which load their models before the first call, or during it. */
export class EngineLoading {
  /** The server is loading them; what is recognised now waits for it. */
  isLoading = $state(false);
  /** Those that could not be loaded when it was last tried, with the reason. */
  failed = $state.raw<LoadedEngine[]>([]);
  readonly #deps: EngineLoadingDeps;
  #isRequested = false;

  constructor(deps: EngineLoadingDeps) {
    this.#deps = deps;
  }

  /**
   * Has them loaded, unless the server does so already. One request; nothing happens for a platform elsewhere. Never
   * throws.
   */
  readonly load = async (): Promise<void> => {
    if (this.#isRequested || !this.#deps.hasOwnEngines()) return;
    this.#isRequested = true;
    const timer = setTimeout(() => (this.isLoading = true), loadedAnswerMs);
    try {
      const answer = await this.#deps.fetch(enginesPath, { method: "POST" });
      const engines = (await answer.json()) as LoadedEngine[];
      this.failed = engines.filter(({ failure }) => failure !== undefined);
    } catch {
      // A gateway that does not wait so long, or no server: the call that needs an engine says so.
    } finally {
      clearTimeout(timer);
      this.isLoading = this.#isRequested = false;
    }
  };
}
