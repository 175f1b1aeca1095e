import type { KnownModels } from "./known-models.svelte.ts";

/** Lists older than this are asked for anew. */
const modelsMaxAgeMs = 600_000;
/** How often the age is looked at; nothing is sent for that. */
const lookEveryMs = 60_000;

/** Dependencies of watching. */
export interface WatchedModels {
  /** Those of the platform where calls go now. */
  models: () => Pick<KnownModels, "atMs" | "isLoading" | "refresh">;
  /** Whether a call may be made without being asked for: somebody looks at the page, and there is a way out. */
  mayAsk: () => boolean;
  /** Tells by `visibilitychange` and `online` that `mayAsk` may say something else. */
  turns?: readonly Pick<EventTarget, "addEventListener" | "removeEventListener">[];
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
}

/**
 * Asks for the models again when their lists are older than `modelsMaxAgeMs`, so that what comes and goes is an event and a
 * notice by itself; a failure waits as long as a success.
 *
 * @returns ends it
 */
export function watchModels(watched: WatchedModels): () => void {
  const { models, mayAsk, turns = [document, window], epochMs = () => Date.now() } = watched;
  let triedAtMs = epochMs();

  const look = (): void => {
    const { atMs, isLoading, refresh } = models();
    const now = epochMs();
    const isYoung = now - Math.max(triedAtMs, atMs ?? 0) < modelsMaxAgeMs;
    if (isYoung || isLoading || !mayAsk()) return;
    triedAtMs = now;
    void refresh({}, "interval");
  };

  const timer = setInterval(look, lookEveryMs);
  const types = ["visibilitychange", "online"];
  for (const target of turns) for (const type of types) target.addEventListener(type, look);
  return () => {
    clearInterval(timer);
    for (const target of turns) for (const type of types) target.removeEventListener(type, look);
  };
}
