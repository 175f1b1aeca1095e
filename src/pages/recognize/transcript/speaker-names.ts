import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import type { NameVoice } from "../../../export/subtitle-cues.ts";
import type { transcriptText } from "./transcript-text.ts";

/**
 * Names speakers and channels for files and headings: only where there are several of them, since one voice needs no name.
 */
export function speakerNames(phrases: readonly Phrase[], text: (typeof transcriptText)["en"]): NameVoice {
  const speakers = new Set(phrases.map(({ speaker }) => speaker)).size;
  const channels = new Set(phrases.map(({ channel }) => channel)).size;
  return ({ speaker, channel }) => {
    const names = [
      ...(speakers > 1 && speaker !== undefined ? [text.speaker(speaker)] : []),
      ...(channels > 1 && channel > 0 ? [text.channel(channel)] : []),
    ];
    return names.length > 0 ? names.join(", ") : undefined;
  };
}
