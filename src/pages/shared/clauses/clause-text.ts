import type { Clause } from "../../../analytics/differs/difference.ts";
import type { Locale } from "../../../kit/i18n/locale.svelte.ts";
import { clauseWords } from "./clause-words.ts";
import { numberText, valueText } from "./value-text.ts";

/** A condition of a difference in words: `voice_name = levitan`, `audio_seconds ≥ 60`, "since 26 Nov 2026, 12:00:00". */
export function clauseText(clause: Clause, name: string, locale: Pick<Locale, "pick" | "format">): string {
  const { format } = locale;
  const text = locale.pick(clauseWords);
  if (clause.is === "value") return `${name}\u00a0= ${valueText(clause.value)}`;
  const { path, from, below } = clause;
  if (path === "timestamp") {
    if (below === undefined) return text.since(format.moment(from!));
    if (from === undefined) return text.before(format.moment(below));
    return text.between(format.moment(from), format.moment(below));
  }
  const number = (value: number) => numberText(path, value, format);
  if (below === undefined) return `${name}\u00a0≥ ${number(from!)}`;
  if (from === undefined) return `${name}\u00a0< ${number(below)}`;
  return `${number(from)} ≤ ${name}\u00a0< ${number(below)}`;
}
