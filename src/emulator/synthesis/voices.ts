/** Aliases of the voices; each speaks every language of the engine. */
export const voiceNames = ["borisova", "kishchik", "gandzhaev", "gavrilov"] as const;

/** Alias of a voice. */
export type VoiceName = (typeof voiceNames)[number];

/** The one model type that the voices have. */
export const voiceModelType = "high_quality";

/** Rates that each voice is listed with, in Hz. */
export const voiceModelRatesHz = [8000, 22050, 44100] as const;

/** How the cloning engine stands in the model list: without a name, as on the platform. */
export const cloningModel = { name: "", sampleRateHertz: 22050, languageCode: "", type: "cloning" } as const;

/** Whether a voice of this name exists. */
export function isVoiceName(name: string): name is VoiceName {
  return voiceNames.some((known) => known === name);
}
