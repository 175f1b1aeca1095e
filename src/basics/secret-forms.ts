import { hexOf, spellingsOf, utf8 } from "./character-spellings.ts";

/**
 * How secrets are recognized in a text. Lengths are in characters.
 *
 * A value shorter than `shortest` is not looked for: it stands in texts by chance. Of a value of `cuttable` and more its
 * beginning of `beginning` and more counts too, because somebody may have cut it. A beginning shorter than `certain` counts
 * only where no letter or digit goes on after it: `audiogram` alone may be cut from a token, `audiogramv2` is another word.
 * What a value has beyond `longest` is not looked for.
 */
export const secretLimits = { shortest: 4, cuttable: 12, beginning: 8, certain: 16, longest: 8_192 };

/** Shortest base64 that is looked for: that of a four-character value stands in texts by chance. */
const shortestBase64 = 6;

/** Part of a text: from `start` up to, but not including, `end`. */
export interface TextRange {
  start: number;
  end: number;
}

/** Looks for secrets in texts. */
export interface SecretMatcher {
  has(text: string): boolean;
  /** The text with `by` in place of each secret. Idempotent. */
  replace(text: string, by: string): string;
  /** Where secrets stand: in order, without overlaps. */
  find(text: string): TextRange[];
  /** Where the first one stands. */
  first(text: string): TextRange | undefined;
}

/**
 * The forms of a value in which it travels: plain, form-encoded, as URI component, as JSON (also in ASCII), as base64 and
 * base64url at each of the three offsets that a text before it may cause (`id:secret`), and in hex.
 *
 * A matcher also finds mixtures of them. Empty for a value that is too short.
 */
export function secretForms(value: string): string[] {
  const forms = rootsOf(value).flatMap(({ text }) => [text, ...escapers.map((escape) => escape(text))]);
  return [...new Set(forms)];
}

/** Compiles one matcher for all values; make it once for each set of values. Values that are too short are left out. */
export function createSecretMatcher(values: readonly string[]): SecretMatcher {
  const roots = [...new Set(values)].flatMap(rootsOf);
  if (roots.length === 0) {
    return { has: () => false, replace: (text) => text, find: () => [], first: () => undefined };
  }
  const shortest = Math.min(...roots.map(({ head }) => head.length));
  const heads = new Set(
    roots.map(({ head }) => Array.from(head, (one) => `(?:${spellingsOf(one).join("|")})`).join("")),
  );
  const anyHead = new RegExp([...heads].join("|"), "g");
  // Most texts hold none, and this is the faster way to see it.
  const someHead = new RegExp(anyHead.source);
  const steps = new Map<string, RegExp[]>();

  /** Where one of the values that begins at `start` ends; -1 when none does. */
  const endAt = (text: string, start: number) => Math.max(...roots.map((root) => rootEnd(root, text, start, steps)));

  const mayHave = (text: string) => text.length >= shortest && someHead.test(text);

  function next(text: string, from: number): TextRange | undefined {
    anyHead.lastIndex = from;
    for (let found = anyHead.exec(text); found !== null; found = anyHead.exec(text)) {
      const end = endAt(text, found.index);
      if (end !== -1) return { start: found.index, end };
      anyHead.lastIndex = found.index + 1;
    }
    return undefined;
  }

  function find(text: string): TextRange[] {
    const ranges: TextRange[] = [];
    if (!mayHave(text)) return ranges;
    for (let range = next(text, 0); range !== undefined; range = next(text, range.end)) ranges.push(range);
    return ranges;
  }

  function replace(text: string, by: string): string {
    if (!mayHave(text)) return text;
    // What is put in is not searched: a value may be part of it.
    return by === ""
      ? replaceIn(text, by)
      : text
          .split(by)
          .map((part) => replaceIn(part, by))
          .join(by);
  }

  function replaceIn(text: string, by: string): string {
    let rest = 0;
    let clean = "";
    for (const { start, end } of find(text)) {
      clean += text.slice(rest, start) + by;
      rest = end;
    }
    // Taking one out can uncover another: its beginning now stands alone.
    return rest === 0 ? text : replace(clean + text.slice(rest), by);
  }

  const first = (text: string) => (mayHave(text) ? next(text, 0) : undefined);

  return { has: (text) => first(text) !== undefined, replace, find, first };
}

/** A value as it stands once all escapes of characters are undone: plain, or encoded as a whole. */
interface Root {
  text: string;
  /** Its beginning that is enough for a match, if the value may be cut; else all of it. */
  head: string;
  /** Whether it is made of words, in which a beginning may stand by chance. */
  isPlain: boolean;
}

