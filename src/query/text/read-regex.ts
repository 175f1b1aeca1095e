import { letterForms, whiteSpaceCharacters } from "./letter-forms.ts";
import { characterPattern, endOfText, escapeInClass } from "./text-pattern.ts";

/** A regular expression that was understood. */
export type RegexNode =
  /** One character; its pattern means the same to every tool. `letter` is the one that it stands for, in any case. */
  | { is: "character"; pattern: string; letter?: string }
  /** The start or the end of the text. */
  | { is: "start" | "end" }
  | { is: "sequence" | "either"; parts: RegexNode[] }
  /** Repeated `from` to `to` times; `sign` is how that is written. */
  | { is: "repeated"; part: RegexNode; from: number; to: number; sign: string };

/** What is wrong with a regular expression. */
export type RegexProblem =
  /** It is no regular expression: a bracket or a character is missing. */
  | "regex-syntax"
  /** It has something that is not known here, such as a backreference or `\b`. */
  | "regex-feature"
  /** It may take very long: a repetition inside a repeated group, or too many of them. */
  | "regex-slow"
  /** It is longer than 200 characters. */
  | "regex-long";

/** What was understood, or what is wrong. */
export type RegexReading = { regex: RegexNode } | { problem: RegexProblem };

const maxLength = 200;
/** Repetitions without an upper bound: in tools that go back, each multiplies the time by the length of the text. */
const maxUnbounded = 5;
const maxCount = 100;
/** Characters with all their repetitions. */
const maxSize = 2_000;
/** A range with more characters has no case. */
const maxCasedRange = 2_000;

/** Members of a class. `\w` knows the letters of every language. */
const sets: Record<string, string> = {
  d: "0-9",
  w: String.raw`\p{L}\p{N}_`,
  s: [...whiteSpaceCharacters].map(escapeInClass).join(""),
};
const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

/**
 * Reads a regular expression as people write it.
 *
 * Known are characters, `.`, `[a-z]`, `[^a]`, `\d \w \s` and their opposites, `^`, `$`, `|`, groups and `* + ? {2} {2,5}`, also
 * lazy. A group that repeats must not hold `|` or another repetition.
 */
export function readRegex(source: string): RegexReading {
  if ([...source].length > maxLength) return { problem: "regex-long" };
  try {
    const regex = new RegexReader(source).read();
    return sizeOf(regex) > maxSize ? { problem: "regex-slow" } : { regex };
  } catch (error) {
    if (error instanceof RegexError) return { problem: error.problem };
    throw error;
  }
}

class RegexError extends Error {
  readonly problem: RegexProblem;
  constructor(problem: RegexProblem) {
    super(problem);
    this.problem = problem;
  }
}

class RegexReader {
  private readonly characters: string[];
  private at = 0;
  private unbounded = 0;

  constructor(source: string) {
    this.characters = [...source];
  }

  read(): RegexNode {
    const regex = this.alternatives();
    if (this.at < this.characters.length) throw new RegexError("regex-syntax"); // a closing bracket too many
    return regex;
  }

  private peek(): string | undefined {
    return this.characters[this.at];
  }

  private take(): string {
    const character = this.characters[this.at++];
    if (character === undefined) throw new RegexError("regex-syntax");
    return character;
  }

  private takes(text: string): boolean {
    if (this.characters.slice(this.at, this.at + text.length).join("") !== text) return false;
    this.at += text.length;
    return true;
  }

  private alternatives(): RegexNode {
    const parts = [this.sequence()];
    while (this.takes("|")) parts.push(this.sequence());
    return parts.length === 1 ? parts[0]! : { is: "either", parts };
  }

  private sequence(): RegexNode {
    const parts: RegexNode[] = [];
    for (let next = this.peek(); next !== undefined && next !== "|" && next !== ")"; next = this.peek()) {
      parts.push(this.repetition(this.atom()));
    }
    return parts.length === 1 ? parts[0]! : { is: "sequence", parts };
  }

  private atom(): RegexNode {
    const character = this.take();
    if (character === "(") return this.group();
    if (character === "^" || character === "$") {
      if (/[*+?{]/.test(this.peek() ?? "")) throw new RegexError("regex-syntax");
      return { is: character === "^" ? "start" : "end" };
    }
    if (/[*+?{}\]]/.test(character)) throw new RegexError("regex-syntax");
    return this.single(character);
  }

  private group(): RegexNode {
    if (this.takes("?") && !this.takes(":")) throw new RegexError("regex-feature");
    const inner = this.alternatives();
    if (!this.takes(")")) throw new RegexError("regex-syntax");
    return inner;
  }

  /** What matches one character. */
  private single(character: string): RegexNode {
    if (character === ".") return { is: "character", pattern: String.raw`[^\n]` };
    if (character === "[") return { is: "character", pattern: this.class() };
    if (character !== "\\") return literal(character);
    const escaped = this.take();
    const set = sets[escaped.toLowerCase()];
    if (set === undefined) return literal(unescape(escaped));
    return { is: "character", pattern: escaped === escaped.toLowerCase() ? `[${set}]` : `[^${set}]` };
  }

