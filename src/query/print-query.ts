import type { Bound, FieldTest, Query } from "./query.ts";

/** Words of the language, which as texts need quotes. */
const keywords = ["AND", "OR", "NOT", "TO"];
const barePath = /^[\p{L}_@$][\p{L}\p{N}_@$.-]*$/u;
const bareText = /^[\p{L}\p{N}_][\p{L}\p{N}_.@#%+-]*$/u;
const bareBound = /^[\p{L}\p{N}_.+:-]+$/u;

/** A query as text, in its shortest usual form. Reading it gives the same query. */
export function printQuery(query: Query): string {
  switch (query.is) {
    case "all":
      return "*";
    case "and":
      return query.parts.map(printPart).join(" ");
    case "or":
      return printGroup(query.parts) ?? query.parts.map(printPart).join(" OR ");
    case "not":
      return `-${query.part.is === "not" ? `(${printQuery(query.part)})` : printPart(query.part)}`;
    case "text":
      return isBare(query.text, bareText) ? query.text : quote(query.text);
    case "regex":
      return printRegex(query.source);
    case "field":
      return `${printPath(query.path)}:${printTest(query.test)}`;
  }
}

/** A path as it stands before a colon. */
export function printPath(path: string): string {
  return isBare(path, barePath) ? path : quote(path);
}

/** What stands behind a path and its colon. */
export function printTest(test: FieldTest): string {
  switch (test.is) {
    case "present":
      return "*";
    case "value":
      return test.isQuoted || test.value === ""
        ? quote(test.value)
        : escapeStart(escapeEnds(test.value).replaceAll(/[*?]/g, "\\$&"));
    case "wildcard":
      return printWildcard(test.pattern);
    case "regex":
      return printRegex(test.source);
    case "range":
      return printRange(test.from, test.to);
  }
}

/** A text in quotes, with what would end or change it as an escape. */
export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")}"`;
}

function printPart(part: Query): string {
  const isGroup = part.is === "or" && printGroup(part.parts) !== undefined;
  const needsBrackets = part.is === "and" || (part.is === "or" && !isGroup);
  return needsBrackets ? `(${printQuery(part)})` : printQuery(part);
}

/** Several tests of one field, as `path:(a OR b)`. */
function printGroup(parts: readonly Query[]): string | undefined {
  const [first] = parts;
  const tests = parts.flatMap((part) =>
    part.is === "field" && first?.is === "field" && part.path === first.path ? [part.test] : [],
  );
  if (first?.is !== "field" || tests.length < parts.length) return undefined;
  return `${printPath(first.path)}:(${tests.map(printTest).join(" OR ")})`;
}

function printRange(from?: Bound, to?: Bound): string {
  if (from && !to) return `>${from.isInclusive ? "=" : ""}${printBound(from)}`;
  if (to && !from) return `<${to.isInclusive ? "=" : ""}${printBound(to)}`;
  const opening = from?.isInclusive === false ? "{" : "[";
  const closing = to?.isInclusive === false ? "}" : "]";
  return `${opening}${printBound(from)} TO ${printBound(to)}${closing}`;
}

function printBound(bound?: Bound): string {
  if (bound === undefined) return "*";
  return isBare(bound.value, bareBound) ? bound.value : quote(bound.value);
}

function printRegex(source: string): string {
  return `/${source.replaceAll(/\\[\s\S]|\//g, (token) => (token === "/" ? "\\/" : token))}/`;
}

function printWildcard(pattern: string): string {
  const tokens = [...pattern.matchAll(/\\[\s\S]|[\s\S]/gu)].map(([token]) => token);
  return escapeStart(tokens.map((token) => (token.length > 1 ? token : escapeEnds(token))).join(""));
}

/** Escapes what would end a word. */
function escapeEnds(word: string): string {
  return word.replaceAll(/[\s()"\\]/g, "\\$&");
}

/** Escapes the beginning of a word that would be a bracket, a comparison, a regular expression or a keyword. */
function escapeStart(word: string): string {
  return /^[[{<>/`]/.test(word) || keywords.includes(word) ? `\\${word}` : word;
}

function isBare(text: string, form: RegExp): boolean {
  return form.test(text) && !keywords.includes(text);
}
