import { describe, expect, it } from "vitest";
import type { FieldTest, Query } from "../../../query/query.ts";
import { conditionsOn, meansValue } from "./field-conditions.ts";

const equal = (value: string, isQuoted = false): FieldTest => ({ is: "value", value, isQuoted });
const field = (path: string, test: FieldTest): Query => ({ is: "field", path, test });

describe("conditionsOn", () => {
  it("finds included, excluded and bounds of one field among the parts of the outermost and", () => {
    const range: FieldTest = { is: "range", from: { value: "16000", isInclusive: true } };
    const query: Query = {
      is: "and",
      parts: [
        { is: "or", parts: [field("voice", equal("a")), field("voice", equal("b"))] },
        { is: "not", part: field("voice", equal("c")) },
        field("rate", range),
        { is: "text", text: "hello" },
      ],
    };
    expect(conditionsOn(query, "voice")).toMatchObject({
      included: [equal("a"), equal("b")],
      excluded: [equal("c")],
      isTested: true,
    });
    expect(conditionsOn(query, "rate")).toMatchObject({ from: 16000, to: undefined, isTested: true });
    expect(conditionsOn(query, "service").isTested).toBe(false);
  });

  it("takes no condition that tests another field too", () => {
    const query: Query = { is: "or", parts: [field("a", equal("1")), field("b", equal("1"))] };
    expect(conditionsOn(query, "a").isTested).toBe(false);
  });
});

describe("meansValue", () => {
  it("takes unquoted 13 for the number and the text, quoted only for the text", () => {
    expect([13, "13"].map((value) => meansValue(equal("13"), "code", value))).toEqual([true, true]);
    expect([13, "13"].map((value) => meansValue(equal("13", true), "code", value))).toEqual([false, true]);
  });

  it("tells an empty text from null and from zero", () => {
    expect(["", null, 0].map((value) => meansValue(equal("", true), "x", value))).toEqual([true, false, false]);
    expect(["null", null].map((value) => meansValue(equal("null"), "x", value))).toEqual([true, true]);
  });

  it("ignores case for levels and outcomes only", () => {
    expect(meansValue(equal("error"), "level", "ERROR")).toBe(true);
    expect(meansValue(equal("tts"), "service", "TTS")).toBe(false);
  });
});
