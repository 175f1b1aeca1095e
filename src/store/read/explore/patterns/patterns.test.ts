import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../../test/support/explored-log.ts";
import { findJq } from "../../../../../test/support/find-jq.ts";
import { importFiles } from "../../../../../test/support/import-files.ts";
import { naiveRows } from "../../../../../test/support/naive-explorer.ts";
import { openExploredLog } from "../../../../../test/support/open-explored-log.ts";
import { runJqPrograms } from "../../../../../test/support/run-jq-programs.ts";
import { scopedQueries } from "../../../../../test/support/scoped-queries.ts";
import type { LogEvent } from "../../../../logging/log-event.ts";
import { messagePattern, patternQuery } from "../../../../query/messages/message-pattern.ts";
import type { Query } from "../../../../query/query.ts";
import { createRowMatcher } from "../../../../query/match/row-matcher.ts";
import { toJq } from "../../../../query/tools/to-jq.ts";
import { tracePattern } from "../../../../query/messages/trace-pattern.ts";
import type { ExploreScope } from "../../../explore.ts";
import { createExplorer } from "../explorer.ts";

const everything: ExploreScope = { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true };
const request = { order: "lines", limit: 1_000, bins: 6 } as const;
const both = (...parts: Query[]): Query => ({ is: "and", parts });

/** The explored log, with messages of every kind. */
function* messagesLog(count: number): Generator<LogEvent> {
  for (const [at, event] of [...exploredLog(count, 4)].entries()) {
    const durationMs = String((at * 7919) % 1_500);
    const messages: unknown[] = [
      `${event.service ?? "X"} took ${durationMs} ms`,
      `Voice "${["anna", "Ольга", "it's"][at % 3]!}" is not found at ${String((at % 4) * 8_000)} Hz`,
      `POST /v1/voices/${String(at)} 50${String(at % 4)} since 2026-11-29T14:00:0${String(at % 10)}Z`,
      `line\n  of ${String(at % 2)}`,
      event.message,
      "[1,2]",
    ];
    const message = messages[at % messages.length] as string;
    yield at % 40 === 39 ? ({ ...event, message: [1, 2] } as unknown as LogEvent) : { ...event, message };
  }
}

const events = [...messagesLog(700)];

/** The lines of a scope, by the simple reading. */
function linesOf(text: string, { query, range, hasOwnCalls }: ExploreScope) {
  const matches = createRowMatcher(query);
  return naiveRows(text, "events", query).filter(
    ({ row, isOwn, timeMs }) =>
      matches(row) &&
      (hasOwnCalls || !isOwn) &&
      timeMs >= (range.fromMs ?? -Infinity) &&
      timeMs < (range.toMs ?? Infinity),
  );
}