function rootsOf(value: string): Root[] {
  if (value.length < secretLimits.shortest) return [];
  const wellFormed = value.slice(0, secretLimits.longest).toWellFormed();
  const beginning =
    value.length < secretLimits.cuttable
      ? wellFormed
      : Array.from(wellFormed).slice(0, secretLimits.beginning).join("");
  const roots = new Map<string, Root>();
  for (const encode of encoders) {
    const text = encode(wellFormed);
    if (encode !== plain && text.length < shortestBase64) continue;
    if (!roots.has(text)) roots.set(text, { text, head: encode(beginning), isPlain: encode === plain });
  }
  return [...roots.values()];
}

/** The end of the longest match of a root at `start`; -1 when less than its head, or only a part of a word, stands there. */
function rootEnd(
  { text: root, head, isPlain }: Root,
  text: string,
  start: number,
  steps: Map<string, RegExp[]>,
): number {
  let ends = new Set([start]);
  let matched = 0;
  let cutEnd = -1;

  /** The value stops at `end`, after so much of it. */
  function stop(end: number): void {
    if (matched < head.length || head === root) return;
    const goesOn = isPlain && matched < secretLimits.certain && /[\p{L}\p{N}]/u.test(text.slice(end, end + 1));
    if (!goesOn) cutEnd = Math.max(cutEnd, end);
  }

  // A character may be read in several ways (`%25` is also a per cent sign and two digits), so all of them are followed.
  for (const one of root) {
    let patterns = steps.get(one);
    if (!patterns) steps.set(one, (patterns = spellingsOf(one).map((source) => new RegExp(source, "y"))));
    const after = new Set<number>();
    for (const from of ends) {
      const next = patterns.flatMap((pattern) => {
        pattern.lastIndex = from;
        return pattern.test(text) ? [pattern.lastIndex] : [];
      });
      // An escape may be the next character of the value, or what stands behind the cut.
      if (next.length === 0 || `%\\&`.includes(text.charAt(from))) stop(from);
      for (const end of next) after.add(end);
    }
    if (after.size === 0) return cutEnd;
    ends = after;
    matched += one.length;
  }
  return Math.max(...ends);
}

type Rewrite = (text: string) => string;

const plain: Rewrite = (text) => text;
const asForm: Rewrite = (text) => new URLSearchParams([["", text]]).toString().slice(1);
const asUriComponent: Rewrite = encodeURIComponent;
const asGrpcMessage: Rewrite = (text) => text.replaceAll(/[^ -~]+|%/gu, encodeURIComponent);
const lowerEscapes =
  (escape: Rewrite): Rewrite =>
  (text) =>
    escape(text).replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const asJson: Rewrite = (text) => JSON.stringify(text).slice(1, -1);
const asAsciiJson: Rewrite = (text) =>
  asJson(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const percentEscapers = [asForm, asUriComponent, encodeURI, asGrpcMessage];
const escapers = [...percentEscapers, ...percentEscapers.map(lowerEscapes), asJson, asAsciiJson];

/** Bits of a byte and of a base64 character. */
const [byteBits, base64Bits] = [8, 6];

/** The characters of base64 that depend on the text alone when `offset` other bytes precede it and any may follow. */
function base64At(text: string, offset: number): string {
  const bytes = [...Array<number>(offset).fill(0), ...utf8(text)];
  const from = Math.ceil((byteBits * offset) / base64Bits);
  return btoa(String.fromCharCode(...bytes)).slice(from, Math.floor((byteBits * bytes.length) / base64Bits));
}

const toUrlAlphabet: Rewrite = (base64) => base64.replaceAll("+", "-").replaceAll("/", "_");
const lowerHex: Rewrite = (text) => utf8(text).map(hexOf).join("");

// RFC 6749 (2.3.1) has the secret form-encoded before it becomes the base64 of an Authorization header.
const base64Encoders = [plain, asForm, asUriComponent].flatMap((escape) =>
  [0, 1, 2].flatMap((offset): Rewrite[] => [
    (text) => base64At(escape(text), offset),
    (text) => toUrlAlphabet(base64At(escape(text), offset)),
  ]),
);
/** Encodings of a whole value. That of a beginning is always a beginning of that of the whole. */
const encoders: Rewrite[] = [plain, ...base64Encoders, lowerHex, (text) => lowerHex(text).toUpperCase()];
