import { expect, it } from "vitest";
import { exploredLog } from "../../../../../test/support/explored-log.ts";
import { joinBlocks, splitBlock } from "../../../columns/join-blocks.ts";
import { fieldBlockOf, openFieldBlock } from "../../../columns/open-field-block.ts";
import { segmentBlocks, type SegmentBlock } from "../../../columns/segment-blocks.ts";
import { createBlockSearch } from "./block-search.ts";

const segments = [1, 2, 3].map((seed) => {
  const lines = [...exploredLog(200 + seed, seed)].map((event) => `${JSON.stringify(event)}\n`);
  // One line in another spelling, which is in the filter as a whole.
  return new TextEncoder().encode(lines.join("") + '{"message": "spaced out"}\n');
});
let position = 0;
const single = segments.map((bytes) => {
  const block = fieldBlockOf(bytes, position);
  position += block.length;
  return block;
});
const joined = openFieldBlock(joinBlocks(single))!;
const texts = [
  ...["levitan", "voice 12", "ФАЙЛА", "request_data", "nowhere", "voice_name", "said no", "spaced"],
  "req_2_17",
];

function contentOf({ firstPosition, length, lineBytes, column }: SegmentBlock, paths: readonly string[]) {
  const columns = paths.map((path) => {
    const { coded, plain } = column(path) ?? {};
    const rowAt = (rows: ArrayLike<number> | undefined, at: number) => (rows === undefined ? at : rows[at]!);
    const valueOf = (code: number) => (code === 0 ? "unlisted" : [coded!.values[code - 1]]);
    return [
      path,
      Array.from(coded?.codes ?? [], (code, at) => [rowAt(coded!.rows, at), valueOf(code)]),
      Array.from(plain?.numbers ?? [], (number, at) => [rowAt(plain!.rows, at), number]),
    ];
  });
  return { firstPosition, length, lineBytes: Array.from(lineBytes), columns };
}

it("gives each segment of a joined block the fields that its own block has", () => {
  const parts = segmentBlocks(joined);
  expect(parts.length).toBe(single.length);
  for (const [at, block] of single.entries()) {
    expect(contentOf(parts[at]!, joined.paths)).toEqual(contentOf(block, joined.paths));
    expect(segmentBlocks(joined)[at]).toBe(parts[at]);
  }
});

it("finds texts in each segment of a joined block, or asks for its lines, as in its own block", () => {
  let answered = 0;
  for (const text of texts) {
    const [search, searchJoined] = [createBlockSearch(text), createBlockSearch(text)];
    for (const [at, block] of single.entries()) {
      const part = segmentBlocks(joined)[at]!;
      const found = search.rows(block);
      expect([text, searchJoined.rows(part)]).toEqual([text, found]);
      expect(searchJoined.mayBeUnlisted(part)).toBe(search.mayBeUnlisted(block));
      if (found !== undefined) answered++;
    }
  }
  expect(answered).toBeGreaterThan(texts.length);
});

it("splits a joined block into blocks like those it was made of", () => {
  const split = splitBlock(joined);
  expect([...split.keys()]).toEqual(single.map(({ firstPosition }) => firstPosition));
  for (const [at, packed] of [...split.values()].entries()) {
    const [block, before] = [openFieldBlock(packed)!, single[at]!];
    expect(block.texts?.filter).toEqual(before.texts!.filter);
    expect(block.texts?.unusual).toEqual(before.texts!.unusual);
    expect(contentOf(block, before.paths)).toEqual(contentOf(before, before.paths));
    expect(new Set(block.paths)).toEqual(new Set(before.paths));
    const known = new Map(before.summaries().map((summary) => [summary.path, summary.present]));
    for (const { path, present } of block.summaries()) expect([path, present]).toEqual([path, known.get(path)]);
  }
});
