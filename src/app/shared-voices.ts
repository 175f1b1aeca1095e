import { lazyVoiceRegistry } from "../local-archive/lazy-databases.ts";
import { statePerOwner } from "../kit/state/state-per-owner.svelte.ts";
import { ClonedVoices } from "./cloned-voices.svelte.ts";
import type { Services } from "./services.ts";

/** The registry of cloned voices, the same one for every page; its database is opened by the first reading. */
export const sharedVoiceRegistry = statePerOwner<Services, ReturnType<typeof lazyVoiceRegistry>>(() =>
  lazyVoiceRegistry(),
);

/** The cloned voices that are ready on the platform connected now, the same ones for every page. */
export const sharedClonedVoices = statePerOwner((services: Services): ClonedVoices => {
  const registry = sharedVoiceRegistry(services);
  // Both live as long as the page, so the subscription is never ended.
  return new ClonedVoices(() => registry.list(services.preferences.endpoint), registry.subscribe);
});
