import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { generateCalls, type GeneratedLog } from "../../sample-log/generate-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createSampleLog } from "../../sample-log/sample-log.ts";
import { countRows, type PlainRow } from "../../../test/support/count-rows.ts";
import { plainCalls } from "../../../test/support/plain-calls.ts";
import type { Clause, Difference } from "./difference.ts";
import { findDifferences } from "./find-differences.ts";
import { slowLimits } from "./slow-limits.ts";
import { summarizeDifferences } from "./summarize-differences.ts";

const timeOf = (row: PlainRow) => row["timestamp"] as number;

/** Calls that ended well or failed; failing against succeeding. */
function failing(calls: PlainRow[]) {
  const ended = calls.filter(({ event }) => event === "request_success" || event === "request_error");
  return findDifferences(countRows(ended, ({ event }) => event === "request_error", { timeOf }));
}

/** Calls that ended well; those that took too long for what they are against the others. */
function slow(calls: PlainRow[]) {
  const ended = calls.filter(({ event }) => event === "request_success");
  const operations = [...new Set(ended.map(({ operation }) => operation))];
  const limits = slowLimits(
    ended.map(({ operation }) => operations.indexOf(operation)),
    ended.map((row) => Number(row["response_data.audio_seconds"])),
    ended.map((row) => Number(row["duration_ms"])),
  );
  const isSlow = (row: PlainRow, index: number) => Number(row["duration_ms"]) > limits[index]!;
  return findDifferences(countRows(ended, isSlow, { timeOf, comparison: "slow" }));
}

const log = (lines: number, options: GeneratedLog) => plainCalls(generateCalls(lines, options));
const startMs = Date.UTC(2026, 10, 21);
const dayMs = 86_400_000;
const minutes = (timeMs: number, otherMs: number) => Math.abs(timeMs - otherMs) / 60_000;
const rangeOf = (clause: Clause | undefined) => clause as { from?: number; below?: number };
const values = ({ clauses }: Difference) =>
  clauses.flatMap((clause) => (clause.is === "value" ? [`${clause.path}=${String(clause.value)}`] : []));

