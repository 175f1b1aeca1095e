import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonTokens } from "./json-tokens.ts";

describe("jsonTokens", () => {
  it("joins to the text it was given, whatever that is", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const pretty = JSON.stringify(JSON.parse(json), null, 2);
        expect(
          jsonTokens(pretty)
            .map(({ text }) => text)
            .join(""),
        ).toBe(pretty);
      }),
    );
  });

  it("tells keys from texts, also with quotes and colons inside", () => {
    const kinds = jsonTokens('{"a\\"b": "c: d", "n": -1.5e3, "ok": true}').filter(({ kind }) => kind !== "plain");
    expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "a\\"b"',
      'text "c: d"',
      'key "n"',
      "number -1.5e3",
      'key "ok"',
      "word true",
    ]);
  });
});
