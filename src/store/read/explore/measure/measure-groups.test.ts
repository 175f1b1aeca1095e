import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../../test/support/explored-log.ts";
import { findJq } from "../../../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../../../test/support/open-explored-log.ts";
import { runJqPrograms } from "../../../../../test/support/run-jq-programs.ts";
import { scopedQueries } from "../../../../../test/support/scoped-queries.ts";
import { seededRandom } from "../../../../basics/seeded-random.ts";
import type { Division, Measure, MeasureAnswer, MeasureRequest } from "../../../../query/measure.ts";
import type { Query } from "../../../../query/query.ts";
import { measureToJq } from "../../../../query/tools/measure-to-jq.ts";

const events = [...exploredLog(600, 3)];
const [firstMs, lastMs] = [events[0]!, events.at(-1)!].map(({ timestamp }) => Date.parse(timestamp)) as [
  number,
  number,
];
const value = (path: string, text: string): Query => ({
  is: "field",
  path,
  test: { is: "value", value: text, isQuoted: false },
});
const ended: Query = { is: "or", parts: [value("outcome", "ok"), value("outcome", "error")] };

const measures: Measure[] = [
  { is: "rows" },
  { is: "share", part: value("outcome", "ok"), of: ended },
  { is: "share", part: value("service", "TTS") },
  { is: "percentile", path: "duration_ms", percent: 50 },
  { is: "percentile", path: "duration_ms", percent: 99 },
  { is: "sum", path: "request_data.size" },
  { is: "mean", path: "duration_ms" },
  { is: "least", path: "request_data.rate" },
  { is: "most", path: "duration_ms" },
  { is: "least", path: "timestamp" },
  { is: "most", path: "timestamp" },
  { is: "distinct", path: "request_data.voice_name" },
  { is: "distinct", path: "duration_ms" },
  { is: "sum", path: "nothing.here" },
];
const half = Math.floor((firstMs + lastMs) / 2);
const divisions: (Division | undefined)[] = [
  undefined,
  { is: "time", fromMs: firstMs, toMs: lastMs, bins: 7 },
  { is: "time", fromMs: half, toMs: lastMs + 1, bins: 5 },
  { is: "week", offsets: [{ fromMs: firstMs, offsetMs: 3 * 3_600_000 }] },
  { is: "week", offsets: [firstMs, half, half + 60_000].map((fromMs, at) => ({ fromMs, offsetMs: at * -5_400_000 })) },
  { is: "values", path: "service", limit: 5 },
  { is: "values", path: "request_data.voice_name", limit: 6 },
  { is: "values", path: "level", limit: 3 },
  { is: "values", path: "duration_ms", limit: 4 },
  { is: "values", path: "nothing.here", limit: 4 },
  { is: "combinations", paths: ["service", "operation", "outcome", "error.error_type"], limit: 9 },
  { is: "numbers", path: "duration_ms", bins: 6 },
  { is: "numbers", path: "duration_ms", bins: 4, isLogarithmic: true },
  { is: "ranges", path: "request_data.rate", edges: [8_000, 16_000, 48_000] },
];

/** Questions that divide in every way, over random scopes. */
function questions(view: "calls" | "events"): MeasureRequest[] {
  const random = seededRandom(view === "calls" ? 1 : 2);
  const pick = <Item>(list: readonly Item[]) => list[Math.floor(random() * list.length)]!;
  const scopes = scopedQueries(events, view, { count: 40, seed: 9 });
  return divisions.flatMap((over, at) =>
    [pick(divisions), undefined].map((by, second) => {
      const { query: some, range, hasOwnCalls } = scopes[at * 2 + second]!;
      const query: Query = second === 1 ? { is: "all" } : some;
      return {
        view,
        query,
        range,
        hasOwnCalls,
        measures,
        windowBins: 1 + (at % 4),
        ...(by && { by }),
        ...(over && { over }),
      };
    }),
  );
}

/** The question with the ranges that its numbers were divided into. */
function withRanges(request: MeasureRequest, answer: MeasureAnswer): MeasureRequest {
  const fixed = (division: Division | undefined, groups: MeasureAnswer["by"]) =>
    division?.is === "numbers" ? { is: "ranges" as const, path: division.path, edges: edgesOf(groups) } : division;
  const [by, over] = [fixed(request.by, answer.by), fixed(request.over, answer.over)];
  return { ...request, ...(by && { by }), ...(over && { over }) };
}

function edgesOf(groups: MeasureAnswer["by"]): number[] {
  const ranges = groups.flatMap((group) => (group.is === "range" ? [group] : []));
  return ranges.length === 0 ? [0, -1] : [ranges[0]!.from, ...ranges.map(({ to }) => to)];
}

/** The groups with rows, as jq writes them. */
function written({ by, over, numbers }: MeasureAnswer): Map<string, unknown[]> {
  const key = (groups: MeasureAnswer["by"], at: number) => {
    const group = groups[at]!;
    return group.is === "all"
      ? null
      : group.is === "value"
        ? group.value
        : group.is === "combination"
          ? group.values.map((one) => one ?? null)
          : at;
  };
  return new Map(
    by.flatMap((_, series) =>
      over.flatMap((__, at): [string, unknown[]][] =>
        numbers[0]![series]![at] === 0
          ? []
          : [[JSON.stringify([key(by, series), key(over, at)]), numbers.map((of) => rounded(of[series]![at]!))]],
      ),
    ),
  );
}

const rounded = (number: number) => (Number.isFinite(number) ? Number(number.toPrecision(12)) : null);

const jq = await findJq();

describe.each(["calls", "events"] as const)("numbers about groups of %s", (view) => {
  it("equal those of jq for every measure and every pair of divisions", async () => {
    if ("missing" in jq) throw new Error(jq.missing);
    const { explorer, text } = await openExploredLog(events);
    const asked: { request: MeasureRequest; answer: MeasureAnswer }[] = [];
    for (const request of questions(view)) asked.push({ request, answer: await explorer.measure(request) });
    expect(asked.filter(({ answer }) => answer.total > 0).length).toBeGreaterThan(15);
    const log = await text();
    for (let at = 0; at < asked.length; at += 9) {
      const some = asked.slice(at, at + 9);
      const programs = some.map(({ request, answer }) => measureToJq(withRanges(request, answer)));
      const results = await runJqPrograms(jq, programs, log);
      for (const [index, [groups]] of results.entries()) {
        const ofJq = (groups as Record<string, unknown>[]).map(({ by, over, ...numbers }): [string, unknown[]] => [
          JSON.stringify([by, over]),
          Object.values(numbers).map((number) => (number === null ? null : rounded(number as number))),
        ]);
        const { answer } = some[index]!;
        const ours = written(answer);
        const sumless = (numbers: unknown[]) => numbers.map((number) => number ?? null);
        expect([...new Map(ofJq)].map(([key, numbers]) => [key, sumless(numbers)]).sort()).toEqual(
          [...ours].map(([key, numbers]) => [key, sumless(numbers)]).sort(),
        );
      }
    }
  });

  it("are the same once the log has grown", async () => {
    const { explorer, anew, append } = await openExploredLog(events.slice(0, 300));
    const request = questions(view)[10]!;
    await explorer.measure(request);
    await append(events.slice(300));
    expect(await explorer.measure(request)).toEqual(await anew().measure(request));
  });
});
