import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import type { FieldBlock } from "../../columns/field-block.ts";
import { fieldBlockOf } from "../../columns/open-field-block.ts";
import { createBlockReader } from "./read-block.ts";

const lines = [...exploredLog(900)].map((event) => new TextEncoder().encode(`${JSON.stringify(event)}\n`));
const upTo = (count: number) => Uint8Array.from(lines.slice(0, count).flatMap((line) => [...line]));
const tail = (count: number, firstPosition = 5) => ({
  firstPosition,
  length: count,
  sealed: false,
  read: () => Promise.resolve(upTo(count)),
});

function contentOf({ length, paths, omitted, lineBytes, requestCodes, requestKeys, column }: FieldBlock) {
  const lists = [lineBytes, requestCodes, requestKeys].map((list) => Array.from(list));
  return { length, omitted, lists, columns: new Map(paths.map((path) => [path, column(path)])) };
}

describe("createBlockReader", () => {
  it("reads a tail that grows as if it were read at once, at every length", async () => {
    const read = createBlockReader();
    // The third one is of an earlier moment, as concurrent questions may be.
    for (const count of [0, 40, 30, 41, 500, 900]) {
      expect(contentOf(await read(tail(count), "a"))).toEqual(contentOf(fieldBlockOf(upTo(count), 5)));
    }
  });

  it("begins anew where the tail begins elsewhere, or the log was cleared", async () => {
    const read = createBlockReader();
    await read(tail(20), "a");
    expect((await read(tail(30, 25), "a")).length).toBe(30);
    expect((await read(tail(35, 25), "b")).length).toBe(35);
  });
});