describe("patterns", () => {
  it("puts each line of a scope into one pattern, with its levels, course and times", async () => {
    const { explorer, text: read } = await openExploredLog(events);
    const text = await read();
    for (const scope of [
      { ...everything, hasOwnCalls: false },
      everything,
      ...scopedQueries(events, "events", { count: 12, seed: 3 }),
    ]) {
      const rows = linesOf(text, scope);
      const answer = await explorer.patterns(scope, request);
      const groups = Map.groupBy(rows, ({ row }) => row.fields.get("pattern"));
      expect(answer.lines).toBe(rows.length);
      expect(answer.distinct).toBe(groups.size);
      expect(answer.patterns.reduce((sum, { lines }) => sum + lines, 0)).toBe(rows.length);
      for (const { pattern, lines, levels, errors, course, firstMs, lastMs } of answer.patterns) {
        const own = groups.get(pattern)!;
        const ofLevel = (level: unknown) => own.filter(({ event }) => event["level"] === level).length;
        expect(lines).toBe(own.length);
        expect(errors).toBe(ofLevel("ERROR") + ofLevel("CRITICAL"));
        expect(levels.map((level) => level.lines)).toEqual(levels.map(({ level }) => ofLevel(level)));
        expect(levels.reduce((sum, level) => sum + level.lines, 0)).toBe(lines);
        expect(course.reduce((sum, count) => sum + count, 0)).toBe(lines);
        expect([firstMs, lastMs]).toEqual([own[0]!.timeMs, own.at(-1)!.timeMs]);
      }
    }
  });

  it("finds by a pattern exactly the lines that it counts, in lines and in what jq finds", async () => {
    const { explorer, text } = await openExploredLog(events);
    const { patterns } = await explorer.patterns({ ...everything, hasOwnCalls: false }, request);
    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.some(({ pattern }) => pattern === undefined)).toBe(true);
    const scopes = patterns.map(({ pattern }): ExploreScope => ({
      ...everything,
      hasOwnCalls: false,
      query: patternQuery(pattern),
    }));
    const totals = await Promise.all(
      scopes.map(async (scope) => (await explorer.explore({ ...scope, facets: [] })).total),
    );
    expect(totals).toEqual(patterns.map(({ lines }) => lines));
    const jq = await findJq();
    if ("missing" in jq) return;
    const programs = scopes.slice(0, 12).map((scope) => toJq(scope, "count"));
    expect((await runJqPrograms(jq, programs, await text())).flat()).toEqual(totals.slice(0, 12));
  });

  it("answers as a log that is read anew, while the log grows", async () => {
    const { explorer, append, anew } = await openExploredLog(events.slice(0, 300));
    for (let at = 300; at < events.length; at += 120) {
      await append(events.slice(at, at + 120));
      expect(await explorer.patterns(everything, request)).toEqual(await anew().patterns(everything, request));
    }
  });

  it("orders by lines, the newest line or the share of errors, searches, and counts what is beyond the limit", async () => {
    const { explorer } = await openExploredLog(events);
    const all = await explorer.patterns(everything, request);
    const shareOf = ({ errors, lines }: (typeof all.patterns)[number]) => errors / lines;
    const byErrors = (await explorer.patterns(everything, { ...request, order: "errors" })).patterns;
    expect(byErrors.map(shareOf)).toEqual(all.patterns.map(shareOf).sort((a, b) => b - a));
    const byNewest = (await explorer.patterns(everything, { ...request, order: "newest" })).patterns;
    expect(byNewest.map(({ lastMs }) => lastMs)).toEqual(
      all.patterns.map(({ lastMs }) => lastMs!).sort((a, b) => b - a),
    );
    const some = await explorer.patterns(everything, { ...request, limit: 3 });
    expect(some.patterns).toEqual(all.patterns.slice(0, 3));
    const sumOf = (patterns: typeof all.patterns) => patterns.reduce((sum, { lines }) => sum + lines, 0);
    expect(some.further).toEqual({ patterns: all.distinct - 3, lines: all.lines - sumOf(some.patterns) });
    const voices = await explorer.patterns(everything, { ...request, search: "VOICE" });
    const expected = all.patterns.filter(({ pattern }) => pattern?.toLowerCase().includes("voice"));
    expect(voices.patterns).toEqual(expected);
    expect(voices.found).toEqual({ patterns: expected.length, lines: sumOf(expected) });
    expect([voices.lines, voices.distinct]).toEqual([all.lines, all.distinct]);
  });

  it("counts patterns as values of a field, of calls too", async () => {
    const { explorer } = await openExploredLog(events);
    for (const view of ["events", "calls"] as const) {
      const scope = { ...everything, view };
      const { facets, fields } = await explorer.explore({ ...scope, facets: ["pattern"] });
      const { values } = await explorer.fieldValues(scope, "pattern", { limit: 1_000 });
      expect(facets[0]!.values).toEqual(values.slice(0, 50));
      expect(fields.find(({ path }) => path === "pattern")).toMatchObject({ kinds: ["text"], isMany: true });
      const [most] = values;
      const asked = { ...scope, query: patternQuery(String(most!.value)) };
      expect((await explorer.explore({ ...asked, facets: [] })).total).toBe(most!.total);
    }
  });

  it("adds up to all lines of each foreign log, each pattern to the lines that it finds", async () => {
    const folders = await readdir("test/fixtures/logs", { recursive: true, withFileTypes: true });
    const files = folders.filter((file) => file.isFile() && /^L-/.test(file.parentPath.split("/").at(-1)!));
    expect(files.length).toBeGreaterThan(20);
    for (const { parentPath, name } of files) {
      const { log, rows } = await importFiles([
        { name, content: new Uint8Array(await readFile(join(parentPath, name))) },
      ]);
      const groups = Map.groupBy(rows, ({ event }) => messagePattern({ ...event }));
      const { patterns, lines } = await log.patterns(everything, request);
      expect(lines).toBe(rows.length);
      expect(new Map(patterns.map((one) => [one.pattern, one.lines]))).toEqual(
        new Map([...groups].map(([pattern, own]) => [pattern, own.length])),
      );
    }
  });

  it("stops between segments when it is aborted, and says how far it is", async () => {
    const { snapshots } = await openExploredLog(events);
    const leaving = new AbortController();
    const done: number[] = [];
    const asking = createExplorer(snapshots).patterns(
      everything,
      request,
      (progress) => {
        done.push(progress.done);
        if (done.length === 2) leaving.abort();
      },
      leaving.signal,
    );
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
    expect(done).toHaveLength(2);
    expect(done[1]).toBeLessThan(events.length);
  });
});

