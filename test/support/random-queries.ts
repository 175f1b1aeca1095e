import fc from "fast-check";
import type { Bound, FieldTest, Query, Scalar } from "../../src/query/query.ts";

/** A field, and values that it may be asked for. */
export interface QueriedField {
  path: string;
  values: Scalar[];
}

/** Queries as the parser builds them: no `and` or `or` of fewer than two, no wildcard without one. */
export function randomQueries(fields: QueriedField[], texts: string[]): fc.Arbitrary<Query> {
  const conditions: fc.Arbitrary<Query> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...fields)
        .chain((field) => randomTest(field).map((test): Query => ({ is: "field", path: field.path, test }))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...texts).map((text): Query => ({ is: "text", text })) },
    { weight: 1, arbitrary: fc.constantFrom(...texts).map((text): Query => ({ is: "regex", source: regexOf(text) })) },
  );
  return fc.letrec<{ query: Query; part: Query }>((tie) => ({
    query: fc.oneof(
      { weight: 1, arbitrary: fc.constant<Query>({ is: "all" }) },
      { weight: 30, arbitrary: tie("part") },
    ),
    part: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: conditions },
      { weight: 1, arbitrary: tie("part").map((part): Query => ({ is: "not", part })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("part"), { minLength: 2, maxLength: 3 }))
          .map(([is, parts]): Query => ({ is, parts })),
      },
    ),
  })).query;
}

function randomTest({ path, values }: QueriedField): fc.Arbitrary<FieldTest> {
  const value = fc.constantFrom(...values.map(String));
  const bound = fc.record<Bound>({ value, isInclusive: fc.boolean() });
  const range = fc.oneof(
    bound.map((from): FieldTest => ({ is: "range", from })),
    bound.map((to): FieldTest => ({ is: "range", to })),
    fc.tuple(bound, bound).map(([from, to]): FieldTest => ({ is: "range", from, to })),
  );
  // A level has its order, a time is compared as one.
  if (path === "timestamp") return range;
  return fc.oneof(
    fc
      .tuple(value, fc.boolean())
      .map(([text, is]): FieldTest => ({ is: "value", value: text, isQuoted: is || text === "" })),
    fc.tuple(value, fc.nat(), fc.nat()).map(([text, from, at]) => wildcardOf(text, from, at)),
    value.map((text): FieldTest => ({ is: "regex", source: regexOf(text) })),
    range,
    fc.constant<FieldTest>({ is: "present" }),
  );
}

function wildcardOf(text: string, from: number, at: number): FieldTest {
  const characters = [...text].map((one) => (/[*?\\]/.test(one) ? `\\${one}` : one));
  const start = from % (characters.length + 1);
  characters.splice(start, at % 4, at % 3 === 0 ? "?" : "*");
  const pattern = characters.join("");
  return pattern === "*" ? { is: "present" } : { is: "wildcard", pattern };
}

/** A regular expression that finds a text, and others. */
function regexOf(text: string): string {
  const characters = [...text].slice(0, 30);
  const escaped = characters.map((one, index) =>
    /[0-9]/.test(one) && index % 2 === 0 ? String.raw`\d` : /[\\^$.|?*+()[\]{}]/.test(one) ? `\\${one}` : one,
  );
  if (escaped.length > 3) escaped.splice(1, 1, ".{0,3}");
  return escaped.join("") || "^$";
}
