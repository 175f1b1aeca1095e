import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import { isClipped, isNarrow, isSilent } from "../../../audio/audio-problems.ts";
import type { CauseText } from "../../../diagnosis/rule.ts";
import { clippedAudio } from "../../../diagnosis/rules/audio/clipped-audio.ts";
import { narrowAudio } from "../../../diagnosis/rules/audio/narrow-audio.ts";
import { silentAudio } from "../../../diagnosis/rules/audio/silent-audio.ts";
import type { Language } from "../../../kit/i18n/language.ts";

/** What a person should know of a recording, and the cause of failures that it may become. */
export interface SoundWarning extends CauseText {
  cause: string;
}

/**
 * What a person should know of a recording before it is sent, in the words that a failure would have.
 *
 * @param hasWords words were recognised in it: then nobody says that it is silent
 */
export function soundWarnings(metrics: AudioMetrics | undefined, language: Language, hasWords = false): SoundWarning[] {
  if (!metrics) return [];
  const rules = [
    !hasWords && isSilent(metrics) && silentAudio,
    isNarrow(metrics) && narrowAudio,
    isClipped(metrics) && clippedAudio,
  ];
  return rules.filter((rule) => rule !== false).map(({ cause, words }) => ({ cause, ...words[language] }));
}
