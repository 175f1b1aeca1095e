import { levelOrder } from "./match/create-value-test.ts";
import type { Bound, FieldTest, Query } from "./query.ts";
import type { QueryError, QueryErrorKind } from "./query-error.ts";
import { readQuoted, readSlashed, readWord, type Word } from "./query-reader.ts";
import { readRegex } from "./text/read-regex.ts";
import { readTimeSpan, resolveTimes, type TimeFrame } from "./resolve-times.ts";

/** One part of the outermost `and`, with its place in the text. */
export interface Condition {
  query: Query;
  start: number;
  end: number;
}

/** A test of a field, with the place of what stands behind its colon. */
export interface PlacedTest {
  path: string;
  test: FieldTest;
  start: number;
  end: number;
}

/** What a text asks. */
export interface ParsedQuery {
  /** Without the parts that are wrong. */
  query: Query;
  /** The parts of the query's outermost `and`; a query that is no `and` is one of them, one for every row has none. */
  conditions: Condition[];
  /** All tests of fields, wherever they stand; times as they are written. */
  tests: PlacedTest[];
  /** What is wrong, as it stands in the text; empty when all was understood. */
  errors: QueryError[];
}

/** Most characters of a query. */
export const maxQueryLength = 4_000;
const maxDepth = 20;

/**
 * Reads a query; `README.md` of this room has the grammar. Never throws: what is wrong is named with its place and left out.
 *
 * @param frame resolves the times; without it they stay as they are written
 */
export function parseQuery(text: string, frame?: TimeFrame): ParsedQuery {
  if (text.length > maxQueryLength) {
    return {
      query: { is: "all" },
      conditions: [],
      tests: [],
      errors: [{ kind: "too-long", start: maxQueryLength, end: text.length }],
    };
  }
  const { conditions, tests, errors } = new QueryParser(text).read();
  const resolved = frame
    ? conditions.map((condition) => ({ ...condition, query: resolveTimes(condition.query, frame) }))
    : conditions;
  return { query: joined("and", resolved), conditions: resolved, tests, errors };
}

