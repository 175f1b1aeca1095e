import type { CauseText, Facts } from "./rule.ts";

/** Fills the placeholders of a text; the marks around a missing fact go with it. */
export function fillWords(text: CauseText, facts: Facts): CauseText {
  const fill = (line: string) =>
    line.replaceAll(/\{([^{}]*?)(\w+)([^{}\w]*)\}/g, (_, before: string, name: string, after: string) => {
      const value = facts[name];
      return value === undefined || value === "" ? "" : `${before}${String(value)}${after}`;
    });
  const { token_by: by } = facts;
  const next = (by === "gateway" || by === "page" ? text.nextBy?.[by] : undefined) ?? text.next;
  return { title: fill(text.title), why: fill(text.why), next: fill(next) };
}
