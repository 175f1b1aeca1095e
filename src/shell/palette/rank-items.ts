import { inOtherLayout } from "./keyboard-layout.ts";

/** What an item is found by. */
export interface Findable {
  /** In every language, and other words for it. */
  names: readonly string[];
}

/** Fit of a word in a text: the whole, its beginning, the beginning of a word of it, or somewhere inside. */
const fits = { whole: 4, beginning: 3, word: 2, inside: 1, none: 0 } as const;

/**
 * The items that a typed text means, best first: each word of it stands in some name of the item. Of equal fit, the item that
 * came first stays first. What was typed in the other keyboard layout is found too, after what fits as typed.
 *
 * @param typed an empty text finds every item
 */
export function rankItems<Item extends Findable>(items: readonly Item[], typed: string): Item[] {
  const texts = [typed.toLowerCase(), inOtherLayout(typed)].map((text) => text.trim());
  const ranked = items.map((item) => {
    const names = item.names.map((name) => name.toLowerCase());
    const [asTyped = 0, inOther = 0] = texts.map((text) => fitOf(names, text));
    return { item, fit: Math.max(asTyped, inOther - 0.5) };
  });
  return ranked
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .map(({ item }) => item);
}

/** The text as a whole counts more than its words apart, of which the worst decides. */
function fitOf(names: readonly string[], text: string): number {
  if (text === "") return fits.whole;
  const bestOf = (part: string) => Math.max(...names.map((name) => fitIn(name, part)));
  const words = text.split(/\s+/);
  return bestOf(text) * 10 + Math.min(...words.map(bestOf));
}

function fitIn(name: string, part: string): number {
  if (name === part) return fits.whole;
  if (name.startsWith(part)) return fits.beginning;
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(name[at - 1]!)) return fits.word;
  }
  // One letter stands inside of nearly everything.
  return part.length > 1 && name.includes(part) ? fits.inside : fits.none;
}
