/** Aliases of the voices; each speaks every language of the engine. */
export const voiceNames = ["borisova", "kishchik", "gandzhaev", "gavrilov"] as const;

/** Alias of a voice. */
export type VoiceName = (typeof voiceNames)[number];

/** Model type of all voices. */
export const voiceModelType = "high_quality";

/** Sample rates in the model list, for each voice, in Hz. */
export const voiceModelRatesHz = [8000, 22050, 44100] as const;

/** Entry of the cloning engine in the model list: without a name, as on the platform. */
export const cloningModel = { name: "", sampleRateHertz: 22050, languageCode: "", type: "cloning" } as const;

/** Whether a voice of this name exists. */
export function isVoiceName(name: string): name is VoiceName {
  return voiceNames.some((known) => known === name);
}
