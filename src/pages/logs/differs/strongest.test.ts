import { expect, it, vi } from "vitest";
import type { Differences } from "../../../analytics/differs/difference.ts";
import type { ExploreAnswer, ExploreScope } from "../../../store/explore.ts";
import { Strongest } from "./strongest.svelte.ts";

const scope: ExploreScope = { view: "calls", query: { is: "all" } } as never;
const counted = (ok: number, error: number) => ({ ok, error }) as ExploreAnswer;

it("looks for failures also while the page still shows the counts of a filter without any", async () => {
  const compare = vi.fn((_scope: ExploreScope, { is }: { is: string }) =>
    Promise.resolve({
      totals: { selected: is === "failing" ? 0 : 9, rest: 90 },
      findings: [],
      tried: 5,
    } as unknown as Differences),
  );
  const strongest = new Strongest({ compare } as never);
  strongest.follow({ answer: counted(1, 0), scope: () => scope, href: () => "/logs" } as never);
  await expect.poll(() => strongest.answer).toBeDefined();
  expect(compare.mock.calls.map(([, comparison]) => comparison.is)).toEqual(["failing", "slow"]);
  strongest.close();
});
