import { modelsMaxAgeMs } from "../../audiokit/calls/model-catalog.ts";
import type { KnownModels } from "./known-models.svelte.ts";

/** Interval at which the age is checked, in milliseconds; nothing is sent for that. */
const checkEveryMs = 60_000;

/** What the interval refresh is made from. */
export interface WatchedModels {
  /** The models of the platform where calls go now. */
  models: () => Pick<KnownModels, "atMs" | "isLoading" | "refresh">;
  /** Whether a background call may be made: the page is visible, online and allowed to call. */
  mayCall: () => boolean;
  /** Their `visibilitychange` and `online` events say that `mayCall` may have changed. Default: document and window. */
  turns?: readonly Pick<EventTarget, "addEventListener" | "removeEventListener">[];
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
}

/**
 * Refreshes the models when their lists are older than `modelsMaxAgeMs`, so that a change is logged and noticed without
 * anybody asking; a failure waits as long as a success.
 *
 * @returns ends it
 */
export function watchModels(watched: WatchedModels): () => void {
  const { models, mayCall, turns = [document, window], epochMs = () => Date.now() } = watched;
  let triedAtMs = epochMs();

  const check = (): void => {
    const { atMs, isLoading, refresh } = models();
    const now = epochMs();
    const isYoung = now - Math.max(triedAtMs, atMs ?? 0) < modelsMaxAgeMs;
    if (isYoung || isLoading || !mayCall()) return;
    triedAtMs = now;
    void refresh({ trigger: "interval" });
  };

  const timer = setInterval(check, checkEveryMs);
  const types = ["visibilitychange", "online"];
  for (const target of turns) for (const type of types) target.addEventListener(type, check);
  return () => {
    clearInterval(timer);
    for (const target of turns) for (const type of types) target.removeEventListener(type, check);
  };
}
