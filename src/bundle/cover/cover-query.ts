import type { FieldTest, Query } from "../../query/query.ts";
import { fieldKind, switchOf } from "./field-kind.ts";
import type { Switches } from "../manifest.ts";

/** What covers a filter. */
export interface QueryCover {
  switches: Switches;
  /** As of the log: a text, the value of a field by its kind, and an error group. */
  text: (text: string) => string;
  value: (path: string, value: string) => string;
  group: (key: string) => string;
}

/**
 * A filter as it may leave, so that it finds the same rows in the covered log: ids become their pseudonyms. A condition that
 * names what is covered and cannot find it there is left out; more rows are found then, never fewer.
 */
export function coverQuery(query: Query, cover: QueryCover): Query {
  return coverPart(query, cover) ?? { is: "all" };
}

/** @returns undefined where the condition cannot be said */
function coverPart(query: Query, cover: QueryCover): Query | undefined {
  switch (query.is) {
    case "all":
      return query;
    case "and":
    case "or": {
      const parts = query.parts.map((part) => coverPart(part, cover));
      const said = parts.filter((part) => part !== undefined);
      // One of several that holds for everything makes all of them hold.
      if (query.is === "or" && said.length < parts.length) return undefined;
      return said.length === 0 ? undefined : { is: query.is, parts: said };
    }
    case "not": {
      const part = coverPart(query.part, cover);
      // What stands inside may be wider than it was, and without it there would be too few rows.
      return part !== undefined && isSame(part, query.part) ? { is: "not", part } : coveredNot(query.part, cover);
    }
    case "text":
      return isPersonal(cover.switches) || cover.text(query.text) !== query.text ? undefined : query;
    case "regex":
      return isPersonal(cover.switches) || cover.text(query.source) !== query.source ? undefined : query;
    case "field": {
      const test = coverTest(query.path, query.test, cover);
      return test && { ...query, test };
    }
  }
}

/** A negated test of one field whose value has a pseudonym stays exact. */
function coveredNot(part: Query, cover: QueryCover): Query | undefined {
  if (part.is !== "field") return undefined;
  const test = coverTest(part.path, part.test, cover);
  return test && { is: "not", part: { ...part, test } };
}

function coverTest(path: string, test: FieldTest, cover: QueryCover): FieldTest | undefined {
  const { switches } = cover;
  if (test.is === "present") return test;
  if (path === "error_group" && test.is === "value") {
    return { ...test, value: cover.group(test.value), isQuoted: true };
  }
  const kind = fieldKind(path.split(".").at(-1) ?? path);
  if (kind !== undefined && !switches[switchOf[kind]]) {
    return test.is === "value" ? { is: "value", value: cover.value(path, test.value), isQuoted: true } : undefined;
  }
  const texts = test.is === "value" ? [test.value] : test.is === "wildcard" ? [test.pattern] : rangeOrRegex(test);
  // A sentence in a field of any name may be that of a person.
  const isSafe = texts.every((text) => cover.text(text) === text && (!isPersonal(switches) || isPlain(text)));
  return isSafe ? test : undefined;
}

function rangeOrRegex(test: FieldTest): string[] {
  if (test.is === "regex") return [test.source];
  return test.is === "range" ? [test.from?.value ?? "", test.to?.value ?? ""] : [];
}

const isPersonal = ({ texts, transcripts }: Switches): boolean => !texts || !transcripts;
const isPlain = (text: string): boolean => /^[\w.:/*?-]*$/.test(text);
const isSame = (one: Query, other: Query): boolean => JSON.stringify(one) === JSON.stringify(other);
