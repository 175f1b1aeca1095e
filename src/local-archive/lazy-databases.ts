import { loadOnce } from "../basics/load-once.ts";
import type { SynthesisHistory } from "./synthesis-history.ts";
import type { VoicePreviewStore } from "./voice-previews.ts";
import type { VoiceRegistry } from "./voice-registry.ts";

// Databases of the first page, whose code is loaded by their first use: neither writing nor speaking needs them.

/** The spoken texts of this origin. */
export function lazySynthesisHistory<Order>(): Omit<SynthesisHistory<Order>, "close"> {
  const open = loadOnce(async () => (await import("./synthesis-history.ts")).openSynthesisHistory<Order>());
  return {
    add: async (spoken) => (await open()).add(spoken),
    list: async () => (await open()).list(),
    sound: async (id) => (await open()).sound(id),
    delete: async (id) => (await open()).delete(id),
    clear: async () => (await open()).clear(),
  };
}

/** The registry of cloned voices of this origin. */
export function lazyVoiceRegistry(): Omit<VoiceRegistry, "close"> {
  const listeners = new Set<() => void>();
  const open = loadOnce(async () => {
    const registry = (await import("./voice-registry.ts")).openVoiceRegistry();
    registry.subscribe(() => listeners.forEach((listener) => listener()));
    return registry;
  });
  return {
    list: async (platform) => (await open()).list(platform),
    keep: async (voice) => (await open()).keep(voice),
    forget: async (id) => (await open()).forget(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The previews of voices of this origin. */
export function lazyVoicePreviews(): Omit<VoicePreviewStore, "close"> {
  const open = loadOnce(async () => (await import("./voice-previews.ts")).openVoicePreviews());
  return {
    list: async (platform) => (await open()).list(platform),
    sound: async (platform, voice) => (await open()).sound(platform, voice),
    save: async (preview, wav) => (await open()).save(preview, wav),
    delete: async (platform, voice) => (await open()).delete(platform, voice),
    clear: async () => (await open()).clear(),
  };
}
