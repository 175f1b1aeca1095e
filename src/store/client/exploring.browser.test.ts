import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { countOf, matching, naiveRows, type NaiveRow } from "../../../test/support/naive-explorer.ts";
import type { Query } from "../../query/query.ts";
import type { ExploreRequest, ExploreScope } from "../explore.ts";
import type { LogReader, LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

let store: LogStore;

beforeEach(() => {
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  store = openRemoteStore(createWorker, { log: "exploring" });
});

afterEach(async () => {
  await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const events = [...exploredLog(7_000)];
const queries: Query[] = [
  { is: "all" },
  { is: "field", path: "service", test: { is: "value", value: "TTS", isQuoted: false } },
  { is: "text", text: "КОНЦА" },
  {
    is: "and",
    parts: [
      { is: "field", path: "duration_ms", test: { is: "range", from: { value: "500", isInclusive: true } } },
      { is: "not", part: { is: "field", path: "outcome", test: { is: "value", value: "ok", isQuoted: false } } },
    ],
  },
];

/** Answers equal a naive reading of the exported lines. */
async function expectAnswers(reader: LogReader) {
  const text = await (await reader.exportPart("tts_structured.jsonl", 0)).text();
  for (const view of ["calls", "events"] as const) {
    const all = naiveRows(text, view, { is: "all" });
    for (const query of queries) {
      const scope: ExploreScope = { view, query, range: {}, hasOwnCalls: false };
      const facets = ["service", "request_data.voice_name"];
      const request: ExploreRequest = { ...scope, facets, chart: { bins: 20, by: "outcome" } };
      const { total, ok, error, cancelled, unfinished, ...answer } = await reader.explore(request);
      const expected = matching(all, scope);
      expect({ total, ok, error, cancelled, unfinished }).toEqual(countOf(expected));
      expect(answer.chart!.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(total);
      const counted = answer.facets[0]!.values.map(({ value, total: rows }) => [value, rows]);
      expect(new Map(counted as [string, number][])).toEqual(countsByService(matching(all, scope, "service")));
      const order = { by: "time", isDescending: true };
      const page = await reader.exploreRows(scope, { order, at: { index: 0 }, limit: 20 });
      expect(page.rows.map(({ event }) => event)).toEqual(
        expected
          .slice(-20)
          .reverse()
          .map(({ event }) => event),
      );
    }
  }
  const { values } = await reader.fieldValues(
    { view: "events", query: { is: "all" }, range: {}, hasOwnCalls: true },
    "request_id",
    { search: "req_1_77", limit: 5 },
  );
  expect(values.length).toBe(5);
}

function countsByService(rows: NaiveRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { row } of rows) {
    const service = row.fields.get("service");
    if (typeof service === "string") counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return counts;
}

describe("explore through the worker", () => {
  it("answers of the live log, which grows, and of an imported one", async () => {
    for (const event of events.slice(0, 5_000)) store.append(event);
    await store.flush();
    await expectAnswers(store);
    for (const event of events.slice(5_000)) store.append(event);
    await store.flush();
    await expectAnswers(store);
    const exported = await store.exportPart("tts_structured.jsonl", 0);
    const set = await store.sets.import([new File([exported], "tts_structured.jsonl")], { name: "mine" });
    await expectAnswers(store.sets.open(set.id));
  });

  it("exports the records of the rows that match as their files had them", async () => {
    const record = (minute: number, level: string) =>
      `{"time":"2026-01-05T09:0${String(minute)}:00Z","level":"${level}","n":1.10}`;
    const records = [record(1, "ERROR"), record(2, "INFO"), record(3, "ERROR")];
    const set = await store.sets.import([new File([records.join("\n")], "app.log")], { name: "theirs" });
    const query: Query = { is: "field", path: "level", test: { is: "value", value: "error", isQuoted: false } };
    const scope: ExploreScope = { view: "events", query, range: {}, hasOwnCalls: true };
    const blob = await store.sets.open(set.id).exportRows(scope, { is: "original" });
    expect(await blob.text()).toBe(`${records[0]!}\n${records[2]!}\n`);
  });

  it("ends with an AbortError when the page no longer waits", async () => {
    for (const event of events) store.append(event);
    await store.flush();
    const leaving = new AbortController();
    const scope: ExploreScope = { view: "events", query: { is: "text", text: "x" }, range: {}, hasOwnCalls: true };
    const asking = store.explore({ ...scope, facets: [] }, leaving.signal);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
  });
});
