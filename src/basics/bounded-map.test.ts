import { describe, expect, it } from "vitest";
import { setBounded } from "./bounded-map.ts";

const mapOf = (keys: string) => new Map([...keys].map((key) => [key, 0]));

describe("setBounded", () => {
  it("evicts nothing at the limit", () => {
    const map = mapOf("ab");
    setBounded(map, "c", 1, 3);
    expect([...map.keys()]).toEqual(["a", "b", "c"]);
  });

  it("evicts the oldest entry beyond the limit", () => {
    const map = mapOf("abc");
    setBounded(map, "d", 1, 3);
    expect([...map]).toEqual([
      ["b", 0],
      ["c", 0],
      ["d", 1],
    ]);
  });

  it("makes an entry that is set again the newest, and evicts nothing for it", () => {
    const map = mapOf("abc");
    setBounded(map, "a", 1, 3);
    expect([...map.keys()]).toEqual(["b", "c", "a"]);
  });

  it("shrinks a map that is too large to the limit", () => {
    const map = mapOf("abcdef");
    setBounded(map, "g", 1, 2);
    expect([...map.keys()]).toEqual(["f", "g"]);
  });
});
