import { describe, expect, it } from "vitest";
import { findRow, movedTo, rowWindow } from "./row-window.ts";

describe("rowWindow", () => {
  it("covers every visible row of a long list and little more", () => {
    const { first, end } = rowWindow(150_000 * 28 + 13, 600, 28, 300_000);
    expect(first).toBeLessThanOrEqual(150_000);
    expect(end).toBeGreaterThanOrEqual(150_000 + Math.ceil((600 + 13) / 28));
    expect(end - first).toBeLessThan(50);
  });

  it("stays inside the list when the viewport is beyond its end", () => {
    expect(rowWindow(99_999, 600, 28, 10)).toEqual({ first: 1, end: 10 });
    expect(rowWindow(-50, 600, 28, 3)).toEqual({ first: 0, end: 3 });
    expect(rowWindow(0, 600, 28, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe("findRow", () => {
  const letters = ["a", "b", "c", "d"];
  const itself = (letter: string): string => letter;

  it("finds a row that moved down or up", () => {
    expect(findRow(letters, itself, "c", 1)).toBe(2);
    expect(findRow(letters, itself, "a", 3)).toBe(0);
    expect(findRow(letters, itself, "b", 99)).toBe(1);
  });

  it("says -1 for a row that is gone", () => {
    expect(findRow(letters, itself, "z", 2)).toBe(-1);
  });
});

describe("movedTo", () => {
  it("moves by row, by page and to the ends, and stops there", () => {
    expect(movedTo("KeyJ", 4, 20, 100)).toBe(5);
    expect(movedTo("ArrowUp", 0, 20, 100)).toBe(0);
    expect(movedTo("PageDown", 95, 20, 100)).toBe(99);
    expect(movedTo("End", 3, 20, 100)).toBe(99);
  });

  it("starts at the first row when none is active", () => {
    expect(movedTo("ArrowDown", -1, 20, 100)).toBe(0);
  });

  it("leaves other keys and empty lists alone", () => {
    expect(movedTo("KeyX", 4, 20, 100)).toBeUndefined();
    expect(movedTo("KeyJ", -1, 20, 0)).toBeUndefined();
  });
});
