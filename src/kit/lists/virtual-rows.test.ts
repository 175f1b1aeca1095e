import { describe, expect, it } from "vitest";
import { VirtualRows } from "./virtual-rows.svelte.ts";

/** A list of numbers, newest (largest) first. */
function setup(count: number) {
  const source = { items: numbers(count), key: (item: number) => item, rowPx: 20 };
  const rows = new VirtualRows<number, number>(() => source);
  rows.viewportPx = 200;
  const grow = (by: number): void => {
    source.items = numbers(source.items.length + by);
  };
  return { rows, grow, first: () => source.items[Math.floor(rows.topPx / 20)] };
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

describe("VirtualRows", () => {
  it("shows the newest rows as they come while the person is at the top", () => {
    const { rows, grow, first } = setup(1000);
    grow(5);
    expect(first()).toBe(1005);
    expect(rows.unseen).toBe(0);
  });

  it("keeps the row that is being read when rows come in front", () => {
    const { rows, grow, first } = setup(1000);
    rows.scrolledTo(100 * 20 + 7);
    grow(30);
    expect(first()).toBe(900);
    expect(rows.topPx).toBe(130 * 20 + 7);
  });

  it("counts what came since the top was left, over several scrolls, and forgets it at the top", () => {
    const { rows, grow } = setup(1000);
    rows.scrolledTo(400);
    grow(3);
    rows.scrolledTo(600);
    grow(4);
    expect(rows.unseen).toBe(7);
    rows.scrolledTo(0);
    expect(rows.unseen).toBe(0);
  });

  it("goes to the top when the row that was read is gone", () => {
    const { rows, grow } = setup(1000);
    rows.scrolledTo(900 * 20);
    grow(-950);
    expect(rows.topPx).toBe(0);
    expect(rows.shown.first).toBe(0);
  });
});
