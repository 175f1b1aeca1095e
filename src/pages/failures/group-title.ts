import type { ErrorGroup } from "../../app/error-groups/error-group.ts";
import { rules } from "../../diagnosis/rules.ts";
import type { Language } from "../../kit/i18n/language.ts";
import type { GroupCause } from "./group-cause.ts";

/** A group in plain words: the name of a merged one, the title of its cause, or else its message. */
export function groupTitle(group: ErrorGroup, cause: GroupCause | undefined, language: Language): string {
  const isMerged = group.why.some((reason) => reason.is === "rule" && reason.rule.is === "merge");
  const known = cause?.diagnosis.words[language].title ?? loggedTitle(group.cause, language);
  return (isMerged ? undefined : known) ?? (group.message || group.status || group.key);
}

/** The title of a cause as its line names it, where it needs no more than its name. */
function loggedTitle(cause: string | undefined, language: Language): string | undefined {
  const title = rules.find((rule) => rule.cause === cause)?.words[language].title;
  return title?.includes("{") ? undefined : title;
}