describe("replacedValues", () => {
  it("counts each value at each place, equal to a plain count", async () => {
    const { explorer, text: read } = await openExploredLog(events);
    const rows = naiveRows(await read(), "events", { is: "all" });
    const { patterns } = await explorer.patterns(everything, request);
    let places = 0;
    for (const { pattern, lines } of patterns) {
      if (pattern === undefined) continue;
      const answer = await explorer.replacedValues(everything, pattern);
      expect(answer.lines).toBe(lines);
      const own = rows.filter(({ row }) => row.fields.get("pattern") === pattern);
      const values = own.flatMap(({ event }) => tracePattern(String(event["message"])).values);
      const byPlace = Map.groupBy(values, ({ at }) => at);
      expect(answer.places.map(({ at }) => at)).toEqual([...byPlace.keys()].sort((a, b) => a - b));
      for (const place of answer.places) {
        const counts = Map.groupBy(byPlace.get(place.at)!, ({ text }) => text);
        expect(place.distinct).toBe(counts.size);
        expect(place.lines).toBe(byPlace.get(place.at)!.length);
        for (const { text, lines: some } of place.values) expect(some).toBe(counts.get(text)!.length);
        places++;
      }
    }
    expect(places).toBeGreaterThan(8);
  });

  it("finds by a value exactly the lines that have it", async () => {
    const { explorer } = await openExploredLog(events);
    for (const pattern of ["TTS took # ms", 'Voice "…" is not found at # Hz', "POST # # since #", "line of #"]) {
      const { places } = await explorer.replacedValues(everything, pattern);
      expect(places.length).toBeGreaterThan(0);
      for (const { lines, query } of places.flatMap(({ values }) => values)) {
        const { total } = await explorer.explore({ ...everything, query: both(query), facets: [] });
        expect([query, total]).toEqual([query, lines]);
      }
    }
  });

  it("measures numbers by nearest rank, each as one of the values", async () => {
    const { explorer } = await openExploredLog(events);
    const [place] = (await explorer.replacedValues(everything, "TTS took # ms")).places;
    const counted = events.filter(({ event }) => event !== "imported_sentence");
    const all = counted.flatMap(({ message }) => /^TTS took (\d+) ms$/.exec(String(message))?.[1] ?? []).map(Number);
    const sorted = all.toSorted((a, b) => a - b);
    const rank = (percent: number) => String(sorted[Math.ceil((sorted.length * percent) / 100) - 1]!);
    const { least, median, p95, most, bins } = place!.numbers!;
    expect([least, median, p95, most].map(({ text }) => text)).toEqual([rank(0.001), rank(50), rank(95), rank(100)]);
    expect(bins.reduce((sum, { lines }) => sum + lines, 0)).toBe(sorted.length);
  });
});
