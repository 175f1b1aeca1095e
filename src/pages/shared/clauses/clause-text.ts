import type { Clause } from "../../../analytics/differs/difference.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import { numberText, valueText } from "./value-text.ts";

/** The words of conditions on time. */
interface ClauseWords {
  since: (moment: string) => string;
  before: (moment: string) => string;
  between: (from: string, to: string) => string;
}

/** A condition of a difference in words: `voice_name = levitan`, `audio_seconds ≥ 60`, "since 26 Nov 2026, 12:00:00". */
export function clauseText(clause: Clause, name: string, format: Format, text: ClauseWords): string {
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
