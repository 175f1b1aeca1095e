import type { Keepsake } from "../../app/page-archive.ts";
import type { Said } from "./voice-trial.svelte.ts";

/** What a cloned voice said, as the archive keeps it. */
export function keepsakeOf({ voice, text, language, wav }: Said): Keepsake {
  return {
    fileName: `voice-${voice.name}.wav`,
    wav: () => wav,
    metadata: { source: "voices", voice: voice.name, ...(voice.voiceId && { voiceId: voice.voiceId }) },
    transcript: { text, language, confidenceScores: [] },
  };
}
