import { statusLine, type StatusLine } from "../../../kit/status/status-line.ts";
import type { LiveSession } from "./live-session.svelte.ts";
import type { liveText } from "./live-text.ts";

/** Puts the state of a live recognition into words. `isEngineLoading`: no word can come yet. */
export function liveStatus(
  { phase, results, isWordless }: LiveSession,
  isEngineLoading: boolean,
  text: (typeof liveText)["en"],
): StatusLine {
  switch (phase) {
    case "idle":
      return { shown: text.idle, said: "" };
    case "opening":
      return { shown: text.opening, said: text.openingSaid };
    case "live":
      if (results.stall) return statusLine(text.liveStalled);
      return statusLine(isEngineLoading && results.text.isEmpty ? text.liveLoading : text.live);
    case "done":
      return statusLine(isWordless ? text.doneWordless : text.done(results.text.final.length));
    default:
      return statusLine(text[phase]);
  }
}
