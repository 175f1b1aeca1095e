/** How one kind of writing is read. */
export interface TextRule {
  /** With the flags `g` and `u`; it must not be slow on any text. */
  sign: RegExp;
  /**
   * Its words; undefined where it is something else after all.
   *
   * @param groups what the groups of the sign took; empty for a group that took nothing
   * @param before up to 40 characters in front
   * @param after up to 40 characters behind
   */
  say: (groups: readonly string[], before: string, after: string) => string | undefined;
}

/** How far a rule looks around, in characters. */
const contextCharacters = 40;

/** Applies rules one after another; what one has put into words is text for the next. */
export function applyRules(text: string, rules: readonly TextRule[]): string {
  return rules.reduce(
    (written, { sign, say }) =>
      written.replaceAll(sign, (match: string, ...rest: unknown[]) => {
        const at = rest.findIndex((value) => typeof value === "number");
        const groups = rest.slice(0, at).map((group) => (typeof group === "string" ? group : ""));
        const from = rest[at] as number;
        const to = from + match.length;
        const before = written.slice(Math.max(0, from - contextCharacters), from);
        return say(groups, before, written.slice(to, to + contextCharacters)) ?? match;
      }),
    text,
  );
}

/** A rule for a word with a point: the point stays where the sentence may end there. */
export function abbreviation(sign: RegExp, words: string): TextRule {
  return { sign, say: (_groups, _before, after) => (isSentenceEnd(after) ? `${words}.` : words) };
}

/** Whether a sentence ends before this text: nothing follows, or a word with a capital. */
export function isSentenceEnd(after: string): boolean {
  return /^\s*(?:$|["»”)]*\s*\n|["»”)]*\s+["«“(]*\p{Lu})/u.test(after);
}
