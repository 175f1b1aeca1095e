import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otlpAttributes, otlpValue, readOtlpAttributes, readOtlpValue } from "./otlp-value.ts";

describe("otlpValue", () => {
  it("tells integers from other numbers, and writes them as texts", () => {
    expect(otlpValue(3)).toEqual({ intValue: "3" });
    expect(otlpValue(-3)).toEqual({ intValue: "-3" });
    expect(otlpValue(0.5)).toEqual({ doubleValue: 0.5 });
    expect(otlpValue(2 ** 60)).toEqual({ doubleValue: 2 ** 60 });
    expect(otlpValue(NaN)).toEqual({ doubleValue: "NaN" });
  });

  it("writes null as the empty value", () => {
    expect(otlpValue(null)).toEqual({});
  });

  it("leaves undefined fields out, and writes half of a surrogate pair as the character for what is none", () => {
    expect(otlpAttributes({ a: undefined, b: "\ud83d" })).toEqual([{ key: "b", value: { stringValue: "\ufffd" } }]);
  });

  it("writes as text what is nested deeper than 32 levels", () => {
    let deep: unknown = "end";
    for (let level = 0; level < 40; level++) deep = [deep];
    const text = JSON.stringify(otlpValue(deep));
    expect(text.match(/arrayValue/g)).toHaveLength(32);
    expect(text).toContain(String.raw`"stringValue":"[[[[[[[[\"end\"]]]]]]]]"`);
  });

  it("is read without end of the stack, however deep a writer nests", () => {
    let deep: unknown = { stringValue: "end" };
    for (let level = 0; level < 100_000; level++) deep = { arrayValue: { values: [deep] } };
    expect(readOtlpValue(deep)).toBeInstanceOf(Array);
  });

  it("is read back as it was, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const wire = JSON.parse(JSON.stringify(otlpValue(value))) as unknown;
        expect(readOtlpValue(wire)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("readOtlpAttributes", () => {
  it("reads what other writers send: integers as numbers, and large ones as they are", () => {
    const attributes = [
      { key: "text", value: { stringValue: "a" } },
      { key: "number", value: { intValue: 7 } },
      { key: "large", value: { intValue: "9007199254740993" } },
      { key: "bytes", value: { bytesValue: "AAE=" } },
      { key: "nothing" },
      { value: { stringValue: "no name" } },
      "no attribute",
    ];
    expect(readOtlpAttributes(attributes)).toEqual({
      text: "a",
      number: 7,
      large: "9007199254740993",
      bytes: "AAE=",
      nothing: null,
    });
    expect(readOtlpAttributes(undefined)).toEqual({});
  });
});
