import type { Format } from "../../../kit/i18n/format.ts";
import type { Recognition } from "./recognition.svelte.ts";
import type { Transcript } from "../transcript/transcript.ts";
import type { recognizeText } from "../recognize-text.ts";

/** One line on where the page stands: as it is shown, and as it is said to those who listen. */
export interface StatusLine {
  shown: string;
  /** Changes only when something begins or ends. */
  said: string;
}

/** Puts the state of a recognition into words, the reason for a disabled start included. */
export function recognitionStatus(
  { phase, heard, isWordless, recording, opening, sentWay, hasProblems }: Recognition,
  transcript: Transcript | undefined,
  text: (typeof recognizeText)["en"],
  format: Format,
): StatusLine {
  const both = (line: string): StatusLine => ({ shown: line, said: line });
  switch (phase) {
    case "reading":
      return both(text.reading(opening));
    case "running":
      if (sentWay === "stream") return both(text.streaming);
      return both(text.sending(format.bytes(recording?.audio.samples.byteLength ?? 0)));
    case "done":
      if (isWordless || !heard) return both(text.doneWordless);
      return both(text.done(transcript?.wordCount ?? 0, format.duration(heard.totalMs)));
    case "cancelled":
      return both(text.cancelled);
    case "failed":
      return both(text.failed);
    case "idle":
      if (recording && hasProblems) return both(text.needsOptions);
      return { shown: recording ? "" : text.needsFile, said: "" };
  }
}
