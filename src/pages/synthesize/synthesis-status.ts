import type { Format } from "../../kit/i18n/format.ts";
import { maxSpeechCharacters, type Synthesis } from "./synthesis.svelte.ts";
import type { SpeechRun } from "./speech/speech-run.svelte.ts";
import type { synthesisText } from "./synthesis-text.ts";

/** One line on where the call stands: as it is shown, and as it is said to those who listen. */
export interface StatusLine {
  shown: string;
  /** Changes only when the call begins or ends. */
  said: string;
}

/** Puts the state of a synthesis into words, the reason for a disabled start included. */
export function synthesisStatus(
  { isBlank, isTooLong, isCustomWrong, form }: Pick<Synthesis, "isBlank" | "isTooLong" | "isCustomWrong" | "form">,
  { phase, speech }: Pick<SpeechRun, "phase" | "speech">,
  text: (typeof synthesisText)["en"],
  format: Format,
): StatusLine {
  const length = format.duration((speech?.seconds ?? 0) * 1000);
  const both = (line: string): StatusLine => ({ shown: line, said: line });
  switch (phase) {
    case "running":
      return { shown: speech ? text.receiving(length) : text.waiting, said: text.waiting };
    case "done":
      if (!speech) return both(text.doneSilent);
      if (speech.firstAudioMs === undefined) return both(text.kept(length));
      return both(text.done(length, format.duration(speech.firstAudioMs)));
    case "cancelled":
      return both(speech ? text.cancelledKept(length) : text.cancelled);
    case "failed":
      return both(speech ? text.failedKept(length) : text.failed);
    case "idle": {
      const reason = isBlank ? text.needsText : isTooLong ? text.tooLong(format.number(maxSpeechCharacters)) : "";
      const noVoice = form.voice.trim() === "" ? text.needsVoice : "";
      return { shown: reason || noVoice || (isCustomWrong ? text.needsCustom : ""), said: "" };
    }
  }
}
