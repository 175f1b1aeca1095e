import type { Language } from "../../kit/i18n/language.ts";
import type { GroupCause } from "../failures/group-cause.ts";
import type { ErrorGroupText } from "./error-group-text.ts";
import type { SharedFinding } from "./read-findings.ts";

/** What is not known about the cause of a group: other causes that may be, calls that have another one, and what was never tried. */
export function openQuestions(
  cause: GroupCause | undefined,
  shared: Pick<SharedFinding, "matrix"> | undefined,
  language: Language,
  text: ErrorGroupText,
): { words: string }[] {
  const untried = (shared?.matrix?.cells ?? []).flat().filter(({ selected, rest }) => selected + rest === 0).length;
  return [
    ...(cause?.diagnosis.guesses ?? []).flatMap((guess) =>
      guess.cause === cause!.diagnosis.cause ? [] : [text.orElse(guess.words[language].title)],
    ),
    ...(cause && cause.agree < cause.looked ? [text.disagreeing(cause.looked - cause.agree)] : []),
    ...(untried > 0 ? [text.untried(untried)] : []),
  ].map((words) => ({ words }));
}
