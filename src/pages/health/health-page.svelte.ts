import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import type { Services } from "../../app/services.ts";
import { HealthWatch } from "./health-watch.svelte.ts";

/** The page's state, and whether the page is in view. */
export interface HealthPageState {
  watch: HealthWatch;
  /**
   * To be called when the page comes into view: checks once where this console has not done so yet.
   *
   * @returns to be called when it leaves
   */
  arrive(): () => void;
}

/**
 * The state of the page, made at its first visit. From then on it checks in the period that the settings say: while the
 * page is in view, and elsewhere only when the settings ask for it.
 */
export const healthPageState = statePerOwner((services: Services): HealthPageState => {
  const { preferences, store } = services;
  const watch = new HealthWatch({
    checkHealth: (options) => services.checkHealth(options),
    endpoint: () => preferences.endpoint,
    store,
  });
  let isInView = false;
  const mayCheck = (): boolean => preferences.current.healthInBackground || (isInView && !document.hidden);
  const seconds = $derived(preferences.current.healthEverySeconds);
  $effect(() => (seconds === 0 ? undefined : watch.repeat(seconds * 1000, mayCheck)));

  function arrive(): () => void {
    isInView = true;
    const unfollow = watch.follow();
    if (watch.report === undefined) void watch.check();
    return () => {
      isInView = false;
      unfollow();
    };
  }
  return { watch, arrive };
});
