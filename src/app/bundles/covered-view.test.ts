import { expect, it } from "vitest";
import { createLogCover } from "../../bundle/cover/log-cover.ts";
import { safeView } from "../../bundle/read/safe-view.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { pathIdOf, queryOf } from "../router/address.ts";
import type { BundleChoice } from "./chosen-rows.ts";
import { coveredView } from "./covered-view.ts";

const cover = createLogCover({
  switches: { texts: true, transcripts: true, audio: true, endpoints: true, ids: true },
  rules: [],
  scrub: (text) => text,
});
const query = parseQuery("level:error").query;
const scope = { view: "calls", query, range: {}, hasOwnCalls: true } as const;

it.each([
  [{ kind: "call", requestId: "a/b c" }, "a/b c"],
  [{ kind: "group", key: "TTS / Synthesize / UNAVAILABLE / 503", scope }, "TTS / Synthesize / UNAVAILABLE / 503"],
] satisfies [BundleChoice, string][])(
  "keeps the slashes of an id, which a gateway may refuse escaped: %j",
  (choice, id) => {
    const view = coveredView(choice, cover);
    expect(view).not.toMatch(/%2f/i);
    expect(pathIdOf(`http://localhost${safeView(view)!}`)).toBe(id);
  },
);

it("names the rows, the range and the query of the explorer, and no log", () => {
  const range = { fromMs: 1_000.5, toMs: 2_000.5 };
  const href = `http://localhost${coveredView({ kind: "range", ...scope, range }, cover)}`;
  const given = ["q", "view", "from", "to", "own", "log"].map((name) => queryOf(href, name));
  expect(given).toEqual(["level:error", "calls", "1000", "2001", "1", ""]);
});
