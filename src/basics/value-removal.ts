import { createSecretMatcher } from "./secret-forms.ts";

/** What is left of something, and how often a value stood in it. */
export interface Removed<Kind> {
  rest: Kind;
  count: number;
}

/** Takes one value, in all its forms, out of texts and of plain data. */
export interface ValueRemoval {
  has(text: string): boolean;
  fromText(text: string): Removed<string>;
  /**
   * Takes it out of every string and every key of plain data, however deep. What is neither an array nor a plain object (a
   * number, a date, bytes, a Blob) is passed on as it is; so is everything when the value does not occur.
   */
  fromData<Data>(data: Data): Removed<Data>;
}

/**
 * Compiles the removal of a value; see {@link createSecretMatcher} for its forms.
 *
 * @param mark stands where the value stood; must not match the value
 */
export function createValueRemoval(value: string, mark: string): ValueRemoval {
  const matcher = createSecretMatcher([value]);

  function fromText(text: string): Removed<string> {
    const count = matcher.find(text).length;
    return { rest: count === 0 ? text : matcher.replace(text, mark), count };
  }

  function fromData<Data>(data: Data): Removed<Data> {
    let count = 0;
    const clean = (part: unknown): unknown => {
      if (typeof part === "string") return text(part);
      if (Array.isArray(part)) return part.map(clean);
      if (!isPlain(part)) return part;
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [text(key), clean(inner)]));
    };
    const text = (part: string): string => {
      const removed = fromText(part);
      count += removed.count;
      return removed.rest;
    };
    const rest = clean(data) as Data;
    return { rest: count === 0 ? data : rest, count };
  }

  return { has: matcher.has, fromText, fromData };
}

function isPlain(part: unknown): part is Record<string, unknown> {
  if (typeof part !== "object" || part === null) return false;
  const prototype: unknown = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
}
