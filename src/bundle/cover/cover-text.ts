import type { RedactionRule, RuleCounts } from "../../logging/redaction/redaction-rules.ts";
import { encodedRuns } from "./encoded-runs.ts";
import { switchOf } from "./field-kind.ts";
import { findByLook } from "./find-by-look.ts";
import type { KnownValues } from "./known-values.ts";
import type { PseudonymKind, SwitchName, Switches } from "../manifest.ts";
import type { OwnTexts } from "./own-texts.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { undoEscapes } from "./undo-escapes.ts";

/** Why something was covered: a switch that is off, a redaction rule, or a secret. */
export type CoverReason = SwitchName | "rule" | "secret";

/** What decides about the texts of a bundle. */
export interface CoverOptions {
  switches: Switches;
  rules: readonly RedactionRule[];
  /** Is added to. */
  ruleCounts: RuleCounts;
  pseudonyms: Pseudonyms;
  known: KnownValues;
  /** Takes the secrets out: those in use, and what looks like one. */
  withoutSecrets: (text: string) => string;
}

/** A text in which anything may stand, such as that of an error. */
export interface FreeText {
  /** The personal texts of its call; undefined where they are not known, so that it may quote any. */
  own: OwnTexts | undefined;
  /** Is told what was covered in it. */
  onCovered: (reason: CoverReason) => void;
}

/** Part of a text, and what stands in its place. */
interface Cover {
  start: number;
  end: number;
  by: string;
  reason: CoverReason;
  /** The rule that matches. */
  rule?: string;
}

/** Stands in place of a personal text, and of an encoded text with something in it. */
export const coveredText = "[text]";
export const coveredEncoding = "[encoded text]";

/** Encodings inside of encodings are looked into so often. */
const mostDepth = 3;
/** As in `normaliseMessage`: what is quoted, where a message differs from others of its kind. */
const quotations = /"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]|‘([^’]*)’|`([^`]*)`|(?<![\p{L}\p{N}])'([^']*)'/gu;
/** Values in the query of an address. */
const queryValues = /(?<=[?&][\w.~-]{1,64}=)[^&\s#"'<>]+/g;

/**
 * Covers what may not leave in a text: values of the log's fields by pseudonyms; personal texts that it quotes; what a rule
 * names; secrets. All of it also where it is escaped or encoded.
 */
export function coverText(given: string, free: FreeText, options: CoverOptions): string {
  const text = options.withoutSecrets(given);
  if (text !== given) free.onCovered("secret");
  const found = mergeCovers([...coversIn(text, free, options), ...encodedCovers(text, free, options)]);
  if (found.length === 0) return text;
  let rest = 0;
  let covered = "";
  for (const { start, end, by, reason, rule } of found) {
    covered += text.slice(rest, start) + by;
    rest = end;
    if (rule !== undefined) options.ruleCounts.set(rule, (options.ruleCounts.get(rule) ?? 0) + 1);
    free.onCovered(reason);
  }
  return covered + text.slice(rest);
}

/** What is to be covered in a text as it is read, at the places where it is written. */
function coversIn(given: string, free: FreeText, options: CoverOptions): Cover[] {
  const readable = undoEscapes(given);
  const plain = readable?.text ?? given;
  const covers = [
    ...valueCovers(plain, options),
    ...ruleCovers(plain, options),
    ...personalCovers(plain, free, options.switches),
  ];
  if (readable === undefined) return covers;
  // An escape may be read in another way by whoever reads the text as it is.
  const asWritten = [...valueCovers(given, options), ...ruleCovers(given, options)];
  return [
    ...covers.map((cover) => ({ ...cover, start: readable.at(cover.start), end: readable.at(cover.end) })),
    ...asWritten,
  ];
}

function valueCovers(text: string, { switches, known, pseudonyms }: CoverOptions): Cover[] {
  const isCovered = (kind: PseudonymKind) => !switches[switchOf[kind]];
  const byValue = known.find(text).filter(({ kind }) => isCovered(kind));
  const byLook = findByLook(text, isCovered).map((range) => ({ ...range, value: text.slice(range.start, range.end) }));
  return [...byValue, ...byLook].map(({ start, end, kind, value }) => {
    return { start, end, by: pseudonyms.of(kind, value), reason: switchOf[kind] };
  });
}

/** Rules also read a plus as the space that it is in a form. */
function ruleCovers(text: string, { rules }: CoverOptions): Cover[] {
  const asForm = text.includes("+") ? text.replaceAll("+", " ") : text;
  return rules.flatMap(({ name, replacement, find }) => {
    const ranges = asForm === text ? find(text) : [...find(text), ...find(asForm)];
    return ranges.map(({ start, end }): Cover => ({ start, end, by: replacement, reason: "rule", rule: name }));
  });
}

/** Words that the text shares with those of its call, and what it quotes. */
function personalCovers(text: string, { own }: FreeText, switches: Switches): Cover[] {
  if (switches.texts && switches.transcripts) return [];
  const reason = switches.texts ? "transcripts" : "texts";
  const shared = (own?.sharedWith(text) ?? []).map((part): Cover => ({ ...part, by: coveredText, reason }));
  return switches.texts ? shared : [...quotedCovers(text, own !== undefined), ...shared];
}

function quotedCovers(text: string, isOwnKnown: boolean): Cover[] {
  const quoted = [...text.matchAll(quotations)].flatMap((found): Cover[] => {
    const inside = found.slice(1).find((one) => one !== undefined) ?? "";
    const start = found.index + 1;
    // A single word in Latin letters is the name of a field or a voice, where it is not one of the text.
    const isName = isOwnKnown && /^[\w.:/-]{0,64}$/.test(inside);
    return inside === "" || isName ? [] : [{ start, end: start + inside.length, by: "…", reason: "texts" }];
  });
  if (!/[?&]/.test(text)) return quoted;
  const inAddresses = [...text.matchAll(queryValues)].map(({ index, 0: value }): Cover => {
    return { start: index, end: index + value.length, by: "…", reason: "texts" };
  });
  return [...quoted, ...inAddresses];
}

/** Runs of base64 or hexadecimal in which something stands that is to be covered. */
function encodedCovers(text: string, free: FreeText, options: CoverOptions, depth = 0): Cover[] {
  return encodedRuns(text).flatMap(({ start, end, readings }) => {
    for (const reading of readings) {
      const reason = reasonIn(reading, free, options, depth);
      if (reason !== undefined) return [{ start, end, by: coveredEncoding, reason }];
    }
    return [];
  });
}

function reasonIn(reading: string, free: FreeText, options: CoverOptions, depth: number): CoverReason | undefined {
  if (options.withoutSecrets(reading) !== reading) return "secret";
  const [found] = coversIn(reading, free, options);
  if (found) return found.reason;
  if (isSentence(reading) && free.own === undefined && !options.switches.texts) return "texts";
  return depth < mostDepth ? encodedCovers(reading, free, options, depth + 1)[0]?.reason : undefined;
}

/** Several words of letters: whoever does not know the texts of a call cannot tell that it is none. */
const isSentence = (text: string): boolean => /\p{L}{3,}[ ,.]+\p{L}{3,}/u.test(text);

/** In order and without overlaps: of those that overlap, the first and longest says what stands there. */
function mergeCovers(covers: Cover[]): Cover[] {
  const merged: Cover[] = [];
  for (const cover of covers.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = merged.at(-1);
    if (before && cover.start < before.end) before.end = Math.max(before.end, cover.end);
    else if (cover.end > cover.start) merged.push({ ...cover });
  }
  return merged;
}
