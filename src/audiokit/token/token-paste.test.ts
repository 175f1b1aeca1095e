import { describe, expect, it } from "vitest";
import { tidyToken, tokenFault } from "./token-paste.ts";

describe("a pasted token", () => {
  it("loses the word before it and the ends of lines in it", () => {
    expect(tidyToken(" Authorization: Bearer abc\r\n def\t")).toBe("abcdef");
  });

  it.each([
    ["eyJhbGciOi…x", "cut"],
    ["eyJhbGciOi...x", "cut"],
    ["eyJ****x", "cut"],
    ["[redacted]", "cut"],
    ["abc\u200bdef", "hidden"],
    ["\ufeffabc", "hidden"],
    ["abc\u00a0def", "hidden"],
    ["abc\u0000def", "hidden"],
    ["аbc", "foreign"],
    ["eyJhbGciOi.J9.a-_b+/=~", undefined],
    ["", undefined],
  ])("%j has the fault %s", (token, fault) => {
    expect(tokenFault(token)).toBe(fault);
  });
});
