import type { Phrase, VaMark } from "../../../audiokit/calls/phrases.ts";

/** What is recognised so far: final phrases and the partial one, which still changes. */
export class LiveTranscript {
  final = $state.raw<readonly Phrase[]>([]);
  partial = $state.raw<Phrase>();
  marks = $state.raw<readonly VaMark[]>([]);
  readonly isEmpty = $derived(this.final.length === 0 && this.partial === undefined);
  readonly plain = $derived(this.final.map(({ text }) => `${text}\n`).join(""));

  /** A final phrase replaces the partial one that grew into it. */
  add(phrase: Phrase): void {
    this.partial = phrase.isFinal ? undefined : phrase;
    if (phrase.isFinal) this.final = [...this.final, phrase];
  }

  readonly mark = (mark: VaMark): void => {
    this.marks = [...this.marks, mark];
  };

  /** All at once, as the answer for a file comes. */
  replace(phrases: readonly Phrase[], marks: readonly VaMark[]): void {
    this.final = phrases;
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
