import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../test/support/explored-log.ts";
import { seededRandom } from "../../../basics/seeded-random.ts";
import { countOf, matching, naiveRows, valuesOf, type NaiveRow } from "../../../../test/support/naive-explorer.ts";
import { openExploredLog } from "../../../../test/support/open-explored-log.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import type { FieldTest, Query, Scalar } from "../../../query/query.ts";
import type {
  ExploreAnswer,
  ExploreRequest,
  ExploreScope,
  Facet,
  FacetValue,
  FieldValues,
  RowCounts,
} from "../../explore.ts";
import { defaultLogLimits } from "../../log-store.ts";
import type { SnapshotTaker } from "../log-snapshot.ts";
import { LinesGoneError } from "../segment-lines.ts";
import { createExplorer } from "./explorer.ts";

const facets = [
  ...["service", "level", "outcome", "error_group", "initiator", "request_data.voice_name", "request_data.rate"],
  ...["request_data.tags", "request_data.size", "duration_ms", "request_id", "nothing.here", "timestamp"],
];
const everything: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };

const field = (path: string, test: FieldTest): Query => ({ is: "field", path, test });
const value = (path: string, text: string, isQuoted = false) => field(path, { is: "value", value: text, isQuoted });

/** Scopes of all kinds of conditions, by a seed. */
function* generateScopes(count: number, times: number[]): Generator<ExploreScope> {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const bound = (text: string) => ({ value: text, isInclusive: random() < 0.5 });
  const leaf = (): Query =>
    pick<() => Query>([
      () => value("service", pick(["TTS", "ASR", "tts"])),
      () => value("level", pick(["error", "WARNING", "INFO"])),
      () => value("outcome", pick(["ok", "Error", "unfinished", "cancelled"])),
      () => value("request_data.voice_name", pick(["levitan", "voice 7", "voice 12", "Лада"]), random() < 0.5),
      () => value("request_data.rate", pick(["16000", "null", "48000"]), random() < 0.3),
      () => value("request_data.tags", '["a","b"]'),
      () => value("request_id", `req_1_${String(Math.floor(random() * 300))}`),
      () => value("event", pick(["imported_sentence", "request_start"])),
      () => field("level", { is: "range", from: bound(pick(["INFO", "WARNING"])) }),
      () => field("duration_ms", { is: "range", from: bound("100"), to: bound("700.5") }),
      () => field("request_data.size", { is: "range", to: bound(pick(["2", "1000"])) }),
      () => field("request_data.voice_name", { is: "range", from: bound("voice 2"), to: bound("voice 3") }),
      () => field("request_data.voice_name", { is: "wildcard", pattern: pick(["VOICE 1*", "*а", "?????ova"]) }),
      () => field("duration_ms", { is: "wildcard", pattern: "1*" }),
      () => field("error.error_message", { is: "regex", source: "port [0-9]*7" }),
      () => field("error_group", { is: "wildcard", pattern: "TTS / *" }),
      () => field(pick(["request_data.rate", "error.grpc_code", "nothing"]), { is: "present" }),
      () => field("timestamp", { is: "range", from: bound(new Date(pick(times)).toISOString()) }),
      () => ({ is: "text", text: pick(["ФАЙЛА", "said no", "конца", '"quoted" text', "voice 11", "nowhere"]) }),
      () => ({ is: "regex", source: pick(["voice [12]3", "файл.», ", "app\\.core"]) }),
    ])();
  const condition = (depth: number): Query => {
    const chance = random();
    if (depth === 0 || chance < 0.5) return leaf();
    if (chance < 0.7) return { is: "not", part: condition(depth - 1) };
    return { is: chance < 0.85 ? "or" : "and", parts: [condition(depth - 1), condition(depth - 1)] };
  };
  for (let made = 0; made < count; made++) {
    const parts = Array.from({ length: Math.floor(random() * 4) }, () => condition(2));
    const query: Query = parts.length === 0 ? { is: "all" } : parts.length === 1 ? parts[0]! : { is: "and", parts };
    const range = random() < 0.3 ? { fromMs: pick(times), ...(random() < 0.5 && { toMs: pick(times) }) } : {};
    yield { view: random() < 0.5 ? "calls" : "events", query, range, hasOwnCalls: random() < 0.5 };
  }
}

