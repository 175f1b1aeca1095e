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
  const { microphoneFailure, ending, trouble, phase, isRecording, isStalled, waitingBytes, level, failure } = session;
  const { droppedSeconds, unsavedSeconds } = session;
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
  if (phase === "live" && level.isDead) add("warning", text.dead, text.deadWhy);
  if (trouble) add("warning", text.troubles[trouble].title, text.troubles[trouble].why);
  const story = ending && text.endings[ending];
  if (story) add("info", story.title, story.why);
  if (failure && !trouble && session.facts) add("info", text.brokenKept, text.brokenKeptWhy);
  return notices;
}
