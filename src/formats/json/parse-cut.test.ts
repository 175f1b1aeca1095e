import { describe, expect, it } from "vitest";
import { parseCut } from "./parse-cut.ts";

describe("parseCut", () => {
  it("keeps every member that is whole, and of a text what there is", () => {
    expect(parseCut('{"a":1,"b":"half of a te')).toEqual({ a: 1, b: "half of a te" });
    expect(parseCut('{"a":1,"b":{"c":[1,2,3')).toEqual({ a: 1, b: { c: [1, 2, 3] } });
    expect(parseCut('{"a":1,"b":tru')).toEqual({ a: 1 });
    expect(parseCut('{"a":1,"b')).toEqual({ a: 1 });
    expect(parseCut('{"a":1,"b":"\\u04')).toEqual({ a: 1, b: "" });
    expect(parseCut('{"a":1,"b":"x\\')).toEqual({ a: 1, b: "x" });
    expect(parseCut('{"a":[{"b":1},{"c"')).toEqual({ a: [{ b: 1 }] });
  });

  it("reads every beginning of an object as a part of it", () => {
    const whole = {
      time: "2026-01-05",
      level: "error",
      list: [1, { a: "x,y" }],
      text: 'a "quoted", \\ text',
      done: true,
    };
    const json = JSON.stringify(whole);
    for (let end = 2; end < json.length; end++) {
      const cut = parseCut(json.slice(0, end)) ?? {};
      for (const key of Object.keys(cut).slice(0, -1)) expect(cut[key]).toEqual(whole[key as keyof typeof whole]);
    }
  });

  it("takes whole objects, other texts and deep nesting for no cut object", () => {
    for (const text of [
      '{"a":1}',
      '{"a":1}{"b":2',
      "text",
      "[1,2",
      '"a":1',
      `{"a":${"[".repeat(1000)}`,
      "{",
      "{words, words",
    ]) {
      expect([text, parseCut(text)]).toEqual([text, text === "{" ? {} : undefined]);
    }
  });
});
