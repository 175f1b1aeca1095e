import type { MatchedVoice } from "./match-voice.ts";

/** The cloned voices, in memory: they end with the program. */
export interface ClonedVoices {
  readonly size: number;
  find(voiceId: string): MatchedVoice | undefined;
  keep(voiceId: string, voice: MatchedVoice): void;
  /** @returns whether there was such a voice */
  remove(voiceId: string): boolean;
}

/** Creates an empty collection without a limit of its own. */
export function createClonedVoices(): ClonedVoices {
  const voices = new Map<string, MatchedVoice>();
  return {
    get size() {
      return voices.size;
    },
    find: (voiceId) => voices.get(voiceId),
    keep: (voiceId, voice) => void voices.set(voiceId, voice),
    remove: (voiceId) => voices.delete(voiceId),
  };
}
