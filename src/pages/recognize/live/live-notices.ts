import type { Format } from "../../../kit/i18n/format.ts";
import type { LiveSession } from "./live-session.svelte.ts";
import type { liveText } from "./live-text.ts";

/** What a person should know beside the result, and do. */
export interface LiveNotice {
  tone: "info" | "warning" | "error";
  title: string;
  why: string;
}

const bytesPerSecond = 32_000;

/** Everything that is out of the ordinary now, the worst first. */
export function liveNotices(
  session: LiveSession,
  isOnline: boolean,
  text: (typeof liveText)["en"],
  format: Format,
): LiveNotice[] {
  const { phase, isRecording, results } = session;
  const { microphoneFailure, ending, trouble, stall, isStalled, waitingBytes, level, failure, metrics } = results;
  const { droppedSeconds, unsavedSeconds } = results;
  const notices: LiveNotice[] = [];
  const add = (tone: LiveNotice["tone"], title: string, why: string) => notices.push({ tone, title, why });
  if (microphoneFailure) {
    // Unplugged, all that was said is safe; else there was no recording at all.
    const { title, why } = text.microphoneErrors[microphoneFailure.kind];
    add(microphoneFailure.kind === "unplugged" ? "warning" : "error", title, why);
  }
  if (isRecording && !isOnline) add("warning", text.offline, text.offlineWhy);
  if (isStalled) add("warning", text.stalled(format.number(waitingBytes / bytesPerSecond)), text.stalledWhy);
  if (droppedSeconds > 0) add("warning", text.dropped(format.number(Math.ceil(droppedSeconds))), text.droppedWhy);
  if (unsavedSeconds > 0 && !trouble)
    add("warning", text.unsaved(format.number(Math.ceil(unsavedSeconds))), text.unsavedWhy);
  if (phase === "live" && level.isDead && !stall) add("warning", text.dead, text.deadWhy);
  if (trouble) add("warning", text.troubles[trouble].title, text.troubles[trouble].why);
  const reason = ending && text.endings[ending];
  if (reason) add("info", reason.title, reason.why);
  if (failure && !trouble && metrics) add("info", text.brokenKept, text.brokenKeptWhy);
  return notices;
}
