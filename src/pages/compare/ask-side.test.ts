import { expect, it } from "vitest";
import { countComparedSide } from "../../../test/support/count-compared-side.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { planted } from "../../../test/support/planted-differences.ts";
import { compareLogs } from "../../analytics/compare-logs/compare-logs.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { askSide, stepsOf } from "./ask-side.ts";
import { comparedPaths } from "./compared-paths.ts";

const logOf = (seed: number) => [...generateCalls(2000, { seed, lengthMs: 3 * 86_400_000 })];
const whole = { query: { is: "all" }, range: {}, hasOwnCalls: false } as const;

async function ask(logs: [LogEvent[], LogEvent[]], range = {}) {
  const opened = await Promise.all(logs.map(async (events) => (await openExploredLog(events)).explorer));
  const [left, right] = await Promise.all(
    opened.map(async (explorer) => (await explorer.explore({ ...whole, view: "calls", facets: [] })).fields),
  );
  const paths = comparedPaths(left!, right!);
  let steps = 0;
  const asked = opened.map((source) => askSide({ source, range, hasOwnCalls: false, paths }, () => steps++));
  const sides = await Promise.all(asked);
  expect(steps).toBe(2 * stepsOf({ paths }));
  return sides as [(typeof sides)[number], (typeof sides)[number]];
}

it("counts a log as its events do, so that the same is found", async () => {
  const logs: [LogEvent[], LogEvent[]] = [logOf(1), planted(logOf(101))];
  const asked = await ask(logs);
  const counted = logs.map(countComparedSide) as typeof asked;
  for (const [at, side] of asked.entries()) {
    expect(side.calls).toEqual(counted[at]!.calls);
    expect(side.ended).toEqual(counted[at]!.ended);
    expect(side.otherLines).toBe(counted[at]!.otherLines);
    expect(side.errors).toEqual(counted[at]!.errors);
    expect(side.otherErrors).toEqual(counted[at]!.otherErrors);
    expect([...side.durations.keys()].sort()).toEqual([...counted[at]!.durations.keys()].sort());
    for (const [operation, durations] of side.durations) {
      expect({ ...durations, counts: [...Array.from(durations.counts)] }).toEqual({
        ...counted[at]!.durations.get(operation),
        counts: [...Array.from(counted[at]!.durations.get(operation)!.counts)],
      });
    }
  }
  const [found, expected] = [compareLogs(...asked), compareLogs(...counted)];
  for (const kind of ["errors", "operations", "durations", "fields"] as const)
    expect(found[kind].length, kind).toBe(expected[kind].length);
  expect(new Set(found.settings.map(({ path }) => path))).toEqual(new Set(expected.settings.map(({ path }) => path)));
  expect(found.fields.map(({ path, key }) => `${path} ${key}`)).toContain('request_data.voice_name "ermilova"');
});

it("counts only what lies in the range", async () => {
  const events = logOf(3);
  const middle = Date.parse(events[1000]!.timestamp);
  const [before] = await ask([events, events], { toMs: middle });
  const [after] = await ask([events, events], { fromMs: middle });
  const [all] = await ask([events, events]);
  const sum = (calls: ReadonlyMap<string, number>) => [...calls.values()].reduce((a, b) => a + b, 0);
  expect(sum(before.calls)).toBeGreaterThan(0);
  expect(sum(before.calls) + sum(after.calls)).toBe(sum(all.calls));
});
