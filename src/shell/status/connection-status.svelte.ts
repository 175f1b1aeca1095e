import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";

/** How the page reaches the platform; `elsewhere`: calls go to another origin, which is not checked. */
export type ConnectionState = "checking" | "direct" | "envoy" | "unreachable" | "elsewhere";

/** How often a page in view checks again, in milliseconds. */
const intervalMs = 15_000;

/** Whether the server of this page answers, and whether an Envoy stands before it. */
export class Connection {
  state = $state<ConnectionState>("checking");
  readonly #ask: () => Promise<"direct" | "envoy">;

  constructor(ask: () => Promise<"direct" | "envoy">) {
    this.#ask = ask;
  }

  /** Asks once. Never rejects. */
  async check(): Promise<void> {
    try {
      this.state = await this.#ask();
    } catch {
      // Any failure means the same to a person: calls will not get through.
      this.state = "unreachable";
    }
  }

  /**
   * Asks now, when the network or the tab comes back, and every 15 seconds in view, until the returned function is called.
   *
   * @param endpoint base URL of the calls; empty for the page's own origin
   */
  watch(endpoint: string): () => void {
    if (endpoint !== "") {
      this.state = "elsewhere";
      return () => undefined;
    }
    const ask = (): void => {
      if (!document.hidden) void this.check();
    };
    const timer = setInterval(ask, intervalMs);
    const end = new AbortController();
    for (const type of ["online", "offline"]) addEventListener(type, ask, { signal: end.signal });
    document.addEventListener("visibilitychange", ask, { signal: end.signal });
    ask();
    return () => {
      clearInterval(timer);
      end.abort();
    };
  }
}

/** The connection of a page, for all that say something of it. @param ask of its services */
export const connectionOf = statePerOwner((ask: () => Promise<"direct" | "envoy">) => new Connection(ask));
