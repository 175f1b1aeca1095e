import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { ExploreScope } from "../../explore.ts";

const everything: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };

describe("a question about the list", () => {
  it("visits each row that fulfils a query once, in the order of the list, forward and back", async () => {
    const { explorer } = await openExploredLog([...exploredLog(400)]);
    const query = parseQuery("outcome:error").query;
    for (const view of ["calls", "events"] as const) {
      for (const [by, isDescending] of [
        ["duration_ms", true],
        ["service", false],
        ["time", true],
      ] as const) {
        const scope = { ...everything, view };
        const order = { by, isDescending };
        const { rows } = await explorer.exploreRows(scope, { order, at: { index: 0 }, limit: 500 });
        const inOrder = rows.filter(({ outcome }) => outcome === "error").map(({ position }) => position);
        const last = rows.at(-1)!.position;
        const visit = async (isForward: boolean, from?: { index: number } | { position: number }) => {
          const found: number[] = [];
          for (let at = from; found.length <= inOrder.length;) {
            const next = await explorer.nextRow(scope, { order, query, isForward, ...(at && { from: at }) });
            if (next === undefined || rows.every(({ position }) => position !== next)) break;
            found.push(next);
            at = { position: next };
          }
          return found;
        };
        expect(inOrder.length).toBeGreaterThan(5);
        expect(await visit(true)).toEqual(inOrder);
        expect(await visit(true, { index: -1 })).toEqual(inOrder);
        expect(await visit(false, { index: rows.length })).toEqual(inOrder.toReversed());
        expect(await visit(false, { position: last })).toEqual(inOrder.filter((at) => at !== last).toReversed());
      }
    }
  });
});
