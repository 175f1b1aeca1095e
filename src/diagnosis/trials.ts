import type { LogEvent } from "../logging/log-event.ts";

/**
 * What a trial changes in a call that failed. Each is a real call that may count as usage: a word is spoken, or a second of a tone is
 * recognised. `voice`: with another voice of the list. `model`: with the model left to the platform. `short`: with all settings as they were.
 */
export const trialChanges = ["voice", "model", "short"] as const;
export type TrialChange = (typeof trialChanges)[number];

/** How the trials of a failed call ended that were made: the line of each. */
export type Trials = Partial<Record<TrialChange, LogEvent>>;
