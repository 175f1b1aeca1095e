import { setBounded } from "./bounded-map.ts";
import { createSecretMatcher, secretLimits, type TextRange } from "./secret-forms.ts";

/** Stands where something was taken out. */
export const redacted = "[redacted]";

/** Most values of one kind that are known at once, such as a token and those that it took the place of. */
const mostOfAKind = 4;

/** A secret that was found in a text: what kind it is, and where it stands. */
export interface FoundSecret extends TextRange {
  kind: string;
}

/** The secrets that are in use, and texts without them. They are in memory only. */
export interface LiveSecrets {
  /**
   * Adds values of a kind, such as `token`. The latest four of a kind are known: a late response may still hold the
   * one before. What is shorter than four characters is not looked for, see `secretLimits`.
   */
  learn(kind: string, ...values: string[]): void;
  /** The text with `[redacted]` in place of every known value, in whatever form. To be called before any cut. Idempotent. */
  scrub(text: string): string;
  /** The first known value in a text, in whatever form. */
  find(text: string): FoundSecret | undefined;
  /** Calls the listener with the known values, and with those to come: for a worker that looks for them too. */
  subscribe(listener: (kind: string, values: string[]) => void): void;
}

/** Makes an empty set, in which `scrub` costs nothing. */
export function createLiveSecrets(): LiveSecrets {
  const kinds = new Map<string, Map<string, true>>();
  const listeners: ((kind: string, values: string[]) => void)[] = [];
  let matcher = createSecretMatcher([]);
  return {
    learn(kind, ...values) {
      const known = kinds.get(kind) ?? new Map<string, true>();
      kinds.set(kind, known);
      const fresh = values.filter((value) => value.length >= secretLimits.shortest && !known.has(value));
      if (fresh.length === 0) return;
      for (const value of fresh) setBounded(known, value, true, Math.max(mostOfAKind, fresh.length));
      matcher = createSecretMatcher([...kinds.values()].flatMap((of) => [...of.keys()]));
      for (const listener of listeners) listener(kind, fresh);
    },
    scrub: (text) => matcher.replace(text, redacted),
    find(text) {
      const range = matcher.first(text);
      if (range === undefined) return undefined;
      const value = text.slice(range.start, range.end);
      const holds = ([, values]: [string, Map<string, true>]) => createSecretMatcher([...values.keys()]).has(value);
      return { ...range, kind: [...kinds].find(holds)?.[0] ?? "secret" };
    },
    subscribe(listener) {
      for (const [kind, values] of kinds) listener(kind, [...values.keys()]);
      listeners.push(listener);
    },
  };
}

/** A copy of plain data (JSON) with every text and key scrubbed. @param scrub a text without what may not stay in it */
export function scrubTexts<T>(value: T, scrub: (text: string) => string): T;
export function scrubTexts(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === "string") return scrub(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => scrubTexts(item as unknown, scrub));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [scrub(name), scrubTexts(item as unknown, scrub)]),
  );
}
