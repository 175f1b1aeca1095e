import { expect, it } from "vitest";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { ExploreAnswer, ExploreRequest } from "../../store/explore.ts";
import { Explorer, type ExplorerDeps } from "./explorer.svelte.ts";

const scopes = { query: () => "", go: () => undefined, withQuery: () => "" } as unknown as ExplorerDeps["router"];
const preferences = { current: { hasOwnCalls: false, timeZone: "utc" }, update: () => undefined };

it("opens with an earlier answer, and asks again at once for the present one", async () => {
  const asked: ExploreRequest[] = [];
  const shown: (number | undefined)[] = [];
  const source = {
    explore(request: ExploreRequest) {
      shown.push(explorer.answer?.total);
      asked.push(request);
      const isEarlier = request.isOpening === true && asked.length === 1;
      const answer = { total: isEarlier ? 10 : 12, position: 1, fields: [], ...(isEarlier && { isEarlier }) };
      return Promise.resolve(answer as unknown as ExploreAnswer);
    },
    exploreRows: () => Promise.resolve({ position: 12, total: 12, from: 0, rows: [] }),
    subscribe: () => () => undefined,
  } as unknown as LogSource;
  const explorer: Explorer = new Explorer({
    ...{ source, router: scopes },
    preferences: preferences as unknown as ExplorerDeps["preferences"],
  });
  const stop = explorer.followAnswer();
  await expect.poll(() => explorer.answer?.total).toBe(12);
  stop();
  expect(shown).toEqual([undefined, 10]);
  expect(asked.map(({ isOpening }) => isOpening ?? false)).toEqual([true, false]);
  // What is read out is of now.
  expect(explorer.found).toBe(12);
});
