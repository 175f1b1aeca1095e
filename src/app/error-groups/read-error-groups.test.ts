import { describe, expect, it } from "vitest";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogReader } from "../../store/log-store.ts";
import { printQuery } from "../../query/print-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { GroupingRule } from "./grouping-rule.ts";
import { readErrorGroup, readErrorGroups } from "./read-error-groups.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 24, 6);
const hours = 12;
/** From 13:05 to 13:41 UTC. */
const [outageFromMs, outageToMs] = [
  startMs + 7 * 60 * minuteMs + 5 * minuteMs,
  startMs + 7 * 60 * minuteMs + 41 * minuteMs,
];
const noise = 90;
const whole = { range: {}, hasOwnCalls: false };

interface Planted {
  atMs: number;
  service?: "TTS" | "ASR";
  operation?: string;
  type?: string;
  message?: string;
  cause?: string;
  voice?: string;
  session?: string;
  initiator?: "user" | "console";
}

/** The lines of one call; without a type it went well. */
function callOf(planted: Planted, number: number): LogEvent[] {
  const { atMs, service = "ASR", operation = "Recognize", type, message = "", cause, voice = "levitan" } = planted;
  const common = {
    ...{ request_id: `req_${String(number)}`, service, operation, initiator: planted.initiator ?? ("user" as const) },
    request_data: { voice_name: voice },
  };
  const line = (seq: number, afterMs: number, rest: Partial<LogEvent>) =>
    ({
      ...{ timestamp: new Date(atMs + afterMs).toISOString(), level: "INFO", event: "request_start" },
      ...{ ...common, message: "m", session_id: planted.session ?? "s1", seq: number * 2 + seq },
      ...rest,
    }) as LogEvent;
  const end =
    type === undefined
      ? { event: "request_success" }
      : {
          ...{ level: "ERROR" as const, event: "request_error", error: { error_type: type, error_message: message } },
          ...(cause !== undefined && { diagnosis: { cause, confidence: "certain" as const, hop: "gateway" } }),
        };
  return [line(0, 0, {}), line(1, 40, end)];
}

const linesOf = (calls: Planted[]) =>
  calls
    .flatMap(callOf)
    .sort((one, other) =>
      one.timestamp < other.timestamp ? -1 : one.timestamp > other.timestamp ? 1 : one.seq - other.seq,
    );

/** A call a minute that goes well, and what is planted. */
function withGoodCalls(planted: Planted[]): Planted[] {
  const good = Array.from({ length: hours * 60 }, (_, at): Planted => ({ atMs: startMs + at * minuteMs + 7_000 }));
  const calm = good.filter(({ atMs }) => atMs < outageFromMs || atMs >= outageToMs || atMs % (9 * minuteMs) === 7_000);
  return [...calm, ...planted];
}

const refused = { type: "UNAVAILABLE", cause: "connection-refused" };
/** 107 in 36 minutes, and 90 over twelve hours. */
const unavailable: Planted[] = [
  ...Array.from({ length: 107 }, (_, at): Planted => ({
    ...{ ...refused, atMs: outageFromMs + Math.floor((at * (outageToMs - outageFromMs)) / 107) + 500 },
    ...{ message: `connect to 10.0.0.${String(at)}:443 failed`, session: `s${String(at % 5)}` },
  })),
  ...Array.from({ length: noise }, (_, at): Planted => ({
    ...{ ...refused, atMs: startMs + Math.floor((at * hours * 60 * minuteMs) / noise) + 900 },
    ...{ message: `connect to 10.0.1.${String(at)}:443 failed`, session: `s${String(at % 7)}` },
  })),
];

async function open(calls: Planted[]) {
  const { explorer } = await openExploredLog(linesOf(calls));
  const source = explorer as unknown as LogReader;
  const read = (rules: GroupingRule[] = [], scope: object = {}) =>
    readErrorGroups(source, { ...whole, ...scope }, rules);
  return { source, read };
}
type Read = Awaited<ReturnType<typeof open>>["read"];
const keysOf = async (read: Read, rules: GroupingRule[] = []) =>
  (await read(rules)).groups.map(({ key, count }) => [key, count]);

