import { expect, it } from "vitest";
import { compareLink, compareRangeLink, readSide, type LinkedSide } from "./compare-link.ts";

const sides: LinkedSide[] = [
  { set: "", range: {} },
  { set: "0123456789abcdef.2.a b&c.log", range: { lastMs: 3_600_000 } },
  { set: "", range: { fromMs: 1000 } },
  { set: "x", range: { fromMs: 1000, toMs: 2000 } },
];

it("writes both sides into the address, and reads them again", () => {
  for (const left of sides)
    for (const right of sides) {
      const { searchParams } = new URL(compareLink(left, right), "http://localhost");
      const value = (name: string) => searchParams.get(name) ?? "";
      expect([readSide("left", value), readSide("right", value)]).toEqual([left, right]);
    }
  expect(compareLink(sides[0]!, sides[0]!)).toBe("/compare");
});

it("compares a range with the one before it", () => {
  expect(compareRangeLink("x", { fromMs: 5000, toMs: 7000 })).toBe(
    "/compare?log=x&from=3000&to=5000&log2=x&from2=5000&to2=7000",
  );
  expect(compareRangeLink("x", { fromMs: 5000 })).toBe("/compare?log=x&to=5000&log2=x&from2=5000");
  expect(compareRangeLink("", { toMs: 5000 })).toBe("/compare?from=5000&to2=5000");
  expect(compareRangeLink("x", {})).toBe("/compare?log2=x");
});
