import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpelledLikeOurs, respellJson } from "./respell-json.ts";

/** JSON with escapes, blanks and line breaks as other programs write them. */
const foreignJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }).filter(isParsedWell),
    fc.nat({ max: 3 }),
    fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  )
  .map(([json, indent, coins]) => {
    let at = 0;
    return JSON.stringify(JSON.parse(json), undefined, indent).replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
      quoted.replaceAll(/\\.|[^\\"]/g, (letter) =>
        letter.length === 1 && coins[at++ % 40]! ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : letter,
      ),
    );
  });

/**
 * Whether no key begins with a backslash: after one, `JSON.parse` of V8 13.6 reads a key such as `"\u0041"` in its place as a
 * backslash.
 */
function isParsedWell(json: string): boolean {
  return !/"\\\\(?:[^"\\]|\\.)*":/.test(json);
}

describe("respellJson", () => {
  it("gives the same value on one line, spelled like ours, and is idempotent", () => {
    let changed = 0;
    fc.assert(
      fc.property(foreignJson, (json) => {
        const respelled = respellJson(json);
        if (respelled !== json) changed++;
        expect(JSON.parse(respelled)).toEqual(JSON.parse(json));
        expect(isSpelledLikeOurs(respelled)).toBe(true);
        expect(respelled).not.toMatch(/[\r\n]/);
        expect(respellJson(respelled)).toBe(respelled);
      }),
      { numRuns: 2_000 },
    );
    expect(changed).toBeGreaterThan(500);
  });

  it("keeps digits, order and repeated keys, and writes null for what JSON lacks", () => {
    expect(respellJson('{"b": 12345678901234567890, "a": 1.10,\n "a": 1e400, "n": [NaN, -Infinity, "NaN"]}')).toBe(
      '{"b":12345678901234567890,"a":1.10,"a":1e400,"n":[null,null,"NaN"]}',
    );
  });

  it.each([
    [String.raw`{"a":"\u0421\u043b\u043e\u0432\u043e \/ \ud83d\ude00"}`, '{"a":"Слово / 😀"}'],
    [
      String.raw`{"a":"\\u0421 \u0022 \u005C \u000A \u001b \ud800"}`,
      String.raw`{"a":"\\u0421 \" \\ \n \u001b \ud800"}`,
    ],
  ])("spells %s like ours", (json, expected) => {
    expect(isSpelledLikeOurs(json)).toBe(false);
    expect(respellJson(json)).toBe(expected);
  });
});
