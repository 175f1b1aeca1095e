/** Processing that a browser may apply to the audio of a microphone, by the names of its constraints. */
export const micProcessingModes = ["echoCancellation", "noiseSuppression", "autoGainControl"] as const;
export type MicProcessing = (typeof micProcessingModes)[number];

/** What is applied; absent where the browser does not report it. */
export type AppliedMicProcessing = Partial<Record<MicProcessing, boolean>>;

/** The constraints of a device: what was not requested is switched off, because browsers apply it by default. */
export function micConstraints(requested: readonly MicProcessing[]): Record<MicProcessing, boolean> {
  return Object.fromEntries(micProcessingModes.map((name) => [name, requested.includes(name)])) as Record<
    MicProcessing,
    boolean
  >;
}

/** What is applied though it was not requested, or not applied though it was. */
export function micProcessingMismatch(
  applied: AppliedMicProcessing,
  requested: readonly MicProcessing[],
): AppliedMicProcessing {
  const others = micProcessingModes.filter((name) => applied[name] === !requested.includes(name));
  return Object.fromEntries(others.map((name) => [name, applied[name]]));
}

/** What the browser reports as applied. */
export function appliedMicProcessing(settings: MediaTrackSettings): AppliedMicProcessing {
  const reported = micProcessingModes.map((name): [MicProcessing, unknown] => [name, settings[name]]);
  return Object.fromEntries(reported.filter(([, value]) => typeof value === "boolean")) as AppliedMicProcessing;
}
