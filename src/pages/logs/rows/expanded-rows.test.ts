import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { ExpandedRows } from "./expanded-rows.svelte.ts";

/** A list of so many rows, newest first; a position is its place in the log. Only some are in memory. */
function setup(total: number, growsInFront = true) {
  const list = {
    total,
    growsInFront,
    inMemory: { first: 0, end: total },
    positionAt: (index: number) => (list.growsInFront ? list.total - 1 - index : index),
    at(index: number): ExploreRow | undefined {
      const { first, end } = list.inMemory;
      if (index < first || index >= end) return undefined;
      const position = list.positionAt(index);
      return { position, event: {} as LogEvent, lines: [position - 1000, position], timeMs: position };
    },
    indexOf(position: number): number {
      const { first, end } = list.inMemory;
      for (let index = first; index < end; index++) if (list.positionAt(index) === position) return index;
      return -1;
    },
  };
  const expanded = new ExpandedRows(list);
  const grow = (by: number, inMemory = { first: 0, end: list.total + by }) => {
    Object.assign(list, { total: list.total + by, inMemory });
    expanded.follow();
  };
  return { list, expanded, grow };
}

describe("ExpandedRows", () => {
  it("holds several rows at once, in the order of the list, and lets each go by itself", () => {
    const { expanded } = setup(100);
    for (const index of [40, 7, 12]) expanded.toggle(index);
    expect(expanded.indexes).toEqual([7, 12, 40]);
    expanded.toggle(12);
    expect(expanded.indexes).toEqual([7, 40]);
  });

  it("moves with its row when others come in front, in memory or not", () => {
    const { list, expanded, grow } = setup(1000);
    expanded.toggle(7);
    grow(5);
    expect(expanded.indexes).toEqual([12]);
    grow(500, { first: 0, end: 300 });
    expect(expanded.indexes).toEqual([512]);
    list.inMemory = { first: 450, end: 750 };
    expect(list.at(512)?.position).toBe(992);
  });

  it("stays where it is when rows come behind it", () => {
    const { expanded, grow } = setup(1000, false);
    expanded.toggle(7);
    grow(500, { first: 900, end: 1200 });
    expect(expanded.indexes).toEqual([7]);
  });

  it("knows a call again whose end came", () => {
    const { list, expanded } = setup(2000);
    list.inMemory = { first: 1500, end: 1501 };
    expanded.toggle(1500);
    list.inMemory = { first: 500, end: 501 };
    expanded.toggle(500);
    expect(expanded.indexes).toEqual([]);
  });

  it("expands nothing that is not read yet, and shows no other row in the place of one that went", () => {
    const { list, expanded } = setup(100);
    list.inMemory = { first: 0, end: 50 };
    expanded.toggle(60);
    expect(expanded.indexes).toEqual([]);
    expanded.toggle(3);
    list.positionAt = (index) => 5000 + index;
    expanded.follow();
    expanded.toggle(4);
    expect(expanded.indexes).toEqual([4]);
  });
});
