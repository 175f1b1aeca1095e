import { describe, expect, it } from "vitest";
import { PersistedList } from "./persisted-list.svelte.ts";

function setup(stored: Record<string, string> = {}) {
  const map = new Map(Object.entries(stored));
  const storage = {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
  const isItem = (value: unknown): value is string => typeof value === "string";
  return { map, list: new PersistedList("words", { most: 3, isItem, storage: () => storage }), isItem };
}

describe("PersistedList", () => {
  it("keeps the first items over visits, and leaves no key behind when it is empty", () => {
    const { map, list } = setup();
    list.items = ["a", "b", "c", "d"];
    expect(setup(Object.fromEntries(map)).list.items).toEqual(["a", "b", "c"]);
    list.items = [];
    expect(map.size).toBe(0);
  });

  it("shows what another tab, or a removal, left in its place", () => {
    const { map, list } = setup();
    list.items = ["token abc", "b"];
    map.set("audiokit-words", '["token [redacted]","b"]');
    expect(list.items).toEqual(["token [redacted]", "b"]);
  });

  it("takes nothing that is not an item", () => {
    expect(setup({ "audiokit-words": '["a",1,null]' }).list.items).toEqual(["a"]);
    expect(setup({ "audiokit-words": "broken" }).list.items).toEqual([]);
  });

  it("holds for now where nothing can be stored", () => {
    const refused = () => {
      throw new DOMException("refused", "SecurityError");
    };
    const list = new PersistedList("words", { most: 3, isItem: setup().isItem, storage: refused });
    list.items = ["a"];
    expect(list.items).toEqual(["a"]);
  });
});
