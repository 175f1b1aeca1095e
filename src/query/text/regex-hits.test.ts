import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRegex, regexPattern, type RegexNode } from "./read-regex.ts";
import { createRegexHits } from "./regex-hits.ts";

/** The parts of texts that an expression fits, without empty ones: what is found, and what `RegExp` finds. */
function compare(regex: RegexNode, samples: string[]) {
  const find = createRegexHits(regex);
  const pattern = new RegExp(regexPattern(regex), "gu");
  return samples.map((text) => ({
    says: `${pattern.source} in ${text}`,
    found: find(text, 100).map(({ start, end }) => [start, text.slice(start, end)]),
    wanted: [...text.matchAll(pattern)].filter(([part]) => part !== "").map(({ 0: part, index }) => [index, part]),
  }));
}

const counts = { "?": [0, 1], "*": [0, Infinity], "+": [1, Infinity], "{2}": [2, 2], "{0,2}": [0, 2], "{1,3}": [1, 3] };
type Sign = keyof typeof counts;

function repeat(part: RegexNode, sign: Sign, lazy: "" | "?" = ""): RegexNode {
  const [from, to] = counts[sign] as [number, number];
  return { is: "repeated", part, from, to, sign: sign + lazy };
}

const letter = (pattern: string): RegexNode => ({ is: "character", pattern });
const sequence = (...parts: RegexNode[]): RegexNode => ({ is: "sequence", parts });
const either = (...parts: RegexNode[]): RegexNode => ({ is: "either", parts });

/** Any expression: also those that are not read, because tools that go back would be slow with them. */
const anyRegex = fc.letrec<{ node: RegexNode }>((tie) => {
  const parts = fc.array(tie("node"), { minLength: 2, maxLength: 3 });
  const signs = fc.constantFrom(...(Object.keys(counts) as Sign[]));
  return {
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 4, arbitrary: fc.constantFrom("a", "b").map(letter) },
      { weight: 2, arbitrary: fc.constant(sequence()) },
      { weight: 1, arbitrary: fc.constantFrom<RegexNode>({ is: "start" }, { is: "end" }) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(tie("node"), signs, fc.constantFrom("" as const, "?" as const))
          .map((given) => repeat(...given)),
      },
      { weight: 3, arbitrary: parts.map((among) => either(...among)) },
      { weight: 2, arbitrary: parts.map((among) => sequence(...among)) },
    ),
  };
}).node;

describe("createRegexHits", () => {
  it("finds the parts that `RegExp` finds, for any expression", () => {
    const tokens = fc.constantFrom(
      ..."aабA1 .^$|*+?()".split(""),
      "[^a]",
      String.raw`\d`,
      "{2}",
      "(?:",
      "{0,2}?",
      "*?",
    );
    const texts = fc.array(fc.string({ unit: fc.constantFrom(..."aAабБ1 \n😀"), maxLength: 12 }), {
      minLength: 5,
      maxLength: 5,
    });
    let hits = 0;
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 8 }), texts, (parts, samples) => {
        const reading = readRegex(parts.join(""));
        if ("problem" in reading) return;
        for (const { says, found, wanted } of compare(reading.regex, samples)) {
          expect(found, says).toEqual(wanted);
          hits += found.length;
        }
      }),
      { numRuns: 5_000 },
    );
    expect(hits).toBeGreaterThan(500);
  });

  const [empty, a, b] = [sequence(), letter("a"), letter("b")];
  const emptyIterations = [
    repeat(either(empty, a), "?"),
    repeat(either(empty, a), "*"),
    repeat(either(a, empty), "?"),
    repeat(either(empty, a), "{0,2}"),
    repeat(either(empty, a), "+"),
    repeat(either(empty, a), "{1,3}"),
    repeat(repeat(either(empty, a), "?"), "?"),
    repeat(either(empty, sequence(repeat(either(empty, a), "*"), b)), "*"),
    repeat(sequence(repeat(either(empty, a), "?"), repeat(b, "?")), "*"),
    sequence(repeat(either(empty, a), "*", "?"), b),
    repeat(repeat(a, "?", "?"), "?"),
    repeat(repeat(a, "*", "?"), "+"),
  ];
  it.each(emptyIterations.map((regex) => [regexPattern(regex), regex] as const))(
    "of %s tries the next alternative where an iteration has taken no character and need not be",
    (_, regex) => {
      for (const { says, found, wanted } of compare(regex, ["a", "aa", "ab", "aabab", "b"])) {
        expect(found, says).toEqual(wanted);
      }
    },
  );

  it("finds what `RegExp` finds where repetitions hold choices and other repetitions", () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyRegex, texts, (regex, samples) => {
        for (const { says, found, wanted } of compare(regex, samples)) expect(found, says).toEqual(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  it("comes to an end where `RegExp` would go back for years", () => {
    const reading = readRegex(`${"a?".repeat(60)}${"a".repeat(60)}$`);
    expect("regex" in reading && createRegexHits(reading.regex)("a".repeat(59) + "b", 100)).toEqual([]);
  });
});
