import { characterPattern, charactersPattern, escapeCharacter } from "../text/text-pattern.ts";
import { whiteSpaceCharacters } from "../text/letter-forms.ts";
import type { Query } from "../query.ts";
import { readNumber } from "../read-number.ts";
import type { QueryScope } from "../match/query-scope.ts";
import { lineTest, MissingError, printFor, type Difference, type StoreQuery } from "./line-query.ts";
import { LogQlLabels } from "./logql-labels.ts";
import { patternOf, type PrintedTest } from "./printed-test.ts";
import { logQlText } from "./logql-text.ts";

/** A condition of LogQL, or what it always comes to. */
type Condition = string | boolean;

/**
 * The lines of a scope as a query of Loki (2.8 or later), whose lines are *Console JSONL*.
 *
 * LogQL has no `not`, so it stands at each condition. A number is compared where a line has one, by a label that is `NaN` elsewhere:
 * a text there would make Loki pass the line.
 */
export function toLogQl(scope: QueryScope): StoreQuery {
  return printFor(scope, (query, differs) => new LogQlPrinter(differs).print(query));
}

class LogQlPrinter {
  private readonly differs: Set<Difference>;
  private readonly labels = new LogQlLabels();

  constructor(differs: Set<Difference>) {
    this.differs = differs;
  }

  print(query: Query): string {
    const parts = query.is === "and" ? query.parts : [query];
    const filters: string[] = [];
    const conditions: string[] = [];
    for (const part of parts) {
      const said = this.saidBy(part) ?? (part.is === "not" ? this.saidBy(part.part) : undefined);
      if (said !== undefined) filters.push(`${part.is === "not" ? "!~" : "|~"} ${logQlText(said)}`);
      else conditions.push(...stageOf(this.condition(part, false)));
    }
    return [`{service_name="audiokit-console"}`, ...filters, ...this.labels.stages(), ...conditions].join("\n  ");
  }

  /** The pattern of what a line says, undefined for a condition on a field. */
  private saidBy(query: Query): string | undefined {
    if (query.is === "text") return linePattern(query.text);
    if (query.is !== "regex") return undefined;
    this.differs.add("escapes");
    return patternOf(query)?.pattern;
  }

  private condition(query: Query, isNot: boolean): Condition {
    switch (query.is) {
      case "all":
        return !isNot;
      case "not":
        return this.condition(query.part, !isNot);
      case "and":
      case "or":
        return join(
          (query.is === "and") !== isNot ? "and" : "or",
          query.parts.map((part) => this.condition(part, isNot)),
        );
      case "text":
      case "regex": {
        const said = this.saidBy(query);
        return said === undefined ? isNot : this.fits(this.labels.line(), said, isNot);
      }
      case "field": {
        if (/^(original|data)\..*\./.test(`${query.path}.`)) this.differs.add("dots");
        return this.test(query.path, lineTest(query.path, query.test), isNot);
      }
    }
  }

  private test(path: string, test: PrintedTest, isNot: boolean): Condition {
    switch (test.is) {
      case "never":
        return isNot;
      case "always":
        this.differs.add("absent");
        return `${this.labels.of(path)} ${isNot ? "=" : "!="} ""`;
      case "all":
      case "any":
        if (test.tests.length === 0) return this.test(path, { is: "always" }, isNot);
        return join(
          (test.is === "all") !== isNot ? "and" : "or",
          test.tests.map((one) => this.test(path, one, isNot)),
        );
      case "pattern":
        return this.fits(this.labels.of(path), test.pattern, isNot);
      case "text":
        return this.compares(path, test.compares, String(test.with), isNot);
      case "number":
        this.differs.add("types");
        if (test.compares === "=") return this.equals(path, [String(test.with)], isNot);
        return comparison(this.labels.number(path), test.compares, Number(test.with), isNot);
      case "boolean":
        this.differs.add("types");
        return this.equals(path, [String(test.value)], isNot);
      case "null":
        this.differs.add("absent");
        return isNot;
      case "texts":
        return this.equals(path, test.values, isNot);
    }
  }

  private compares(path: string, sign: (PrintedTest & { is: "text" })["compares"], text: string, isNot: boolean) {
    if (sign === "=") {
      // Written in quotes, it means the text only.
      if (readNumber(text) !== undefined || /^(true|false|\[.*\])$/s.test(text)) this.differs.add("types");
      return this.equals(path, [text], isNot);
    }
    if (path !== "timestamp") throw new MissingError("order");
    return comparison(this.labels.time(path), sign, Date.parse(text), isNot);
  }

  private equals(path: string, values: string[], isNot: boolean): Condition {
    if (values.length === 0) return isNot;
    if (values.includes("")) throw new MissingError("empty");
    const label = this.labels.of(path);
    if (values.length === 1) return `${label} ${isNot ? "!=" : "="} ${logQlText(values[0]!)}`;
    const pattern = values.map((value) => [...value].map(escapeCharacter).join("")).join("|");
    return `${label} ${isNot ? "!~" : "=~"} ${logQlText(pattern)}`;
  }

  /** Loki looks for the pattern of the whole value; that of an absent one is empty. */
  private fits(label: string, pattern: string, isNot: boolean): Condition {
    const condition = `${label} ${isNot ? "!~" : "=~"} ${logQlText(String.raw`[\s\S]*(?:${pattern})[\s\S]*`)}`;
    if (!new RegExp(pattern, "u").test("")) return condition;
    this.differs.add("absent");
    return join(isNot ? "or" : "and", [`${label} ${isNot ? "=" : "!="} ""`, condition]);
  }
}

function stageOf(condition: Condition): string[] {
  if (condition === true) return [];
  // Every line has a text.
  return [condition === false ? String.raw`!~ ".*"` : `| ${condition.replace(/^\((.*)\)$/s, "$1")}`];
}

function join(by: "and" | "or", parts: Condition[]): Condition {
  const decides = by === "or";
  if (parts.includes(decides)) return decides;
  const open = parts.filter((part) => typeof part === "string");
  if (open.length === 0) return !decides;
  return open.length === 1 ? open[0]! : `(${open.join(` ${by} `)})`;
}

const opposites = { ">": "<=", ">=": "<", "<": ">=", "<=": ">" } as const;

function comparison(label: string, sign: keyof typeof opposites, bound: number, isNot: boolean): Condition {
  return isNot
    ? `(${label} ${opposites[sign]} ${String(bound)} or ${label} = "NaN")`
    : `${label} ${sign} ${String(bound)}`;
}

/** The pattern of a text in a line as it is stored, with its escapes. */
function linePattern(text: string): string {
  const blank = String.raw`(?:${charactersPattern(whiteSpaceCharacters)}|\\[nrtf]|\\u000b)`;
  return [...text.replaceAll("\r\n", "\n")]
    .map((character) => {
      if (/\s/u.test(character)) return blank;
      if (character === '"') return String.raw`\\?"`;
      const escaped = JSON.stringify(character).slice(1, -1);
      return escaped === character ? characterPattern(character) : [...escaped].map(escapeCharacter).join("");
    })
    .join("");
}