describe("findDifferences", () => {
  it("names an outage first: the service, and from when to when", () => {
    const differences = failing(
      log(12_000, { seed: 2, faults: [{ is: "outage", service: "TTS", from: 0.5, to: 0.53 }] }),
    );
    const [first] = differences.findings;
    expect(values(first!)).toEqual(["service=TTS"]);
    expect(first!.clauses.map(({ path }) => path)).toEqual(["service", "timestamp"]);
    const { from, below } = rangeOf(first!.clauses[1]);
    expect(minutes(from!, startMs + 3.5 * dayMs)).toBeLessThan(20);
    expect(minutes(below!, startMs + 0.53 * 7 * dayMs)).toBeLessThan(20);
    expect(first!.matching.rest).toBe(0);
    expect(summarizeDifferences(differences)).toMatchObject({ is: "difference", whenSo: 1 });
  });

  it("names a combination first, and its parts as explained by it", () => {
    const fault = { is: "combination", voice: "levitan", sampleRateHz: 16000 } as const;
    const differences = failing(log(15_000, { seed: 3, faults: [fault] }));
    const [first, ...others] = differences.findings;
    expect(values(first!).toSorted()).toEqual([
      "request_data.sample_rate_hertz=16000",
      "request_data.voice_name=levitan",
    ]);
    expect(first!.matching.rest).toBe(0);
    const parts = others.filter((other) => other.clauses.length === 1 && other.difference.low > 0);
    expect(parts.flatMap(values)).toEqual(expect.arrayContaining(values(first!)));
    for (const { explained } of parts) expect(explained?.by).toBe(0);
    const summary = summarizeDifferences(differences);
    expect(summary).toMatchObject({ is: "difference", finding: first, whenSo: 1 });
  });

  it("names a drift first: the model, the length of the audio, and since when", () => {
    const fault = { is: "drift", model: "e2e-v3", overSeconds: 60, since: 0.7, factor: 3.3 } as const;
    const differences = slow(log(24_000, { seed: 4, faults: [fault] }));
    const [first] = differences.findings;
    expect(values(first!)).toEqual(["request_data.model=e2e-v3"]);
    expect(first!.clauses.map(({ path }) => path)).toEqual([
      "request_data.model",
      "response_data.audio_seconds",
      "timestamp",
    ]);
    const [, length, since] = first!.clauses.map(rangeOf);
    expect(length!.from).toBeGreaterThan(54);
    expect(length!.from).toBeLessThan(66);
    expect(length!.below).toBeUndefined();
    expect(minutes(since!.from!, startMs + 0.7 * 7 * dayMs)).toBeLessThan(240);
    expect(since!.below).toBeUndefined();
    expect(summarizeDifferences(differences)).toMatchObject({ is: "difference", finding: first });
  });

  it("says the drift of the sample log with its moment, which few of its calls tell", async () => {
    const sample = await (await createSampleLog({ nowMs: startMs + dayMs })).text();
    const events = sample.trimEnd().split("\n").map((line) => JSON.parse(line) as LogEvent); // prettier-ignore
    const differences = slow(plainCalls(events));
    const [first] = differences.findings;
    expect(values(first!)).toEqual(["request_data.model=e2e-v3"]);
    expect(first!.clauses.map(({ path }) => path)).toEqual([
      "request_data.model",
      "response_data.audio_seconds",
      "timestamp",
    ]);
    expect(summarizeDifferences(differences)).toMatchObject({ is: "difference", finding: first });
  });

  it("finds two independent faults in one log", () => {
    const faults = [
      { is: "outage", service: "ASR", from: 0.2, to: 0.26 },
      { is: "combination", voice: "borisova", sampleRateHz: 8000 },
    ] as const;
    const { findings } = failing(log(12_000, { seed: 9, faults: [...faults] }));
    const unexplained = findings.filter(({ explained, difference }) => explained === undefined && difference.low > 0);
    expect(unexplained.flatMap(values).toSorted()).toEqual([
      "request_data.sample_rate_hertz=8000",
      "request_data.voice_name=borisova",
      "service=ASR",
    ]);
  });

  it("says that nothing stands out in 20 logs without a fault, neither failing nor slow", () => {
    const said: unknown[] = [];
    for (let seed = 100; seed < 120; seed++) {
      const calls = log(2_000, { seed, failureRate: 0.01 + 0.002 * (seed - 100) });
      said.push(summarizeDifferences(failing(calls)).is, summarizeDifferences(slow(calls)).is);
    }
    expect(said).toEqual(Array(40).fill("nothing"));
  });

  it("finds anything in at most 5 of 100 comparisons of groups that were drawn at random", () => {
    const random = seededRandom(11);
    const pick = (count: number, skew: number) => Math.floor(random() ** skew * count);
    let found = 0;
    for (let run = 0; run < 100; run++) {
      const rows = Array.from({ length: 400 }, () => ({
        voice: `voice-${String(pick(12, 2))}`,
        rate: pick(4, 1),
        model: `model-${String(pick(30, 3))}`,
        session: `session-${String(pick(40, 1))}`,
        seconds: random() * 60,
        size: Math.exp(random() * 5),
      }));
      const share = [0.01, 0.05, 0.3][run % 3]!;
      if (findDifferences(countRows(rows, () => random() < share, { comparison: "query" })).findings.length > 0)
        found++;
    }
    expect(found).toBeLessThanOrEqual(5);
  });

  it("finds every value that only the selected rows have, however few the rows", () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({ host: `host-${String(index % 20)}`, rate: index % 3 }));
    const { findings } = findDifferences(countRows(rows, ({ host }) => host === "host-7", { comparison: "query" }));
    expect(values(findings[0]!)).toEqual(["host=host-7"]);
    expect(findings[0]).toMatchObject({
      matching: { selected: 20, rest: 0 },
      others: { selected: 0, rest: 380 },
      isFew: true,
    });
    expect(findings[0]!.difference).toMatchObject({ value: 1 });
  });

  it("names fields that say the same of the same rows once, with the other names beside it", () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({
      a: index % 4,
      b: `b-${String(index % 4)}`,
      c: index % 7,
    }));
    const { findings } = findDifferences(countRows(rows, ({ a }) => a === 2, { comparison: "query" }));
    expect(findings[0]!.clauses).toEqual([{ path: "a", is: "value", value: 2 }]);
    expect(findings[0]!.same).toEqual([{ path: "b", is: "value", value: "b-2" }]);
  });

  it("has nothing to say when a group is empty", () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ a: index % 4 }));
    for (const all of [true, false]) {
      const differences = findDifferences(countRows(rows, () => all, { comparison: "query" }));
      expect(differences).toMatchObject({ findings: [], perhaps: [] });
      expect(summarizeDifferences(differences)).toEqual({ is: "nothing", tried: 0 });
    }
  });

  it("gives counts that are those of the rows", () => {
    const calls = log(6_000, { seed: 21, faults: [{ is: "outage", service: "ASR", from: 0.4, to: 0.5 }] });
    const { findings, perhaps, totals } = failing(calls);
    const ended = calls.filter(({ event }) => event === "request_success" || event === "request_error");
    expect(findings.length).toBeGreaterThan(2);
    for (const { clauses, matching, others } of [...findings, ...perhaps]) {
      const fulfil = ended.filter((row) => clauses.every((clause) => isFulfilled(row, clause)));
      const selected = fulfil.filter(({ event }) => event === "request_error").length;
      expect(matching).toEqual({ selected, rest: fulfil.length - selected });
      expect(matching.selected + others.selected).toBe(totals.selected);
      expect(matching.rest + others.rest).toBe(totals.rest);
    }
  });
});

function isFulfilled(row: PlainRow, clause: Clause): boolean {
  const value = row[clause.path];
  if (clause.is === "value") return value === clause.value;
  return typeof value === "number" && value >= (clause.from ?? -Infinity) && value < (clause.below ?? Infinity);
}
