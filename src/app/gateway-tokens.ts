import type { AuthEvent, TokenOutcome } from "../wire/auth-event.ts";
import { authEventsPath } from "../wire/paths.ts";

/** What following the gateway's tokens needs from the browser. */
export interface GatewayTokensDeps {
  fetch: typeof fetch;
  /** Where the number of the last event that was logged is kept for all tabs. */
  storage: () => Pick<Storage, "getItem" | "setItem">;
  /** Lets one tab at a time through; absent: none is kept out. */
  locks?: Pick<LockManager, "request"> | undefined;
  /** Where the gateway asks, for the log. */
  endpoint: () => string | undefined;
  log: (outcome: TokenOutcome) => void;
}

const key = "audiokit-gateway-tokens";
const patienceMs = 5_000;

/** How often a page in view asks: a gateway renews its token every few minutes. */
const intervalMs = 30_000;

/**
 * Asks the companion what became of the gateway's token requests since the last time, and logs it: each event once, whatever
 * tab asks.
 *
 * @returns asks once; never rejects
 */
export function gatewayTokens({ fetch, storage, locks, endpoint, log }: GatewayTokensDeps): () => Promise<void> {
  let seenHere = 0;

  function seen(): number {
    try {
      return Math.max(seenHere, Number(storage().getItem(key) ?? 0) || 0);
    } catch {
      // Where nothing can be kept, a page counts for itself.
      return seenHere;
    }
  }

  function remember(id: number): void {
    seenHere = id;
    try {
      storage().setItem(key, String(id));
    } catch {
      // Refused or full: this page remembers, another one may log the event again.
    }
  }

  async function ask(): Promise<void> {
    try {
      const answer = await fetch(`${authEventsPath}?after=${String(seen())}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(patienceMs),
      });
      if (!answer.ok) return;
      const where = endpoint();
      for (const { id, ...event } of (await answer.json()) as AuthEvent[]) {
        log({ ...event, ...(where !== undefined && { endpoint: where }) });
        remember(id);
      }
    } catch {
      // The server does not answer: calls will say so, and the events wait there.
    }
  }

  return () => (locks ? locks.request(key, ask).catch(() => undefined) : ask());
}

/**
 * Asks now, when the page comes into view, and every half minute in view.
 *
 * @returns ends it
 */
export function pollInView(ask: () => Promise<void>): () => void {
  const inView = () => {
    if (!document.hidden) void ask();
  };
  const timer = setInterval(inView, intervalMs);
  document.addEventListener("visibilitychange", inView);
  inView();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", inView);
  };
}
