import type { ModelLists } from "../../../audiokit/calls/model-change.ts";
import { voicesOf, type Voice } from "../../../audiokit/calls/listed-voices.ts";
import { clonedChoice, clonedIdIn, type ClonedVoices } from "../../../app/cloned-voices.svelte.ts";
import { spokenLanguage } from "./model-lists.ts";

/** Who speaks: a voice of the platform by its name, or a cloned one by its id, which its name only explains. */
export interface Speaker {
  voice: string;
  voiceId?: string;
}

/** A speaker as a form holds it. */
export const choiceOf = ({ voice, voiceId }: Speaker): string =>
  voiceId === undefined ? voice : clonedChoice(voiceId);

/** The voices that all workflows offer: those of the platform, and the cloned ones of this browser. */
export class FlowVoices {
  readonly listed = $derived.by((): Voice[] => voicesOf(this.#lists().tts ?? []));
  /** Speaks where nobody chose; empty where no voice is known. */
  readonly first = $derived.by(() => {
    const [clone] = this.cloned.voices;
    return this.listed[0]?.name ?? (clone ? clonedChoice(clone.voiceId) : "");
  });
  readonly cloned: ClonedVoices;
  readonly #lists: () => ModelLists;

  constructor(lists: () => ModelLists, cloned: ClonedVoices) {
    this.#lists = lists;
    this.cloned = cloned;
  }

  /** Who is meant by a choice, or by a name that a table holds: a cloned voice, where only one of those has that name. */
  speakerOf(choice: string): Speaker {
    const name = choice.trim();
    const isListed = this.listed.some((voice) => voice.name === name);
    const named = isListed ? undefined : this.cloned.voices.find((clone) => clone.name === name);
    const voiceId = clonedIdIn(name) ?? named?.voiceId;
    return voiceId === undefined ? { voice: name } : { voice: this.cloned.nameOf(voiceId), voiceId };
  }

  /** The language that a text is to be spoken in: a cloned voice speaks any. */
  languageFor(text: string, { voice, voiceId }: Speaker): string {
    return spokenLanguage(text, voiceId === undefined ? this.listed.find(({ name }) => name === voice) : undefined);
  }
}
