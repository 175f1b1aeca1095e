import type { AuthEvent, TokenOutcome } from "../wire/auth-event.ts";
import { authEventsPath } from "../wire/paths.ts";

/** What the log of the gateway's tokens uses of the browser. */
export interface GatewayTokensDeps {
  fetch: typeof fetch;
  /** Stores the id of the last event that was logged, for all tabs. */
  storage: () => Pick<Storage, "getItem" | "setItem">;
  /** Lets one tab at a time through; absent: all of them. */
  locks?: Pick<LockManager, "request"> | undefined;
  /** Token endpoint of the gateway, for the log. */
  endpoint: () => string | undefined;
  log: (outcome: TokenOutcome) => void;
}

const key = "audiokit-gateway-tokens";
const timeoutMs = 5_000;

/** Interval between two requests of a page in view, in milliseconds: a gateway renews its token every few minutes. */
const intervalMs = 30_000;

/**
 * Logs the outcome of the gateway's token requests since the last time, as the companion reports them: each event once,
 * whichever tab requests it.
 *
 * @returns requests and logs once; never rejects
 */
export function gatewayTokens({ fetch, storage, locks, endpoint, log }: GatewayTokensDeps): () => Promise<void> {
  let seenHere = 0;

  function seen(): number {
    try {
      return Math.max(seenHere, Number(storage().getItem(key) ?? 0) || 0);
    } catch {
      // Storage is refused: this page counts for itself.
      return seenHere;
    }
  }

  function store(id: number): void {
    seenHere = id;
    try {
      storage().setItem(key, String(id));
    } catch {
      // Refused or full: this page will not log the event again, another one may.
    }
  }

  async function request(): Promise<void> {
    try {
      const answer = await fetch(`${authEventsPath}?after=${String(seen())}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) return;
      const where = endpoint();
      for (const { id, ...event } of (await answer.json()) as AuthEvent[]) {
        log({ ...event, ...(where !== undefined && { endpoint: where }) });
        store(id);
      }
    } catch {
      // The server does not answer: calls will report it, and the events wait there.
    }
  }

  return () => (locks ? locks.request(key, request).catch(() => undefined) : request());
}

/**
 * Requests now, when the page comes into view, and every half minute in view.
 *
 * @returns ends it
 */
export function pollInView(request: () => Promise<void>): () => void {
  const inView = () => {
    if (!document.hidden) void request();
  };
  const timer = setInterval(inView, intervalMs);
  document.addEventListener("visibilitychange", inView);
  inView();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", inView);
  };
}
