import type { MicrophoneChoice } from "./microphone-list.svelte.ts";
import type { liveText } from "../live-text.ts";

/** The microphones as options of a select; the browser names them only after it was allowed one. */
export function deviceChoices(devices: readonly MicrophoneChoice[], chosen: string, text: (typeof liveText)["en"]) {
  const named = devices
    .filter(({ deviceId }) => deviceId !== "default")
    .map(({ deviceId, label }, index) => ({ value: deviceId, label: label || text.deviceUnnamed(index + 1) }));
  // One that was unplugged stays chosen, so that it is used again when it is back.
  const isGone = chosen !== "" && !named.some(({ value }) => value === chosen);
  const gone = isGone ? [{ value: chosen, label: text.deviceGone }] : [];
  return [{ value: "", label: text.deviceDefault }, ...named, ...gone];
}
