import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regexTest, textTest } from "../match/create-value-test.ts";
import { requiredText } from "./required-text.ts";

describe("requiredText", () => {
  it.each([
    ["levitan", "levitan"],
    ["voice .* is (not found)", " is not found"],
    ["a+bcd?efg", "efg"],
    ["(timeout|refused) after", " after"],
    ["^C:\\\\new$", "C:\\new"],
    ["x[abc]yz", "yz"],
    ["\u{1f600}ok", "ok"],
    ["timeout|refused", ""],
    ["\\d+", ""],
    ["(", ""],
  ])("of %j is %j", (source, text) => {
    expect(requiredText(source)).toBe(text);
  });

  it("stands in every text in which the expression occurs", () => {
    const parts = fc.array(fc.constantFrom(..."abcЁ .*+?()|^$[x]{2}".split(""), "bc", "\\d", "a+", "[ab]"), {
      maxLength: 7,
    });
    const texts = fc.array(fc.constantFrom(..."aAbBcCёЁ x1"), { maxLength: 12 });
    let found = 0;
    fc.assert(
      fc.property(parts, texts, (source, letters) => {
        const text = letters.join("");
        const required = requiredText(source.join(""));
        if (required === "" || !regexTest(source.join(""))(text)) return;
        found++;
        expect(textTest(required)(text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(found).toBeGreaterThan(200);
  });
});
