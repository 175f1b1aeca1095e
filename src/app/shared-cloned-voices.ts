import { openVoiceRegistry, type VoiceRegistry } from "../local-archive/voice-registry.ts";
import { ClonedVoices } from "./cloned-voices.svelte.ts";
import { statePerOwner } from "../kit/state/state-per-owner.svelte.ts";
import type { Services } from "./services.ts";

/** The cloned voices of a console, the same ones for every page; the registry is opened by the first reading. */
export const sharedClonedVoices = statePerOwner(({ preferences }: Services): ClonedVoices => {
  let registry: VoiceRegistry | undefined;
  return new ClonedVoices(async () => (registry ??= openVoiceRegistry()).list(preferences.endpoint));
});
