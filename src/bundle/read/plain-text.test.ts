import { describe, expect, it } from "vitest";
import { plainText, plainTexts } from "./plain-text.ts";

describe("plainText", () => {
  it("shows sequences of terminals and marks of direction by their numbers", () => {
    expect(plainText("\u001b[31mred\u009b0m")).toBe("\\u001b[31mred\\u009b0m");
    expect(plainText("gpj.\u202eexe\u2066\u200f")).toBe("gpj.\\u202eexe\\u2066\\u200f");
    expect(plainText("a\u{e0041}b")).toBe("a\\u{e0041}b");
  });

  it("keeps what people write: lines, tabs, Cyrillic, emoji of several signs", () => {
    const text = "Шаг 1\n\tперезапуск 👩‍💻 ёлка";
    expect(plainText(text.replace("\n", "\r\n"))).toBe(text);
  });

  it("reaches every text of a record, names of fields too", () => {
    const given = JSON.parse('{"a\\u202e":[{"b":"\\u0007"}],"__proto__":{"c":1},"n":1,"x":null}') as object;
    const plain = plainTexts(given);
    expect(JSON.stringify(plain)).toBe('{"a\\\\u202e":[{"b":"\\\\u0007"}],"__proto__":{"c":1},"n":1,"x":null}');
    expect(({} as { c?: number }).c).toBeUndefined();
  });
});
