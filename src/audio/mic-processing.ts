/** What a browser may do to the sound of a microphone before a page hears it, as its constraints name them. */
export const soundTreatments = ["echoCancellation", "noiseSuppression", "autoGainControl"] as const;
export type SoundTreatment = (typeof soundTreatments)[number];

/** What of it is done; absent where the browser does not say. */
export type AppliedTreatment = Partial<Record<SoundTreatment, boolean>>;

/** The constraints of a device: whatever was not asked for is asked to be left away, because browsers do it by default. */
export function treatmentConstraints(asked: readonly SoundTreatment[]): Record<SoundTreatment, boolean> {
  return Object.fromEntries(soundTreatments.map((name) => [name, asked.includes(name)])) as Record<
    SoundTreatment,
    boolean
  >;
}

/** What is done though it was not asked, or not done though it was. */
export function disobeyed(applied: AppliedTreatment, asked: readonly SoundTreatment[]): AppliedTreatment {
  const others = soundTreatments.filter((name) => applied[name] === !asked.includes(name));
  return Object.fromEntries(others.map((name) => [name, applied[name]]));
}

/** What the browser says it does. */
export function appliedTreatment(settings: MediaTrackSettings): AppliedTreatment {
  const told = soundTreatments.map((name): [SoundTreatment, unknown] => [name, settings[name]]);
  return Object.fromEntries(told.filter(([, value]) => typeof value === "boolean")) as AppliedTreatment;
}