  private class(): string {
    const isNegated = this.takes("^");
    let members = "";
    while (!this.takes("]")) {
      const first = this.member();
      if (first.set !== undefined) members += first.set;
      else if (this.peek() === "-" && this.characters[this.at + 1] !== "]") {
        this.at++;
        members += rangeMembers(first.character, this.member().character);
      } else members += letterForms(first.character).map(escapeInClass).join("");
    }
    if (members === "") throw new RegexError("regex-syntax");
    return `[${isNegated ? "^" : ""}${members}]`;
  }

  private member(): { character: string; set?: string } {
    const character = this.take();
    if (character !== "\\") return { character };
    const escaped = this.take();
    const set = sets[escaped];
    if (set !== undefined) return { character: "", set };
    return { character: unescape(escaped) };
  }

  private repetition(part: RegexNode): RegexNode {
    const sign = this.repetitionSign();
    if (sign === undefined) return part;
    const [from, to] = countsOf(sign);
    if (from > maxCount || (to > maxCount && to !== Infinity)) throw new RegexError("regex-slow");
    if (to < from) throw new RegexError("regex-syntax");
    if (to === Infinity && ++this.unbounded > maxUnbounded) throw new RegexError("regex-slow");
    if (sign !== "?" && !isPlain(part)) throw new RegexError("regex-slow");
    const lazy = this.takes("?") ? "?" : "";
    if (/[*+?{]/.test(this.peek() ?? "")) throw new RegexError("regex-syntax");
    return { is: "repeated", part, from, to, sign: sign + lazy };
  }

  private repetitionSign(): string | undefined {
    if (/[*+?]/.test(this.peek() ?? "")) return this.take();
    if (!this.takes("{")) return undefined;
    let counts = "";
    while (!this.takes("}")) counts += this.take();
    if (!/^[0-9]{1,3}(?:,[0-9]{0,3})?$/.test(counts)) throw new RegexError("regex-syntax");
    return `{${counts}}`;
  }
}

function literal(letter: string): RegexNode {
  return { is: "character", pattern: characterPattern(letter), letter };
}

function countsOf(sign: string): [from: number, to: number] {
  if (sign === "?") return [0, 1];
  if (sign === "*" || sign === "+") return [sign === "*" ? 0 : 1, Infinity];
  const [from, to = from] = sign.slice(1, -1).split(",");
  return [Number(from), to === "" ? Infinity : Number(to)];
}

/** Whether a part may be repeated: in a tool that goes back, a choice or a repetition inside of one takes very long. */
function isPlain(node: RegexNode): boolean {
  return node.is === "sequence" ? node.parts.every(isPlain) : node.is !== "either" && node.is !== "repeated";
}

function sizeOf(node: RegexNode): number {
  if (node.is === "repeated") return sizeOf(node.part) * (node.to === Infinity ? node.from + 1 : node.to);
  return node.is === "sequence" || node.is === "either" ? node.parts.reduce((sum, part) => sum + sizeOf(part), 0) : 1;
}

/** The pattern of a regular expression that means the same to every tool, with case written into it. */
export function regexPattern(node: RegexNode): string {
  switch (node.is) {
    case "character":
      return node.pattern;
    case "start":
      return "^";
    case "end":
      return endOfText;
    case "sequence":
      return node.parts
        .map((part) => (part.is === "either" ? `(?:${regexPattern(part)})` : regexPattern(part)))
        .join("");
    case "either":
      return node.parts.map(regexPattern).join("|");
    case "repeated": {
      const part = regexPattern(node.part);
      return (node.part.is === "character" ? part : `(?:${part})`) + node.sign;
    }
  }
}

/** The character that an escape stands for; letters and digits are kept for what is not known here. */
function unescape(escaped: string): string {
  const control = controls[escaped];
  if (control !== undefined) return control;
  if (/[\p{L}\p{N}]/u.test(escaped)) throw new RegexError("regex-feature");
  return escaped;
}

/** The members of a class for a range, in both cases. */
function rangeMembers(first: string, last: string): string {
  const [from, to] = [first.codePointAt(0), last.codePointAt(0)];
  if (from === undefined || to === undefined || from > to) throw new RegexError("regex-syntax");
  const range = `${escapeInClass(first)}-${escapeInClass(last)}`;
  if (to - from > maxCasedRange) return range;
  const others = new Set<string>();
  for (let code = from; code <= to; code++) {
    for (const form of letterForms(String.fromCodePoint(code))) {
      if (form.codePointAt(0)! < from || form.codePointAt(0)! > to) others.add(escapeInClass(form));
    }
  }
  return range + [...others].join("");
}