/** The answer without what only the explorer knows. */
function countsOf({ total, ok, error, cancelled, unfinished }: RowCounts): RowCounts {
  return { total, ok, error, cancelled, unfinished };
}

function expectFacet(facet: Facet, rows: NaiveRow[]) {
  const { path } = facet;
  const byValue = new Map<Scalar, NaiveRow[]>();
  for (const row of rows) for (const one of valuesOf(row, path)) byValue.set(one, [...(byValue.get(one) ?? []), row]);
  const present = rows.filter((row) => valuesOf(row, path).length > 0).length;
  expect([path, facet.present, facet.absent]).toEqual([path, present, rows.length - present]);
  const listed = facet.values.reduce((sum, { total }) => sum + total, 0);
  if (path !== "level") expect([path, listed + facet.others + facet.unlisted]).toEqual([path, present]);
  if (facet.unlisted > 0 || facet.numbers !== undefined) {
    // A value that is listed in one block and not in the next has no exact count.
    for (const one of facet.values) expect(one.total).toBeLessThanOrEqual(byValue.get(one.value)?.length ?? 0);
  } else {
    const most = [...byValue].map(([one, of]) => ({ value: one, ...countOf(of) })).sort((a, b) => b.total - a.total);
    expect(facet.values.map(({ total }) => total)).toEqual(most.slice(0, 50).map(({ total }) => total));
    for (const one of facet.values)
      expect([path, one]).toEqual([path, most.find((other) => other.value === one.value)]);
    expect([path, facet.otherValues]).toEqual([path, Math.max(0, most.length - 50)]);
  }
  for (const bin of facet.numbers?.bins ?? []) {
    const isLast = bin.to === facet.numbers!.to;
    const inside = rows.filter((row) => {
      const [number] = valuesOf(row, path);
      return typeof number === "number" && number >= bin.from && (number < bin.to || (isLast && number === bin.to));
    });
    expect([path, bin.total, bin.error]).toEqual([path, inside.length, countOf(inside).error]);
  }
}

