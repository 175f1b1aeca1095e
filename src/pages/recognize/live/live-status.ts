import type { StatusLine } from "../file/recognition-status.ts";
import type { LiveSession } from "./live-session.svelte.ts";
import type { liveText } from "./live-text.ts";

/** Puts the state of a live recognition into words. */
export function liveStatus({ phase, text: heard, isWordless }: LiveSession, text: (typeof liveText)["en"]): StatusLine {
  const both = (line: string): StatusLine => ({ shown: line, said: line });
  switch (phase) {
    case "idle":
      return { shown: text.idle, said: "" };
    case "opening":
      return { shown: text.opening, said: text.openingSaid };
    case "done":
      return both(isWordless ? text.doneWordless : text.done(heard.settled.length));
    default:
      return both(text[phase]);
  }
}
