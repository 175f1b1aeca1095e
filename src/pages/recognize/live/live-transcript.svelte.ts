import type { Phrase, VaMark } from "../../../audiokit/calls/phrases.ts";

/** What was heard so far: phrases that stay as they are, and the one that still changes. */
export class LiveTranscript {
  settled = $state.raw<readonly Phrase[]>([]);
  partial = $state.raw<Phrase>();
  marks = $state.raw<readonly VaMark[]>([]);
  readonly isEmpty = $derived(this.settled.length === 0 && this.partial === undefined);
  readonly plain = $derived(this.settled.map(({ text }) => `${text}\n`).join(""));

  /** A settled phrase takes the place of the one that grew into it. */
  take(phrase: Phrase): void {
    this.partial = phrase.isFinal ? undefined : phrase;
    if (phrase.isFinal) this.settled = [...this.settled, phrase];
  }

  readonly mark = (mark: VaMark): void => {
    this.marks = [...this.marks, mark];
  };

  /** All at once, as a file is answered. */
  replace(phrases: readonly Phrase[], marks: readonly VaMark[]): void {
    this.settled = phrases;
    this.marks = marks;
    this.partial = undefined;
  }

  /** The call is over: nothing will change any more. */
  close(): void {
    this.partial = undefined;
  }

  clear(): void {
    this.replace([], []);
  }
}
