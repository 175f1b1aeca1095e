import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { transcriptText } from "./transcript-text.ts";

type Words = (typeof transcriptText)["en"];

/** One thing that the platform says of a phrase beside its words. */
export interface PhraseLabel {
  text: string;
  /** More of it, on hover. */
  title?: string;
  /** A forged voice is a warning; all else is plain. */
  isWarning?: boolean;
}

/** Who spoke and how, and whether the voice was genuine: what the platform sent, and nothing where it sent nothing. */
export function phraseLabels(phrase: Phrase, voice: string | undefined, text: Words, format: Format): PhraseLabel[] {
  return [
    ...(voice === undefined ? [] : [{ text: voice }]),
    ...guessFacts(phrase.guess, text, format),
    ...phrase.spoofing.map(({ genuine, confidence }) => {
      const share = format.percent(confidence, 0);
      return genuine ? { text: text.genuine(share) } : { text: text.forged(share), isWarning: true };
    }),
  ];
}

function guessFacts(guess: Phrase["guess"], text: Words, format: Format): PhraseLabel[] {
  if (!guess) return [];
  const person = [
    ...(guess.gender === "unknown" ? [] : [text.genders[guess.gender]]),
    ...(guess.age === "unknown" ? [] : [text.ages[guess.age]]),
  ];
  return [
    ...(person.length > 0 ? [{ text: person.join(", "), title: text.guessTitle }] : []),
    ...emotionFacts(guess.emotion, text, format),
  ];
}

/** The strongest emotion, with all of them behind it; none where all are zero. */
function emotionFacts(emotion: NonNullable<Phrase["guess"]>["emotion"], text: Words, format: Format): PhraseLabel[] {
  const shares = (["positive", "neutral", "angry", "sad"] as const).map((name) => ({
    name,
    share: emotion?.[name] ?? 0,
  }));
  const strongest = shares.reduce((most, one) => (one.share > most.share ? one : most));
  if (strongest.share <= 0) return [];
  const line = ({ name, share }: (typeof shares)[number]) => `${text.emotions[name]} ${format.percent(share, 0)}`;
  return [{ text: line(strongest), title: shares.map(line).join(" · ") }];
}
