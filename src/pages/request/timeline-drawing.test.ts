import { describe, expect, it } from "vitest";
import { lengthTicks } from "./length-ticks.ts";
import { placeWords, wordLanes } from "./place-words.ts";

const spoken = (text: string, startMs: number) => ({ text, startMs, endMs: startMs + 200, confidence: 0.9 });

describe("the ticks of an axis of lengths", () => {
  it("are round, within the axis, and not more than there is room for", () => {
    expect(lengthTicks(0, 12_490, 7)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000]);
    expect(lengthTicks(3, 9, 3)).toEqual([4, 6, 8]);
    for (const most of [1, 2, 3, 5, 8, 13]) {
      for (const toMs of [0.7, 9, 61, 999, 12_345, 3_600_000]) {
        const ticks = lengthTicks(toMs / 3, toMs, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every((tick) => tick >= toMs / 3 - 1e-9 && tick <= toMs)).toBe(true);
      }
    }
  });

  it("are none where nothing has a length", () => {
    expect(lengthTicks(5, 5, 4)).toEqual([]);
  });
});

describe("the words of a timeline", () => {
  const leftOf = (ms: number) => ms / 10;

  it("stand in one lane while they have room, and in others where they would run into one another", () => {
    const loose = [spoken("a", 0), spoken("b", 1_000), spoken("c", 2_000)];
    expect(placeWords(loose, leftOf, 500).map(({ lane }) => lane)).toEqual([0, 0, 0]);
    const tight = ["пожалуйста", "подскажите", "записаться", "какого", "часа"].map((text, index) =>
      spoken(text, index * 150),
    );
    const lanes = placeWords(tight, leftOf, 500).map(({ lane, label }) => [lane, label !== undefined]);
    expect(lanes).toEqual([[0, true], [1, true], [2, true], [3, true], [0, false]]); // prettier-ignore
  });

  it("are all there, however many there are, and none of them twice", () => {
    const many = Array.from({ length: 400 }, (_, index) => spoken(`word${String(index)}`, index * 220));
    const placed = placeWords(many, (ms) => ms / 100, 1_000);
    expect(placed.map(({ index }) => index)).toEqual(many.map((_, index) => index));
    expect(placed.every(({ lane }) => lane < wordLanes)).toBe(true);
  });

  it("are those in sight", () => {
    const placed = placeWords(
      [spoken("before", 0), spoken("in", 5_000), spoken("after", 9_000)],
      (ms) => ms - 4_900,
      500,
    );
    expect(placed.map(({ word }) => word.text)).toEqual(["in"]);
  });
});
