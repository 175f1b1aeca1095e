import { micProcessingModes, type MicProcessing } from "../../../audio/microphone/mic-processing.ts";

/** What a person chooses for the microphone, beside what holds for every recording. */
export interface LiveForm {
  /** Empty: the system's choice. Not in the address: another browser has other devices. */
  deviceId: string;
  /** Longest recording, in minutes; one of `lengthsMinutes`. */
  maxMinutes: number;
  /** Phrases also while they grow. */
  interim: boolean;
  /** The platform ends the call after the first phrase. */
  singleUtterance: boolean;
  /** How the browser processes the sound; not at all is best for most. */
  processing: readonly MicProcessing[];
}

/** How long a recording may be made. */
export const lengthsMinutes = [1, 5, 15, 60] as const;

/** The form of a person who has chosen nothing yet. */
export const untouchedLiveForm: LiveForm = {
  deviceId: "",
  maxMinutes: 15,
  interim: true,
  singleUtterance: false,
  processing: [],
};

/** The choices as they stand in the address; what is untouched is empty there. */
export function liveFormToQuery({
  maxMinutes,
  interim,
  singleUtterance,
  processing,
}: LiveForm): Record<string, string> {
  return {
    max: maxMinutes === untouchedLiveForm.maxMinutes ? "" : String(maxMinutes),
    interim: interim ? "" : "off",
    single: singleUtterance ? "on" : "",
    treat: processing.join(","),
  };
}

/**
 * Reads what an address holds; whatever is no choice is passed over.
 *
 * @param query gives a value of the address by its name, an empty text for none
 */
export function liveFormFromQuery(query: (name: string) => string): LiveForm {
  const requested = Number(query("max"));
  const named = query("treat").split(",");
  return {
    ...untouchedLiveForm,
    maxMinutes: lengthsMinutes.find((minutes) => minutes === requested) ?? untouchedLiveForm.maxMinutes,
    interim: query("interim") !== "off",
    singleUtterance: query("single") === "on",
    processing: micProcessingModes.filter((name) => named.includes(name)),
  };
}
