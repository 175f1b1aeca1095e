import { afterEach, describe, expect, it } from "vitest";
import { openSynthesisHistory, type SynthesisHistory, type SynthesisHistoryOptions } from "./synthesis-history.ts";

interface Order {
  text: string;
}

const open: { texts: SynthesisHistory<Order>; name: string }[] = [];
afterEach(() => {
  for (const { texts, name } of open.splice(0)) {
    texts.close();
    indexedDB.deleteDatabase(name);
  }
});

function setup(options: SynthesisHistoryOptions = {}) {
  const name = `spoken-${crypto.randomUUID()}`;
  let now = 1000;
  let ids = 0;
  const all = { name, epochMs: () => now++, newId: () => `id-${String(++ids)}`, ...options };
  const openIt = () => {
    const texts = openSynthesisHistory<Order>(all);
    open.push({ texts, name });
    return texts;
  };
  const texts = openIt();
  const add = (text: string, bytes = 10) =>
    texts.add({ order: { text }, seconds: 1, wav: new Uint8Array(bytes).fill(text.charCodeAt(0)) });
  return { texts, add, openIt };
}

describe("the spoken texts", () => {
  it("gives texts and sounds back after a reload, newest first", async () => {
    const { texts, add, openIt } = setup();
    await add("one");
    await add("two");
    texts.close();
    const again = openIt();
    const listed = await again.list();
    expect(listed.map(({ order, soundBytes }) => [order.text, soundBytes])).toEqual([
      ["two", 10],
      ["one", 10],
    ]);
    expect(await again.sound(listed[1]!.id)).toEqual(new Uint8Array(10).fill("o".charCodeAt(0)));
  });

  it("keeps the same order once, where it was spoken last", async () => {
    const { texts, add } = setup();
    for (const text of ["one", "two", "one"]) await add(text);
    expect((await texts.list()).map(({ order }) => order.text)).toEqual(["one", "two"]);
  });

  it("lets the oldest sounds go when there is no room, and keeps their texts", async () => {
    const { texts, add } = setup({ maxSoundBytes: 25 });
    for (const text of ["a", "b", "c"]) await add(text);
    expect((await texts.list()).map(({ soundBytes }) => soundBytes)).toEqual([10, 10, 0]);
    const oldest = (await texts.list()).at(-1)!;
    expect(await texts.sound(oldest.id)).toBeUndefined();

    await add("larger than all the room", 26);
    expect((await texts.list()).map(({ soundBytes }) => soundBytes)).toEqual([0, 10, 10, 0]);
  });

  it("lets the oldest texts go over the number, and forgets one or all when told", async () => {
    const { texts, add } = setup({ maxTexts: 2 });
    for (const text of ["a", "b", "c"]) await add(text);
    const [newest] = await texts.list();
    expect((await texts.list()).map(({ order }) => order.text)).toEqual(["c", "b"]);
    await texts.delete(newest!.id);
    expect(await texts.sound(newest!.id)).toBeUndefined();
    expect(await texts.list()).toHaveLength(1);
    await texts.clear();
    expect(await texts.list()).toEqual([]);
  });
});
