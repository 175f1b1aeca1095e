import {
  isUncertainWord,
  defaultConfidenceThreshold,
  type TimedWord,
} from "../../../audiokit/transcript/timed-words.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import { PersistedState } from "../../../kit/state/persisted-state.svelte.ts";

/** Played before and after a doubtful word, in milliseconds: enough to know where one is. */
const leadMs = 800;
const tailMs = 400;

/** Steps through the doubtful words of a transcript and plays each. */
export class WordReview {
  /** Below this confidence a word is doubtful, 0..1. */
  readonly limit = new PersistedState<number>("recognize-doubt", { initial: defaultConfidenceThreshold });
  /** Index of the word that was stepped to, among all words; -1 before the first step. */
  place = $state(-1);
  readonly #playback: Pick<Playback, "playRange">;

  constructor(playback: Pick<Playback, "playRange">) {
    this.#playback = playback;
  }

  /** Places of the doubtful words, in order. */
  places(words: readonly TimedWord[]): number[] {
    const limit = this.limit.value;
    return words.flatMap((word, place) => (isUncertainWord(word, limit) ? [place] : []));
  }

  /** Steps to the next doubtful word, or the one before, and plays it from just before; after the last comes the first. */
  step(words: readonly TimedWord[], direction: 1 | -1): void {
    const places = this.places(words);
    const further =
      direction === 1 ? places.find((place) => place > this.place) : places.findLast((place) => place < this.place);
    const place = further ?? (direction === 1 ? places[0] : places.at(-1));
    if (place === undefined) return;
    this.place = place;
    const { startMs, endMs } = words[place]!;
    this.#playback.playRange(Math.max(0, startMs - leadMs) / 1000, (endMs + tailMs) / 1000);
  }

  /** Another transcript begins anew. */
  restart(): void {
    this.place = -1;
  }
}
