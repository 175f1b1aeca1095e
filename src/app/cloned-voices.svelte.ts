import type { VoiceRecord } from "../local-archive/voice-registry.ts";

/** A cloned voice that can speak. */
export interface ClonedVoice {
  voiceId: string;
  name: string;
}

const mark = "clone:";

/** A cloned voice as a value of the form and the URL: beside the names of the platform's voices, and never equal to one. */
export const clonedChoice = (voiceId: string): string => `${mark}${voiceId}`;

/** The id of the cloned voice that is chosen; undefined for a voice of the platform. */
export function clonedIdIn(choice: string): string | undefined {
  const id = choice.startsWith(mark) ? choice.slice(mark.length).trim() : "";
  return id === "" ? undefined : id;
}

/** The cloned voices of this browser that are ready on the platform connected now. */
export class ClonedVoices {
  /** The newest first. */
  voices = $state.raw<ClonedVoice[]>([]);
  readonly #read: () => Promise<VoiceRecord[]>;
  #reading: Promise<void> = Promise.resolve();

  /**
   * @param read the voices of the platform connected now, from the registry of this browser
   * @param subscribe calls its listener after each change of the registry; default: it does not change
   */
  constructor(read: () => Promise<VoiceRecord[]>, subscribe?: (listener: () => void) => void) {
    this.#read = read;
    subscribe?.(() => void this.load());
  }

  /** Reads the registry. Never rejects: a browser that stores nothing has no voices to offer, and the Voices page says so. */
  readonly load = (): Promise<void> => (this.#reading = this.#load());

  /** Settles when the reading that runs has ended; to be awaited before names are looked up that nobody chose from a list. */
  readonly whenRead = (): Promise<void> => this.#reading;

  async #load(): Promise<void> {
    const records = await this.#read().catch(() => []);
    const ready = records.flatMap(({ status, voiceId, name }) =>
      status === "ready" && voiceId !== undefined ? [{ voiceId, name: name || voiceId }] : [],
    );
    this.voices = ready.filter(({ voiceId }, index) => ready.findIndex((other) => other.voiceId === voiceId) === index);
  }

  /** The name that the person gave; the id where this browser does not know the voice. */
  nameOf(voiceId: string): string {
    return this.#find(voiceId)?.name ?? voiceId;
  }

  /** The voices as options of a select, in a group of that name. */
  options(group: string): { value: string; label: string; group: string }[] {
    return this.voices.map(({ voiceId, name }) => ({ value: clonedChoice(voiceId), label: name, group }));
  }

  knows(voiceId: string): boolean {
    return this.#find(voiceId) !== undefined;
  }

  #find(id: string): ClonedVoice | undefined {
    return this.voices.find(({ voiceId }) => voiceId === id);
  }
}
