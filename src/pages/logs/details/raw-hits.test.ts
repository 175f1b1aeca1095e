import { describe, expect, it } from "vitest";
import { createHitFinder } from "../../../query/text/find-hits.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import { indentJson } from "./indent-json.ts";
import { jsonTokens } from "./json-tokens.ts";
import { rawHits } from "./raw-hits.ts";

/** The parts of a record that are marked, as the record spells them. */
function marked(query: string, record: string): string[] {
  const tokens = jsonTokens(indentJson(record));
  const hits = rawHits(tokens, createHitFinder(parseQuery(query).query));
  return tokens.flatMap(({ text }, index) => hits[index]!.map(({ start, end }) => text.slice(start, end)));
}

describe("rawHits", () => {
  it("finds a text behind its escapes, in keys too", () => {
    const record = String.raw`{"say \"it\"":"Say \"\u0445\u043e\u0440\u043e\u0448\u043e\"","n":125}`;
    expect(marked(String.raw`"say \""`, record)).toEqual([String.raw`say \"`, String.raw`Say \"`]);
    expect(marked("ХОРОШО", record)).toEqual([String.raw`\u0445\u043e\u0440\u043e\u0448\u043e`]);
    expect(marked("25", record)).toEqual(["25"]);
  });

  it("finds the conditions of a field in its own value only", () => {
    const record = '{"event":"note","data":{"event":"note","list":["note",{"event":"note"}]},"after":"note"}';
    const places = (query: string) => {
      const tokens = jsonTokens(indentJson(record));
      return rawHits(tokens, createHitFinder(parseQuery(query).query)).flatMap((hits, at) =>
        hits.length === 0 ? [] : tokens.slice(0, at).filter(({ text }) => text === '"note"').length,
      );
    };
    expect(places("event:no*")).toEqual([0]);
    expect(places("data.event:/o/")).toEqual([1]);
    expect(places("after:*te")).toEqual([4]);
    expect(places("data.list.event:no*")).toEqual([]);
  });

  it("looks at a record that is no object as a whole", () => {
    expect(marked('"took 12 ms"', "it TOOK 12 ms")).toEqual(["TOOK 12 ms"]);
  });
});