describe("createExplorer", () => {
  it("counts facets, chart, total and rows as a naive reading of the lines does, in both views", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(700)]);
    const log = await text();
    const times = naiveRows(log, "events", { is: "all" }).map(({ timeMs }) => timeMs);
    let matched = 0;
    for (const scope of generateScopes(120, times)) {
      const all = naiveRows(log, scope.view, scope.query);
      const rows = matching(all, scope);
      matched += rows.length > 0 ? 1 : 0;
      const by = ["outcome", "service", "request_data.tags"][matched % 3]!;
      const answer = await explorer.explore({ ...scope, facets, chart: { bins: 10, by } });
      const base = matching(all, { ...scope, query: { is: "all" }, range: {} });
      expect([scope, countsOf(answer)]).toEqual([scope, countOf(rows)]);
      expect(answer.outOf).toBe(base.length);
      expect(answer.ownHidden).toBe(scope.hasOwnCalls ? 0 : all.length - base.length);
      for (const facet of answer.facets) expectFacet(facet, matching(all, scope, facet.path));
      const { chart } = answer;
      expect(chart!.all.reduce((sum, count) => sum + count, 0)).toBe(base.length);
      for (const [at, one] of chart!.series.entries()) {
        const expected = rows.filter((row) =>
          (one === undefined ? chart!.series : [one]).includes(valuesOf(row, by)[0]),
        );
        const total = chart!.counts[at]!.reduce((sum, count) => sum + count, 0);
        if (one !== undefined) expect([scope, one, total]).toEqual([scope, one, expected.length]);
      }
      expect(chart!.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      if (rows.length === 0) {
        const parts = scope.query.is === "and" ? scope.query.parts : [scope.query];
        for (const { condition, total } of answer.without!) {
          if (typeof condition !== "number") continue;
          const query: Query = { is: "and", parts: parts.toSpliced(condition, 1) };
          expect(total).toBe(matching(all, { ...scope, query }).length);
        }
      }
      const page = await explorer.exploreRows(scope, {
        order: { by: "time", isDescending: true },
        at: { index: 0 },
        limit: 5,
      });
      expect(page.total).toBe(rows.length);
      expect(page.rows.map(({ position, lines, event, timeMs }) => ({ position, lines, event, timeMs }))).toEqual(
        rows
          .slice(-5)
          .reverse()
          .map(({ position, lines, event, timeMs }) => ({ position, lines, event, timeMs })),
      );
    }
    expect(matched).toBeGreaterThan(60);
  });

  it("orders rows by any field, also by one whose texts are only in the lines", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(400)]);
    const log = await text();
    for (const view of ["calls", "events"] as const) {
      for (const by of ["duration_ms", "request_data.voice_name", "request_data.rate", "level", "request_id"]) {
        const scope: ExploreScope = { ...everything, view };
        for (const isDescending of [false, true]) {
          const { rows, total } = await explorer.exploreRows(scope, {
            order: { by, isDescending },
            at: { index: 0 },
            limit: 500,
          });
          const all = naiveRows(log, view, scope.query);
          expect(total).toBe(all.length);
          expect(new Set(rows.map(({ position }) => position)).size).toBe(all.length);
          const keys = rows.map(({ position }) =>
            orderKey(
              all.find((row) => row.position === position)!,
              by,
            ),
          );
          const present = keys.filter((key) => key !== undefined);
          expect(keys.slice(present.length).every((key) => key === undefined)).toBe(true);
          const sorted = [...present].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          expect([by, present]).toEqual([by, isDescending ? sorted.reverse() : sorted]);
        }
      }
    }
  });

  it("goes to an index, a position and a time at once", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(400)]);
    const rows = naiveRows(await text(), "calls", { is: "all" });
    const scope: ExploreScope = { ...everything, view: "calls" };
    const order = { by: "time", isDescending: false };
    const last = await explorer.exploreRows(scope, { order, at: { index: rows.length - 3 }, limit: 10 });
    expect(last.from).toBe(rows.length - 10);
    expect(last.rows.at(-1)!.position).toBe(rows.at(-1)!.position);
    const [middle] = rows.slice(60);
    const around = await explorer.exploreRows(scope, { order, at: { position: middle!.lines[0]! }, limit: 7 });
    expect([around.from, around.rows[3]!.position]).toEqual([57, middle!.position]);
    const then = await explorer.exploreRows(scope, { order, at: { timeMs: middle!.timeMs }, limit: 7 });
    expect(then.rows[3]!.timeMs).toBe(middle!.timeMs);
  });

  it("orders calls by when they began, and asks conditions on their time of that", async () => {
    const line = (second: number, request_id: string, event: string): LogEvent => {
      const timestamp = new Date(Date.UTC(2026, 10, 28, 12, 0, second)).toISOString();
      return { timestamp, level: "INFO", event, service: "TTS", message: "", session_id: "s", seq: second, request_id };
    };
    const { explorer } = await openExploredLog([
      line(1, "long", "request_start"),
      line(2, "short", "request_start"),
      line(3, "short", "request_success"),
      line(9, "long", "request_success"),
    ]);
    const scope: ExploreScope = { ...everything, view: "calls" };
    const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: 9 };
    const idsOf = async (of: ExploreScope) =>
      (await explorer.exploreRows(of, page)).rows.map(({ event }) => [event.request_id, event.timestamp.slice(17, 19)]);
    const ofTime = (second: string) => value("timestamp", `2026-11-28T12:00:${second}.000Z`, true);
    expect(await idsOf(scope)).toEqual([
      ["short", "02"],
      ["long", "01"],
    ]);
    expect(await idsOf({ ...scope, query: ofTime("01") })).toEqual([["long", "01"]]);
    expect(await idsOf({ ...scope, query: ofTime("09") })).toEqual([]);
  });

  it("says which end of a call the log lacks", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(300)]);
    const order = { by: "time", isDescending: false };
    const { rows } = await explorer.exploreRows(
      { ...everything, view: "calls" },
      { order, at: { index: 0 }, limit: 500 },
    );
    const lines = (await text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as LogEvent);
    for (const row of rows) {
      const names = row.lines.map((at) => lines[at]!.event);
      const hasStart = names.includes("request_start");
      const hasEnd = names.some((name) => ["request_success", "request_error", "request_cancelled"].includes(name));
      expect(row.lacks).toBe(hasStart ? (hasEnd ? undefined : "end") : hasEnd ? "start" : "both");
    }
  });

  it("counts every value of a field with very many, and finds some by a part of them", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(600)]);
    const log = await text();
    for (const view of ["calls", "events"] as const) {
      for (const path of ["request_data.voice_name", "request_data.size", "level", "request_id"]) {
        const scope: ExploreScope = { ...everything, view, query: value("service", "TTS") };
        const rows = matching(naiveRows(log, view, scope.query), scope, path);
        const counts = new Map<Scalar, NaiveRow[]>();
        for (const row of rows)
          for (const one of valuesOf(row, path)) counts.set(one, [...(counts.get(one) ?? []), row]);
        const { values, distinct } = await explorer.fieldValues(scope, path, { limit: 10_000 });
        expect(distinct).toBe(counts.size);
        expect(new Map(values.map(({ value: one, ...of }) => [one, of]))).toEqual(
          new Map([...counts].map(([one, of]) => [one, countOf(of)])),
        );
      }
    }
    const some = await explorer.fieldValues(everything, "request_data.voice_name", { search: "ICE 3", limit: 3 });
    expect(some.values.length).toBe(3);
    expect(some.distinct).toBeGreaterThan(3);
    for (const { value: one } of some.values) expect(one).toMatch(/^voice 3/);
  });

  it("answers of the log as it is, while it grows, rotates and is cleared", async () => {
    const structured = { maxBytes: 60_000, backups: 1 };
    const limits = { ...defaultLogLimits, "tts_structured.jsonl": structured };
    const events = [...exploredLog(900)];
    const { engine, explorer, append, text } = await openExploredLog([], limits);
    const request: ExploreRequest = { ...everything, view: "calls", query: value("service", "TTS"), facets };
    expect((await explorer.explore(request)).total).toBe(0);
    for (let at = 0; at < events.length; at += 37) {
      await append(events.slice(at, at + 37));
      const log = await text();
      const answer = await explorer.explore(request);
      const all = naiveRows(log, "calls", request.query);
      expect(countsOf(answer)).toEqual(countOf(matching(all, request)));
      for (const facet of answer.facets) expectFacet(facet, matching(all, request, facet.path));
    }
    expect((await explorer.explore(request)).position).toBeGreaterThan(
      naiveRows(await text(), "events", request.query).length,
    );
    await engine.clear({ timestamp: new Date(0).toISOString(), session_id: "s", seq: 1 });
    const cleared = await explorer.explore({ ...everything, facets: ["event"] });
    expect(cleared.facets[0]!.values.map((one) => one.value)).toEqual(["system_audit_deletion"]);
  });

  it("answers of a log that has grown as if it were read anew", async () => {
    const events = [...exploredLog(800)];
    const { explorer, append, anew } = await openExploredLog(events.slice(0, 200));
    const order = { order: { by: "duration_ms", isDescending: true }, at: { index: 0 }, limit: 500 };
    const byValue = ({ facets: all, ...answer }: ExploreAnswer) => ({
      ...answer,
      facets: all.map((facet) => ({ ...facet, values: facet.values.toSorted(byTotal) })),
    });
    // Steps of one line, of less and of more than a segment.
    let at = 200;
    for (const step of [1, 7, 30, 1, 150, 12, 90, 200]) {
      await append(events.slice(at, (at += step)));
      const fresh = anew();
      for (const view of ["calls", "events"] as const) {
        const chart = { bins: 8, by: "level" };
        for (const query of [everything.query, value("request_data.voice_name", "voice 7"), value("level", "error")]) {
          const request: ExploreRequest = { ...everything, view, query, facets, chart };
          expect(byValue(await explorer.explore(request))).toEqual(byValue(await fresh.explore(request)));
          expect(await explorer.exploreRows(request, order)).toEqual(await fresh.exploreRows(request, order));
        }
        const scope: ExploreScope = { ...everything, view };
        const values = (one: FieldValues) => ({ ...one, values: one.values.toSorted(byTotal) });
        for (const path of ["request_data.size", "request_data.voice_name"])
          expect(values(await explorer.fieldValues(scope, path, { limit: 1000 }))).toEqual(
            values(await fresh.fieldValues(scope, path, { limit: 1000 })),
          );
      }
    }
  });

  it("asks again when lines are gone between the columns and the lines of an answer", async () => {
    const { explorer: expected, snapshots } = await openExploredLog([...exploredLog(300)]);
    let gone = 2;
    const takeLines: SnapshotTaker["takeLines"] = async () => {
      const snapshot = await snapshots.takeLines();
      if (gone-- <= 0) return snapshot;
      const read = () => Promise.reject(new LinesGoneError("gone"));
      return { ...snapshot, segments: snapshot.segments.map((source) => ({ ...source, read })) };
    };
    const explorer = createExplorer({ ...snapshots, takeLines });
    const page = { order: { by: "time", isDescending: false }, at: { index: 0 }, limit: 3 };
    expect(await explorer.exploreRows(everything, page)).toEqual(await expected.exploreRows(everything, page));
    expect(gone).toBe(-1);
  });

  it("lists the fields of the lines with what their values are", async () => {
    const { explorer } = await openExploredLog([...exploredLog(400)]);
    const { fields } = await explorer.explore({ ...everything, facets: [] });
    const of = (path: string) => fields.find((one) => one.path === path);
    expect(of("request_data.rate")).toMatchObject({
      kinds: expect.arrayContaining(["number", "text", "null"]) as never,
    });
    expect(of("request_data.tags")).toMatchObject({ kinds: ["list"], values: 3 });
    expect(of("request_id")).toMatchObject({ isMany: true });
    expect(of("service")).toMatchObject({ kinds: ["text"], values: 3, isMany: false });
    expect(of("nothing.here")).toBeUndefined();
  });

  it("shows the gaps that the log reports", async () => {
    const { explorer, text } = await openExploredLog([...exploredLog(600)]);
    const { chart } = await explorer.explore({ ...everything, facets: [], chart: { bins: 5, by: "level" } });
    const reported = (await text()).match(/"event":"system_log_gap"/g);
    expect(chart!.gaps.length).toBe(reported!.length);
    expect(chart!.gaps[0]).toMatchObject({ count: 3 });
  });
});

/** Largest first; equal ones by their value, because their order is that of their first blocks. */
function byTotal(a: FacetValue, b: FacetValue): number {
  return b.total - a.total || (String(a.value) < String(b.value) ? -1 : 1);
}

const kinds = ["number", "string", "boolean", "object"];

/** A key that sorts as the explorer orders; undefined where there is no value. */
function orderKey(row: NaiveRow, by: string): string | undefined {
  const values = valuesOf(row, by);
  if (values.length === 0) return undefined;
  if (by === "level") {
    return String(Math.max(...values.map((one) => ["DEBUG", "INFO", "WARNING", "ERROR"].indexOf(String(one)))));
  }
  const [one] = values as [Scalar];
  return `${String(kinds.indexOf(typeof one))} ${typeof one === "number" ? one.toFixed(4).padStart(20, "0") : String(one)}`;
}
