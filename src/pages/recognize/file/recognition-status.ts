import type { Format } from "../../../kit/i18n/format.ts";
import { statusLine, type StatusLine } from "../../../kit/status/status-line.ts";
import type { Recognition } from "./recognition.svelte.ts";
import type { Transcript } from "../transcript/transcript.ts";
import type { recognizeText } from "../recognize-text.ts";

/**
 * Puts the state of a recognition into words, the reason for a disabled start included. `isEngineLoading`: the call waits for
 * it.
 */
export function recognitionStatus(
  { phase, result, isWordless, recording, opening, sentWay, choices }: Recognition,
  transcript: Transcript | undefined,
  isEngineLoading: boolean,
  text: (typeof recognizeText)["en"],
  format: Format,
): StatusLine {
  switch (phase) {
    case "reading":
      return statusLine(text.reading(opening));
    case "running":
      if (isEngineLoading) return statusLine(text.engineLoading);
      if (sentWay === "stream") return statusLine(text.streaming);
      return statusLine(text.sending(format.bytes(recording?.audio.samples.byteLength ?? 0)));
    case "done":
      if (isWordless || !result) return statusLine(text.doneWordless);
      return statusLine(text.done(transcript?.wordCount ?? 0, format.duration(result.totalMs)));
    case "cancelled":
      return statusLine(text.cancelled);
    case "failed":
      return statusLine(text.failed);
    case "idle":
      if (recording && choices.hasProblems) return statusLine(text.needsOptions);
      return { shown: recording ? "" : text.needsFile, said: "" };
  }
}
