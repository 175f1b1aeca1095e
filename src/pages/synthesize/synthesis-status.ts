import type { Format } from "../../kit/i18n/format.ts";
import { statusLine, type StatusLine } from "../../kit/status/status-line.ts";
import { maxSpeechCharacters, type Synthesis } from "./synthesis.svelte.ts";
import type { SpeechRun } from "./speech/speech-run.svelte.ts";
import type { synthesisText } from "./synthesis-text.ts";

/** Puts the state of a synthesis into words, the reason for a disabled start included. */
export function synthesisStatus(
  { isBlank, isTooLong, isCustomWrong, form }: Pick<Synthesis, "isBlank" | "isTooLong" | "isCustomWrong" | "form">,
  { phase, speech }: Pick<SpeechRun, "phase" | "speech">,
  text: (typeof synthesisText)["en"],
  format: Format,
): StatusLine {
  // Only where it is shown: the first number that a page writes takes tens of milliseconds.
  const length = (): string => format.duration((speech?.seconds ?? 0) * 1000);
  switch (phase) {
    case "running":
      return { shown: speech ? text.receiving(length()) : text.waiting, said: text.waiting };
    case "done":
      if (!speech) return statusLine(text.doneSilent);
      if (speech.firstChunkMs === undefined) return statusLine(text.kept(length()));
      return statusLine(text.done(length(), format.duration(speech.firstChunkMs)));
    case "cancelled":
      return statusLine(speech ? text.cancelledKept(length()) : text.cancelled);
    case "failed":
      return statusLine(speech ? text.failedKept(length()) : text.failed);
    case "idle": {
      const reason = isBlank ? text.needsText : isTooLong ? text.tooLong(format.number(maxSpeechCharacters)) : "";
      const noVoice = form.voice.trim() === "" ? text.needsVoice : "";
      return { shown: reason || noVoice || (isCustomWrong ? text.needsCustom : ""), said: "" };
    }
  }
}