/** Characters that end a word; in a value a colon does not. */
const wordEnd = /[\s()"]/;
const fieldWordEnd = /[\s()":]/;
const boundEnd = /[\s()"\]}]/;
/** What a field's path may be without quotes. */
const barePath = /^[\p{L}_@$][\p{L}\p{N}_@$.-]*$/u;
const anyTime: TimeFrame = { nowMs: 0, zone: "utc" };

class QueryParser {
  private readonly errors: QueryError[] = [];
  private readonly tests: PlacedTest[] = [];
  private at = 0;
  private depth = 0;
  /** The parts of an `and` that stands in brackets. */
  private readonly bracketed = new Map<Query, Condition[]>();
  /** Of which field values are being read, inside `path:( )`. */
  private path: string | undefined;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): Omit<ParsedQuery, "query"> {
    const alternatives = this.alternatives();
    const whole = { start: alternatives[0]?.[0]?.start ?? 0, end: alternatives.at(-1)?.at(-1)?.end ?? 0 };
    let conditions = alternatives.length === 1 ? alternatives[0]! : [{ ...whole, query: either(alternatives) }];
    // Where brackets stand around all, the outermost `and` is inside of them.
    for (let inner; conditions.length === 1 && (inner = this.bracketed.get(conditions[0]!.query));) conditions = inner;
    const { tests, errors } = this;
    return { conditions: conditions.filter(({ query }) => query.is !== "all"), tests, errors };
  }

  /** What stands between `OR`, each as the parts that `AND` joins. */
  private alternatives(): Condition[][] {
    const alternatives: Condition[][] = [];
    for (;;) {
      const parts = this.parts();
      if (parts.length > 0) alternatives.push(parts);
      const or = this.keyword("OR");
      if (or === undefined) return alternatives;
      if (parts.length === 0 || this.isAtEnd()) this.fail("operand-missing", or, or + 2);
    }
  }

  private parts(): Condition[] {
    const parts: Condition[] = [];
    for (;;) {
      this.skipSpace();
      if (this.at >= this.text.length || this.keyword("OR", false) !== undefined) return parts;
      if (this.text[this.at] === ")") {
        if (this.depth > 0) return parts;
        this.fail("bracket-extra", this.at++, this.at);
        continue;
      }
      const and = this.keyword("AND");
      if (and !== undefined) {
        const isAlone = parts.length === 0 || this.isAtEnd() || ["AND", "OR"].some((word) => this.keyword(word, false));
        if (isAlone) this.fail("operand-missing", and, and + 3);
        continue;
      }
      const start = this.at;
      const query = this.part();
      if (query) parts.push({ query, start, end: this.at });
    }
  }

  /** Reads one part, and always goes on. */
  private part(): Query | undefined {
    const start = this.at;
    const isNot = this.keyword("NOT") !== undefined;
    if (!isNot && !this.isMinus()) return this.primary();
    if (!isNot) this.at++;
    if (this.isAtEnd() || ["AND", "OR"].some((word) => this.keyword(word, false) !== undefined)) {
      return this.fail("operand-missing", start, start + (isNot ? 3 : 1));
    }
    const part = this.deeper(start, () => this.part());
    return part && { is: "not", part };
  }

  private isMinus(): boolean {
    return this.path === undefined && this.text[this.at] === "-" && /^[^\s)]/.test(this.text.slice(this.at + 1));
  }

  private primary(): Query | undefined {
    this.skipSpace();
    if (this.text[this.at] === "(") return this.group();
    if (this.path !== undefined) return this.fieldValue(this.path, this.at);
    const start = this.at;
    const first = this.text[start]!;
    if (first === '"' || first === "`") {
      const quoted = readQuoted(this.text, start);
      if (quoted === undefined) return this.fail("quote-open", start, (this.at = this.text.length));
      this.at = quoted.end;
      if (this.text[this.at] === ":") return this.field(quoted.text, start);
      return quoted.text === "" ? this.fail("text-empty", start) : { is: "text", text: quoted.text };
    }
    const regex = first === "/" ? this.regex() : undefined;
    if (regex) return regex.source === undefined ? undefined : { is: "regex", source: regex.source };
    return this.wordOrField(start);
  }

  private wordOrField(start: number): Query | undefined {
    const path = readWord(this.text, start, fieldWordEnd);
    const isField = this.text[path.end] === ":" && this.text.slice(path.end + 1, path.end + 3) !== "//";
    if (isField && (path.isEscaped ? path.text !== "" : barePath.test(path.text))) {
      this.at = path.end;
      return this.field(path.text, start);
    }
    const word = readWord(this.text, start, wordEnd);
    this.at = word.end;
    return word.isWildcard && word.text === "*" ? { is: "all" } : { is: "text", text: word.text };
  }

  private group(): Query | undefined {
    const start = this.at++;
    const alternatives = this.deeper(start, () => this.alternatives());
    if (alternatives === undefined) return undefined;
    if (this.text[this.at] !== ")") {
      this.fail("bracket-open", start, start + 1);
    } else {
      this.at++;
    }
    if (alternatives.length === 0) return this.failOnce("bracket-empty", start);
    const query = either(alternatives);
    if (alternatives.length === 1 && alternatives[0]!.length > 1) this.bracketed.set(query, alternatives[0]!);
    return query;
  }

  /** Reads what follows a field's path, from its colon. */
  private field(path: string, start: number): Query | undefined {
    this.at++;
    if (this.text[this.at] !== "(") return this.fieldValue(path, start);
    this.path = path;
    const query = this.group();
    this.path = undefined;
    return query;
  }

  /** @param start of the part, for an error */
  private fieldValue(path: string, start: number): Query | undefined {
    const from = this.at;
    const test = this.test();
    if (test === undefined) return undefined;
    if (test === "missing") {
      if (this.at === from && this.path !== undefined) this.at++;
      return this.failOnce("value-missing", start);
    }
    const wrong = wrongValue(path, test);
    if (wrong) return this.fail(wrong, from);
    this.tests.push({ path, test, start: from, end: this.at });
    return { is: "field", path, test };
  }

  /** A test; undefined after an error. */
  private test(): FieldTest | "missing" | undefined {
    const first = this.text[this.at];
    if (first === '"') {
      const value = this.quoted();
      return value === undefined ? undefined : { is: "value", value, isQuoted: true };
    }
    if (first === "[" || first === "{") return this.range();
    const [comparison = ""] = /^[<>]=?/.exec(this.text.slice(this.at)) ?? [];
    if (comparison !== "") {
      this.at += comparison.length;
      const value = this.bound();
      if (value === undefined || value === openBound) return "missing";
      const bound: Bound = { value, isInclusive: comparison.endsWith("=") };
      return comparison.startsWith(">") ? { is: "range", from: bound } : { is: "range", to: bound };
    }
    const regex = first === "/" ? this.regex() : undefined;
    if (regex) return regex.source === undefined ? undefined : { is: "regex", source: regex.source };
    const word = readWord(this.text, this.at, wordEnd);
    if (word.end === this.at) return "missing";
    this.at = word.end;
    return wordTest(word);
  }

  private range(): FieldTest | undefined {
    const start = this.at;
    const opening = this.text[this.at++];
    this.skipSpace();
    const from = this.bound();
    const isRange = from !== undefined && this.keyword("TO") !== undefined;
    this.skipSpace();
    const to = isRange ? this.bound() : undefined;
    this.skipSpace();
    const closing = this.text[this.at];
    if (from === undefined || to === undefined || !/^[\]}]$/.test(closing ?? "")) {
      const rest = this.text.slice(this.at).search(/[\]}]/);
      this.at = rest < 0 ? Math.max(this.at, start + 1) : this.at + rest + 1;
      return this.failOnce("range-syntax", start);
    }
    this.at++;
    return {
      is: "range",
      ...(from !== openBound && { from: { value: from, isInclusive: opening === "[" } }),
      ...(to !== openBound && { to: { value: to, isInclusive: closing === "]" } }),
    };
  }

  /** The text of a bound, {@link openBound} for `*`; undefined where there is none, and after an error. */
  private bound(): string | undefined {
    if (this.text[this.at] === '"') return this.quoted();
    const word = readWord(this.text, this.at, boundEnd);
    this.at = word.end;
    if (word.isWildcard && word.text === "*") return openBound;
    return word.text === "" ? undefined : word.text;
  }

  private quoted(): string | undefined {
    const start = this.at;
    const quoted = readQuoted(this.text, start);
    this.at = quoted?.end ?? this.text.length;
    return quoted ? quoted.text : this.fail("quote-open", start);
  }

  /** Undefined where it is none; without a source after an error. */
  private regex(): { source?: string } | undefined {
    const start = this.at;
    const slashed = readSlashed(this.text, start);
    if (slashed === undefined) return undefined;
    this.at = slashed.end;
    const reading = readRegex(slashed.text);
    if ("regex" in reading) return { source: slashed.text };
    this.fail(reading.problem, start);
    return {};
  }

  private deeper<T>(start: number, read: () => T): T | undefined {
    if (this.depth >= maxDepth) return this.fail("too-deep", start, (this.at = this.text.length));
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** Start of the keyword that stands here, after white space; it is taken unless `isTaken` is false. */
  private keyword(keyword: string, isTaken = true): number | undefined {
    this.skipSpace();
    const { at } = this;
    const behind = this.text.slice(at + keyword.length, at + keyword.length + 1);
    if (!this.text.startsWith(keyword, at) || !/^(?:[\s()"]|$)/.test(behind)) return undefined;
    if (isTaken) this.at += keyword.length;
    return at;
  }

  private isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.text.length || this.text[this.at] === ")";
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private fail(kind: QueryErrorKind, start: number, end = this.at): undefined {
    this.errors.push({ kind, start, end: Math.min(end, this.text.length) });
  }

  /** Fails unless what stands there has already failed. */
  private failOnce(kind: QueryErrorKind, start: number): undefined {
    if (!this.errors.some((error) => error.start >= start && error.start < this.at)) this.fail(kind, start);
  }
}

/** A bound that is open; no text of a query has this character. */
const openBound = "\0";

function joined(is: "and" | "or", all: readonly { query: Query }[]): Query {
  const parts = is === "and" ? all.filter(({ query }) => query.is !== "all") : all;
  if (parts.length === 0) return { is: "all" };
  return parts.length === 1 ? parts[0]!.query : { is, parts: parts.map(({ query }) => query) };
}

function either(alternatives: readonly Condition[][]): Query {
  return joined(
    "or",
    alternatives.map((parts) => ({ query: joined("and", parts) })),
  );
}

function wordTest(word: Word): FieldTest {
  if (!word.isWildcard) return { is: "value", value: word.text, isQuoted: false };
  return /^\*+$/.test(word.wildcard) ? { is: "present" } : { is: "wildcard", pattern: word.wildcard };
}

/** What no value of a field can be. */
function wrongValue(path: string, test: FieldTest): QueryErrorKind | undefined {
  const bounds = test.is === "range" ? [test.from, test.to].flatMap((bound) => (bound ? [bound.value] : [])) : [];
  if (path === "level")
    return bounds.every((level) => levelOrder.includes(level.toUpperCase())) ? undefined : "level-unknown";
  if (path !== "timestamp") return undefined;
  const times = test.is === "value" ? [test.value] : bounds;
  return times.every((time) => readTimeSpan(time, anyTime)) ? undefined : "time-unknown";
}
