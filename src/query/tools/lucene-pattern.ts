import { letterForms } from "../text/letter-forms.ts";
import { readRegex, type RegexNode } from "../text/read-regex.ts";
import { MissingError } from "./line-query.ts";

/** Longest expression that Elasticsearch takes by default (`index.max_regex_length`). */
const maxLength = 1_000;

/**
 * A regular expression as Lucene has it: it fits a whole value, knows no anchors and no `\p`, and folds the case of ASCII only,
 * so case is written into it.
 *
 * @returns undefined for one that is refused
 * @throws MissingError for one that Lucene cannot say
 */
export function luceneRegex(source: string): string | undefined {
  const reading = readRegex(source);
  if ("problem" in reading) return undefined;
  const { regex } = reading;
  const parts = regex.is === "either" ? regex.parts : [regex];
  return checked(parts.map(wholeValue).join("|"));
}

/** A wildcard pattern, or a text, whatever its case, as Lucene has it. */
export function luceneWildcard(wildcard: string): string {
  const tokens = wildcard.matchAll(/\\[\s\S]|[\s\S]/gu);
  const printed = [...tokens].map(([token]) => {
    if (token === "*") return ".*";
    return token === "?" ? "." : luceneCharacter(token.replace(/^\\(?=.)/su, ""));
  });
  return checked(printed.join("") || "()");
}

function checked(pattern: string): string {
  if (pattern.length > maxLength) throw new MissingError("regex");
  return pattern;
}

/** One alternative, found anywhere in a value but where an anchor stands. */
function wholeValue(node: RegexNode): string {
  const parts = node.is === "sequence" ? [...node.parts] : [node];
  const isAtStart = parts[0]?.is === "start";
  if (isAtStart) parts.shift();
  const isAtEnd = parts.at(-1)?.is === "end";
  if (isAtEnd) parts.pop();
  return `${isAtStart ? "" : ".*"}${parts.map(inSequence).join("")}${isAtEnd ? "" : ".*"}` || "()";
}

const inSequence = (node: RegexNode) => (node.is === "either" ? `(${lucene(node)})` : lucene(node));

function lucene(node: RegexNode): string {
  switch (node.is) {
    case "character":
      return node.letter === undefined ? luceneClass(node.pattern) : luceneCharacter(node.letter);
    case "start":
    case "end":
      throw new MissingError("regex");
    case "sequence":
      return node.parts.map(inSequence).join("") || "()";
    case "either":
      return node.parts.map(lucene).join("|");
    case "repeated": {
      const part = lucene(node.part);
      return (node.part.is === "character" ? part : `(${part})`) + node.sign.replace(/(?<=.)\?$/, "");
    }
  }
}

function luceneCharacter(character: string): string {
  const forms = letterForms(character);
  return forms.length === 1 ? escaped(character) : `[${forms.map(escaped).join("")}]`;
}

/** A class of the common dialect; there a backslash before a letter means a control character or a set. */
function luceneClass(pattern: string): string {
  if (/\\[pP]/.test(pattern)) throw new MissingError("regex");
  return pattern.replaceAll("\\n", "\n");
}

const escaped = (character: string) => (/[\\.?+*|{}[\]()"#@&<>~^$-]/.test(character) ? `\\${character}` : character);
