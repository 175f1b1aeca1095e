/** What a browser may do to the sound of a microphone before a page hears it, as its constraints name them. */
export const micProcessingModes = ["echoCancellation", "noiseSuppression", "autoGainControl"] as const;
export type MicProcessing = (typeof micProcessingModes)[number];

/** What of it is done; absent where the browser does not say. */
export type AppliedMicProcessing = Partial<Record<MicProcessing, boolean>>;

/** The constraints of a device: whatever was not asked for is asked to be left away, because browsers do it by default. */
export function micConstraints(asked: readonly MicProcessing[]): Record<MicProcessing, boolean> {
  return Object.fromEntries(micProcessingModes.map((name) => [name, asked.includes(name)])) as Record<
    MicProcessing,
    boolean
  >;
}

/** What is done though it was not asked, or not done though it was. */
export function micProcessingMismatch(
  applied: AppliedMicProcessing,
  asked: readonly MicProcessing[],
): AppliedMicProcessing {
  const others = micProcessingModes.filter((name) => applied[name] === !asked.includes(name));
  return Object.fromEntries(others.map((name) => [name, applied[name]]));
}

/** What the browser says it does. */
export function appliedMicProcessing(settings: MediaTrackSettings): AppliedMicProcessing {
  const told = micProcessingModes.map((name): [MicProcessing, unknown] => [name, settings[name]]);
  return Object.fromEntries(told.filter(([, value]) => typeof value === "boolean")) as AppliedMicProcessing;
}
