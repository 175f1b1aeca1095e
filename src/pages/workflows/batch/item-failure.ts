import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import { AudioError } from "../../../audio/audio-error.ts";
import { failureText } from "../../failures/failure-text.ts";
import type { Language } from "../../../kit/i18n/language.ts";
import type { workflowsText } from "../workflows-text.ts";

/** Why an entry failed, in one line: a recording that cannot be read fails before any call. */
export function itemFailure(
  error: unknown,
  text: (typeof workflowsText)["en"],
  language: Language,
): { title: string; cause: string } {
  if (error instanceof AudioError) return { title: text.refusals[error.kind], cause: "" };
  return failureText(AudioKitError.from(error), language);
}
