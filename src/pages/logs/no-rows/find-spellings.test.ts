import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import type { ExploreScope } from "../../../store/explore.ts";
import { findSpellings } from "./find-spellings.ts";

/** What is offered for a query over a log of calls, with the rows that an answer to it has. */
async function setup(text: string) {
  const { explorer: source } = await openExploredLog([...exploredLog(300)]);
  const scopeOf = (query: ExploreScope["query"]): ExploreScope => ({
    view: "calls",
    query,
    range: {},
    hasOwnCalls: true,
  });
  const { fields } = await source.explore({ ...scopeOf({ is: "all" }), facets: [] });
  const spellings = await findSpellings({ source, text, paths: fields.map(({ path }) => path), scopeOf });
  return spellings.map(({ changed, total }) => [changed, total]);
}

describe("findSpellings", () => {
  it("offers the full path of a short name, with the rows that match it", async () => {
    const [first, ...others] = await setup("voice_name:levitan");
    expect(first).toEqual(["request_data.voice_name:levitan", expect.any(Number)]);
    expect(first![1]).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  it("offers a value as the log spells it", async () => {
    const [[changed, total]] = (await setup("service:tts")) as [[string, number]];
    expect(changed).toBe("service:TTS");
    expect(total).toBeGreaterThan(0);
  });

  it("mends all conditions at once where one alone would not help", async () => {
    expect((await setup("voice_name:LEVITAN service:tts")).map(([changed]) => changed)).toEqual([
      "request_data.voice_name:levitan service:TTS",
    ]);
  });

  it("offers nothing for what the log has as it was written, or not at all", async () => {
    expect(await setup("service:TTS -voice_name:levitan level:error nowhere:1")).toEqual([]);
  });
});
