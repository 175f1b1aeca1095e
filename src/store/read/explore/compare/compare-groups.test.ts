import { describe, expect, it } from "vitest";
import { countRows, type PlainRow } from "../../../../../test/support/count-rows.ts";
import { generateCalls, type GeneratedLog } from "../../../../sample-log/generate-calls.ts";
import { plainCalls } from "../../../../../test/support/plain-calls.ts";
import { findDifferences } from "../../../../analytics/differs/find-differences.ts";
import type { LogEvent } from "../../../../logging/log-event.ts";
import type { Query } from "../../../../query/query.ts";
import type { ExploreScope } from "../../../explore.ts";
import { defaultLogLimits } from "../../../log-store.ts";
import { createMemoryStorage } from "../../../storage/memory-storage.ts";
import { createLogEngine } from "../../../worker/log-engine.ts";

const scope: ExploreScope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: false };
const timeOf = (row: PlainRow) => row["timestamp"] as number;

async function setup(lines: number, options: GeneratedLog) {
  const events = [...generateCalls(lines, options)] as LogEvent[];
  const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, { sealAtBytes: 400_000 });
  for (let at = 0, batch = 1; at < events.length; at += 500, batch++) {
    engine.append({ writer: "w", batch, events: events.slice(at, at + 500) });
    await engine.flush();
  }
  return { engine, calls: plainCalls(events) };
}

describe("compare", () => {
  it("counts failing calls against succeeding ones as a naive count of the rows does", async () => {
    const fault = { is: "combination", voice: "levitan", sampleRateHz: 16000 } as const;
    const { engine, calls } = await setup(8_000, { seed: 3, faults: [fault] });
    const ended = calls.filter(({ event }) => event === "request_success" || event === "request_error");
    const expected = findDifferences(countRows(ended, ({ event }) => event === "request_error", { timeOf }));
    const found = await engine.compare(scope, { is: "failing" });
    expect(found.totals).toEqual(expected.totals);
    const shown = ({ findings }: typeof found) =>
      findings.map(({ clauses, matching, others }) => ({ clauses, matching, others }));
    expect(shown(found)[0]).toEqual(shown(expected)[0]);
    expect(
      shown(found)[0]!
        .clauses.map((clause) => clause.path)
        .toSorted(),
    ).toEqual(["request_data.sample_rate_hertz", "request_data.voice_name"]);
  });

  it("compares rows of a query, before and after, and slow ones against the others", async () => {
    const { engine, calls } = await setup(4_000, { seed: 5 });
    const times = calls.map(timeOf).toSorted((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)]!;
    const after = await engine.compare(scope, { is: "after", timeMs: middle });
    expect(after.totals.selected).toBe(times.filter((time) => time >= middle).length);
    expect(after.totals.rest).toBe(times.filter((time) => time < middle).length);
    const query: Query = { is: "field", path: "service", test: { is: "value", value: "TTS", isQuoted: false } };
    const tts = await engine.compare(scope, { is: "query", query });
    expect(tts.totals.selected).toBe(calls.filter(({ service }) => service === "TTS").length);
    const well = calls.filter(
      ({ event, duration_ms: duration }) => event === "request_success" && Number(duration) > 0,
    );
    const slow = await engine.compare(scope, { is: "slow", overMs: 500 });
    expect(slow.totals.selected).toBe(well.filter((row) => Number(row["duration_ms"]) > 500).length);
    expect(slow.totals.selected + slow.totals.rest).toBe(well.length);
    const unusual = await engine.compare(scope, { is: "slow" });
    expect(unusual.totals.selected + unusual.totals.rest).toBe(well.length);
  });

  it("gives the exact median of both groups for every field of numbers", async () => {
    const { engine, calls } = await setup(4_000, { seed: 5 });
    const query: Query = { is: "field", path: "service", test: { is: "value", value: "TTS", isQuoted: false } };
    const { findings } = await engine.compare(scope, { is: "query", query });
    const medianOf = (path: string, isSelected: boolean) => {
      const rows = calls.filter(({ service }) => (service === "TTS") === isSelected);
      const numbers = rows.map((row) => row[path]).filter((value) => typeof value === "number");
      return numbers.sort((one, other) => one - other)[Math.ceil(numbers.length / 2) - 1] ?? NaN;
    };
    const medians = findings.flatMap((finding) => finding.medians);
    expect(medians.map(({ path }) => path)).toContain("duration_ms");
    expect(medians).toEqual(
      medians.map(({ path }) => ({ path, selected: medianOf(path, true), rest: medianOf(path, false) })),
    );
    const isOfNumbers = findings.map(({ clauses }) =>
      clauses.some(({ is, path }) => is === "range" && path !== "timestamp"),
    );
    expect(findings.map((finding) => finding.medians.length > 0)).toEqual(isOfNumbers);
  });

  it("compares nothing where one of the groups is empty", async () => {
    const { engine } = await setup(200, { seed: 1 });
    expect(await engine.compare(scope, { is: "after", timeMs: 0 })).toMatchObject({ findings: [], tried: 0 });
    const nowhere: Query = { is: "field", path: "nothing", test: { is: "present" } };
    expect(await engine.compare({ ...scope, query: nowhere }, { is: "failing" })).toMatchObject({ findings: [] });
  });
});
