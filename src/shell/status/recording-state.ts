import type { ActiveRecording } from "../../app/page-microphone.svelte.ts";

/** What the frame says of a recording. */
export type RecordingState = "on" | "paused" | "stalled";

/** A recording without audio is stalled, also in a pause: nothing would come after it. */
export function recordingState({ stall, isPaused }: ActiveRecording): RecordingState {
  if (stall) return "stalled";
  return isPaused ? "paused" : "on";
}

/** What stands before the title of the tab; empty while nothing records. */
export function titleMark(recordings: readonly ActiveRecording[], text: Record<RecordingState, string>): string {
  const [first] = recordings;
  return first ? `● ${text[recordingState(first)]} · ` : "";
}