describe("197 UNAVAILABLE of one message", () => {
  it("come apart into an outage of 36 minutes and the others, and every one is in one of them", async () => {
    const { read } = await open(withGoodCalls(unavailable));
    const { groups, failed } = await read();
    const [outage, others, ...rest] = groups;
    expect([rest, failed]).toEqual([[], 197]);
    const during = unavailable.filter(({ atMs }) => atMs >= outageFromMs && atMs < outageToMs).length;
    expect([outage!.count, others!.count]).toEqual([during, 197 - during]);
    const base = "ASR / UNAVAILABLE / connect to # failed · connection-refused at gateway";
    expect([outage!.key, others!.key]).toEqual([`${base} · outage of 2026-11-24T13:05Z`, base]);
    expect([outage!.firstMs, outage!.lastMs]).toEqual([
      Math.min(...unavailable.filter(({ atMs }) => atMs >= outageFromMs).map(({ atMs }) => atMs)),
      Math.max(...unavailable.filter(({ atMs }) => atMs < outageToMs).map(({ atMs }) => atMs)),
    ]);
    const reason = outage!.why.find((one) => one.is === "outage")!;
    expect([reason.outage.failed, (reason.outage.toMs - reason.outage.fromMs) / minuteMs]).toEqual([during, 36]);
    expect(others!.why.some(({ is }) => is === "outage")).toBe(false);
  });

  it("have the same keys in a part of the log, and with a filter", async () => {
    const { read } = await open(withGoodCalls(unavailable));
    const keys = (await read()).groups.map(({ key }) => key);
    const range = { fromMs: outageFromMs - 60 * minuteMs, toMs: outageToMs + 60 * minuteMs };
    const part = await read([], { range });
    expect(part.groups.map(({ key }) => key)).toEqual(keys);
    const filtered = await read([], { filter: parseQuery("session_id:s3").query });
    expect(filtered.groups.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    expect(filtered.groups.every(({ sessions }) => sessions === 1)).toBe(true);
  });
});

describe("readErrorGroups", () => {
  const planted = withGoodCalls([
    ...unavailable,
    ...Array.from({ length: 6 }, (_, at): Planted => ({
      ...{ atMs: startMs + at * 20 * minuteMs, type: "INTERNAL", message: `worker ${String(at)} crashed` },
      ...{ service: "TTS" as const, operation: at % 2 === 0 ? "Synthesize" : "StreamingSynthesize" },
      ...{ cause: "service-fault", voice: at < 4 ? "borisova" : "levitan" },
    })),
    {
      atMs: startMs + minuteMs,
      type: "INTERNAL",
      message: "no model for alpha",
      service: "TTS",
      operation: "Synthesize",
    },
    {
      atMs: startMs + minuteMs,
      type: "INTERNAL",
      message: "no model for beta",
      service: "TTS",
      operation: "Synthesize",
    },
    { atMs: startMs + 2 * minuteMs, type: "INTERNAL", message: "no list", initiator: "console" },
  ]);

  it("has a question for each group that finds as many calls as it counts, and no call twice", async () => {
    const { source, read } = await open(planted);
    const key = (name: string) => `TTS / INTERNAL / no model for ${name}`;
    const rules: GroupingRule[] = [
      { is: "merge", name: "Models", keys: [key("alpha"), key("beta")] },
      {
        is: "split",
        key: "TTS / INTERNAL / worker # crashed · service-fault at gateway",
        path: "request_data.voice_name",
      },
      { is: "operations" },
    ];
    for (const some of [[], rules.slice(0, 1), rules.slice(1, 2), rules.slice(2), rules]) {
      for (const hasOwnCalls of [false, true]) {
        const { groups, failed } = await read(some, { hasOwnCalls });
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(failed);
        for (const { scope, count, trend, firstMs, lastMs } of groups) {
          // As a link has it.
          const query = parseQuery(printQuery(scope.query)).query;
          const found = await source.explore({ ...scope, query, facets: [] });
          expect([printQuery(query), found.total]).toEqual([printQuery(query), count]);
          expect(trend.reduce((sum, one) => sum + one, 0)).toBe(count);
          const order = { by: "time", isDescending: false };
          const { rows } = await source.exploreRows(scope, { order, at: { index: 0 }, limit: 500 });
          expect([rows[0]!.timeMs, rows.at(-1)!.timeMs]).toEqual([firstMs, lastMs]);
        }
      }
    }
  });

  it("leaves calls of the console itself out, and says how many calls that are", async () => {
    const { read } = await open(planted);
    const [own, all] = [await read(), await read([], { hasOwnCalls: true })];
    expect([own.ownHidden, all.ownHidden, all.failed - own.failed]).toEqual([1, 0, 1]);
    expect(own.groups.some(({ message }) => message === "no list")).toBe(false);
  });

  it("puts the operations of a service together unless a rule says otherwise, and counts the share of what the group is of", async () => {
    const { read } = await open(planted);
    const crashed = async (rules: GroupingRule[]) =>
      (await read(rules)).groups
        .filter(({ message }) => message === "worker # crashed")
        .map(({ operation, operations, count, ofOperation }) => ({ operation, operations, count, ofOperation }));
    const both = ["StreamingSynthesize", "Synthesize"];
    expect(await crashed([])).toEqual([{ operation: undefined, operations: both, count: 6, ofOperation: 8 }]);
    expect(await crashed([{ is: "operations" }])).toEqual(
      expect.arrayContaining([
        { operation: "Synthesize", operations: ["Synthesize"], count: 3, ofOperation: 5 },
        { operation: "StreamingSynthesize", operations: ["StreamingSynthesize"], count: 3, ofOperation: 3 },
      ]),
    );
  });

  it("merges what a rule names and normalises what it spells, and without the rule all is as before", async () => {
    const { read } = await open(planted);
    const before = await keysOf(read);
    const names = ["alpha", "beta"].map((name) => `TTS / INTERNAL / no model for ${name}`);
    expect(before).toEqual(expect.arrayContaining(names.map((name) => [name, 1])));
    const merged = await keysOf(read, [{ is: "merge", name: "Models", keys: names }]);
    expect(merged).toContainEqual(["merged: Models", 2]);
    expect(merged.length).toBe(before.length - 1);
    const normalised = await keysOf(read, [{ is: "normalise", pattern: "model for *", word: "a model" }]);
    expect(normalised).toContainEqual(["TTS / INTERNAL / no a model", 2]);
    expect(normalised.length).toBe(before.length - 1);
    expect(await keysOf(read, [])).toEqual(before);
  });

  it("splits a group by a field, and merges its parts again by a later rule", async () => {
    const { read } = await open(planted);
    const key = "TTS / INTERNAL / worker # crashed · service-fault at gateway";
    const split: GroupingRule = { is: "split", key, path: "request_data.voice_name" };
    const parts = [`${key} · request_data.voice_name = borisova`, `${key} · request_data.voice_name = levitan`];
    expect(await keysOf(read, [split])).toEqual(
      expect.arrayContaining([
        [parts[0], 4],
        [parts[1], 2],
      ]),
    );
    expect(await keysOf(read, [split, { is: "merge", name: "Crashes", keys: parts }])).toContainEqual([
      "merged: Crashes",
      6,
    ]);
  });

  it("leaves a rule alone that names groups which the log lacks", async () => {
    const { read } = await open(planted);
    const before = await keysOf(read);
    const rules: GroupingRule[] = [
      { is: "merge", name: "Nothing", keys: ["no such group", "nor this one"] },
      { is: "split", key: "no such group", path: "service" },
    ];
    expect(await keysOf(read, rules)).toEqual(before);
  });

  it("finds a group by its key, and an outage by one whose minute was found a little earlier", async () => {
    const { source } = await open(planted);
    const base = "ASR / UNAVAILABLE / connect to # failed · connection-refused at gateway";
    const keyOf = async (key: string) => (await readErrorGroup(source, key, whole, []))?.key;
    expect(await keyOf(base)).toBe(base);
    expect(await keyOf(`${base} · outage of 2026-11-24T13:00Z`)).toBe(`${base} · outage of 2026-11-24T13:05Z`);
    expect(await keyOf(`${base} · outage of 2026-11-24T09:00Z`)).toBeUndefined();
  });

  it("has no groups in a log without a failed call, nor in an empty one", async () => {
    for (const calls of [withGoodCalls([]), []]) {
      const { read } = await open(calls);
      expect(await read()).toMatchObject({ groups: [], failed: 0 });
    }
  });

  it("takes failures without a service, a message or a cause, and names that look like the query language", async () => {
    const odd = 'a "b" / (c) OR *:d\\';
    const lines = linesOf([
      { atMs: startMs, type: odd, message: odd },
      { atMs: startMs + 1, type: "X", message: "" },
    ]).map((line) => (line.request_id === "req_1" ? { ...line, service: undefined, operation: undefined } : line));
    const { explorer } = await openExploredLog(lines as LogEvent[]);
    const source = explorer as unknown as LogReader;
    const { groups } = await readErrorGroups(source, whole, []);
    expect(groups.map(({ count }) => count)).toEqual([1, 1]);
    for (const { scope } of groups) {
      const query = parseQuery(printQuery(scope.query)).query;
      expect((await source.explore({ ...scope, query, facets: [] })).total).toBe(1);
    }
  });
});
