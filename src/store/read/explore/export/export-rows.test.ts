import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../../test/support/explored-log.ts";
import { findJq } from "../../../../../test/support/find-jq.ts";
import { runJqPrograms } from "../../../../../test/support/run-jq-programs.ts";
import { createSimpleReading } from "../../../../../test/support/scoped-queries.ts";
import { renderTextLine } from "../../../../logging/render-line.ts";
import type { LogEvent } from "../../../../logging/log-event.ts";
import { parseQuery } from "../../../../query/parse-query.ts";
import type { Query } from "../../../../query/query.ts";
import { toJq } from "../../../../query/tools/to-jq.ts";
import type { ExploreScope } from "../../../explore.ts";
import { defaultLogLimits } from "../../../log-store.ts";
import { createMemoryStorage } from "../../../storage/memory-storage.ts";
import { createLogEngine } from "../../../worker/log-engine.ts";

const queries = ["", "service:TTS -level:error", "конца", "level:error OR outcome:unfinished", "nothing:*"];
const scopes = (["calls", "events"] as const).flatMap((view) =>
  queries.map((text): ExploreScope => ({ view, query: parseQuery(text).query, range: {}, hasOwnCalls: false })),
);

const isNothing = (query: Query) => query.is === "field" && query.path === "nothing";

/** A log that seals every 20 events or so. */
async function setup() {
  const engine = createLogEngine(createMemoryStorage(defaultLogLimits), () => undefined, { sealAtBytes: 16_000 });
  const events = [...exploredLog(900)];
  for (let at = 0; at < events.length; at += 30) {
    engine.append({ writer: "w", batch: at + 1, events: events.slice(at, at + 30) });
    await engine.flush();
  }
  const log = await (await engine.exportPart("tts_structured.jsonl", 0)).text();
  const found = (scope: ExploreScope) => createSimpleReading(log, scope.view)(scope);
  return { engine, log, all: log.trimEnd().split("\n"), found };
}

describe("exportRows", () => {
  it("gives the lines of the rows that a simple reading finds, of calls all their lines, as stored", async () => {
    const { engine, all, found } = await setup();
    for (const scope of scopes) {
      const rows = found(scope);
      const lines = [...new Set(rows.flatMap((row) => row.lines))].sort((a, b) => a - b).map((at) => all[at]!);
      const text = await (await engine.exportRows(scope, { is: "jsonl" })).text();
      expect(text).toBe(lines.map((line) => `${line}\n`).join(""));
      expect(await engine.exportSize(scope)).toEqual({ rows: rows.length, lines: lines.length });
      const texts = lines.map((line) => `${renderTextLine(JSON.parse(line) as LogEvent)}\n`);
      expect(await (await engine.exportRows(scope, { is: "text" })).text()).toBe(texts.join(""));
    }
  });

  it("gives one row of a table for each row, with the fields that some of them have", async () => {
    const { engine, found } = await setup();
    for (const scope of scopes.filter(({ query }) => !isNothing(query))) {
      const paths = ["outcome", "request_data.rate", "nothing.here"];
      const blob = await engine.exportRows(scope, { is: "csv", paths });
      expect([...new Uint8Array(await blob.slice(0, 3).arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf]);
      const table = await blob.text();
      const cells = found(scope).map(({ row }) => {
        const rate = row.fields.get("request_data.rate");
        return `${String(row.fields.get("outcome") ?? "")},${rate === undefined ? "" : String(rate)},`;
      });
      expect(table).toBe(`${paths.join(",")}\r\n${cells.map((cell) => `${cell}\r\n`).join("")}`);
      const whole = await (await engine.exportRows(scope, { is: "csv" })).text();
      const fields = new Set(found(scope).flatMap(({ row }) => [...row.fields.keys()]));
      expect(new Set(whole.slice(0, whole.indexOf("\r\n")).split(","))).toEqual(fields);
    }
  });

  it("tells how far it is and ends where its signal aborts", async () => {
    const { engine } = await setup();
    const abort = new AbortController();
    const seen: number[] = [];
    const exporting = engine.exportRows(
      scopes[0]!,
      { is: "jsonl" },
      ({ done, total }) => {
        seen.push(done / total);
        if (seen.length === 3) abort.abort();
      },
      abort.signal,
    );
    await expect(exporting).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen).toHaveLength(3);
  });

  it("gives a file in which jq counts as many rows as in the whole log", async ({ skip }) => {
    const jq = await findJq();
    if ("missing" in jq) return skip(jq.missing);
    const { engine, log } = await setup();
    for (const scope of scopes.filter(({ query }) => query.is !== "all")) {
      const text = await (await engine.exportRows(scope, { is: "jsonl" })).text();
      const { rows } = await engine.exportSize(scope);
      expect(await runJqPrograms(jq, [toJq(scope, "count")], log)).toEqual([[rows]]);
      expect(await runJqPrograms(jq, [toJq(scope, "count")], text)).toEqual([[rows]]);
    }
  });
});
