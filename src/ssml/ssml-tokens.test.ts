import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ssmlTokens } from "./ssml-tokens.ts";

describe("ssmlTokens", () => {
  it("distinguishes tags, attributes, values, comments and stress marks from text", () => {
    const tokens = ssmlTokens(`<speak><break time="1s"/>за{'}мок "x" <!-- b --></speak>`);
    expect(tokens.filter(({ text }) => text.trim() !== "").map(({ kind, text }) => [kind, text])).toEqual([
      ["tag", "<speak"],
      ["tag", ">"],
      ["tag", "<break"],
      ["attribute", "time"],
      ["text", "="],
      ["value", '"1s"'],
      ["tag", "/>"],
      ["text", "за"],
      ["stress", "{'}"],
      ["text", 'мок "x" '],
      ["comment", "<!-- b -->"],
      ["tag", "</speak"],
      ["tag", ">"],
    ]);
  });

  it("begins anew at a tag whose neighbour was not ended", () => {
    expect(
      ssmlTokens('<voice name="a<break/>')
        .map(({ kind }) => kind)
        .slice(-2),
    ).toEqual(["tag", "tag"]);
  });

  it("loses nothing, whatever it is given", () => {
    const bit = fc.constantFrom("<", ">", '"', "/", "=", "{'}", "{", " ", "a", "😀", "<!--", "-->", "\n");
    fc.assert(
      fc.property(fc.array(bit), (bits) => {
        const source = bits.join("");
        expect(
          ssmlTokens(source)
            .map(({ text }) => text)
            .join(""),
        ).toBe(source);
      }),
    );
  });
});
