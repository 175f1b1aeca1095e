import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indentJson } from "./indent-json.ts";

describe("indentJson", () => {
  it("equals JSON.stringify with two blanks, for any JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = { any: JSON.parse(json) };
        expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it("keeps every digit and every repeated key, and other texts as they are", () => {
    expect(indentJson('{"id": 12345678901234567890,"v":1.10, "v" : 1e400}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "v": 1.10,\n  "v": 1e400\n}',
    );
    expect(indentJson("2026-01-05 ERROR  two  blanks\n  at line 2")).toBe("2026-01-05 ERROR  two  blanks\n  at line 2");
  });

  it("loses no letter of a broken text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[],:"\\ a1') }), (text) => {
        expect(indentJson(`{${text}`).replaceAll(/\s/g, "")).toBe(`{${text}`.replaceAll(/\s/g, ""));
      }),
    );
  });
});
