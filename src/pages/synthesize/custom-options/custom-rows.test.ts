import { describe, expect, it } from "vitest";
import type { CustomKind } from "../../../audiokit/calls/custom-options.ts";
import { CustomRows } from "./custom-rows.svelte.ts";

function typed(...rows: [name: string, kind: CustomKind, typed: string][]): CustomRows {
  const custom = new CustomRows();
  for (const [name, kind, value] of rows) Object.assign(custom.add(), { name, kind, typed: value });
  return custom;
}

describe("CustomRows", () => {
  it("reads every kind, digits of 64 bits to the last", () => {
    const custom = typed(
      ["a", "string", " as it is "],
      ["b", "int32", "−7"],
      ["c", "int64", "9223372036854775807"],
      ["d", "number", "0,5"],
      [" e ", "bool", "true"],
      ["f", "bool", ""],
      ["g", "string", ""],
    );
    expect(custom.isValid).toBe(true);
    expect(custom.options()).toEqual({
      a: { kind: "string", value: " as it is " },
      b: { kind: "int32", value: -7 },
      c: { kind: "int64", value: "9223372036854775807" },
      d: { kind: "number", value: 0.5 },
      e: { kind: "bool", value: true },
      f: { kind: "bool", value: false },
      g: { kind: "string", value: "" },
    });
  });

  it.each([
    ["", "string", "x", "no-name"],
    ["a", "int32", "", "no-value"],
    ["a", "int32", "2147483648", "not-int32"],
    ["a", "int32", "1.5", "not-int32"],
    ["a", "int64", "9223372036854775808", "not-int64"],
    ["a", "int64", "1e3", "not-int64"],
    ["a", "number", "fast", "no-number"],
    ["a", "number", "1e999", "no-number"],
  ] as const)("finds %j of kind %s with %j wrong: %s", (name, kind, value, problem) => {
    const custom = typed([name, kind, value]);
    expect(custom.problemOf(custom.rows[0]!)?.problem).toBe(problem);
    expect(custom.isValid).toBe(false);
  });

  it("passes over what is blank, and refuses a name that stands twice", () => {
    const custom = typed(["", "string", ""], ["tempo", "int32", "1"], [" tempo", "int32", "2"]);
    expect(custom.problemOf(custom.rows[0]!)).toBeUndefined();
    expect(custom.problemOf(custom.rows[1]!)).toEqual({ field: "name", problem: "name-twice" });
    custom.remove(custom.rows[2]!);
    expect(custom.isValid).toBe(true);
    expect(custom.options()).toEqual({ tempo: { kind: "int32", value: 1 } });
    custom.remove(custom.rows[1]!);
    expect(custom.options()).toBeUndefined();
  });

  it("gives back what an earlier order held", () => {
    const custom = typed(["old", "string", "x"]);
    const options = { a: { kind: "int64", value: "-5" }, b: { kind: "bool", value: true } } as const;
    custom.fill(options);
    expect(custom.options()).toEqual(options);
    custom.fill();
    expect(custom.rows).toEqual([]);
  });
});
