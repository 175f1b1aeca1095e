import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import { lazyVoicePreviews } from "../../local-archive/lazy-databases.ts";
import { createPlayback } from "../create-playback.ts";
import type { Services } from "../services.ts";
import { VoicePreviews } from "./voice-previews.svelte.ts";

/** The previews of voices, the same ones for every page; database and device are opened by the first use. */
export const sharedVoicePreviews = statePerOwner((services: Services): VoicePreviews => {
  const { logger, preferences } = services;
  return new VoicePreviews({
    get client() {
      return services.audiokit;
    },
    platform: () => preferences.endpoint,
    store: lazyVoicePreviews(),
    playback: createPlayback(logger, "The preview of a voice is played"),
    epochMs: () => Date.now(),
  });
});
