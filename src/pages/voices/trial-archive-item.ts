import type { ArchiveItem } from "../../app/page-archive.ts";
import type { TrialSpeech } from "./voice-trial.svelte.ts";

/** The speech of a cloned voice as the archive stores it. */
export function trialArchiveItem({ voice, text, language, wav }: TrialSpeech): ArchiveItem {
  return {
    fileName: `voice-${voice.name}.wav`,
    wav: () => wav,
    metadata: { source: "voices", voice: voice.name, ...(voice.voiceId && { voiceId: voice.voiceId }) },
    transcript: { text, language, confidenceScores: [] },
  };
}
