import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { importFiles, type GivenFile } from "../../../test/support/import-files.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { ImportedEvent } from "../../logging/log-event.ts";
import { combineSources } from "./combine-sources.ts";

const events = [...generateEvents(400)].filter(({ level }) => level !== "DEBUG");
const own = (some = events, more = {}) => some.map((event) => renderJsonLine({ ...event, ...more }) + "\n").join("");
const access = (id: string) =>
  JSON.stringify({
    start_time: events[0]!.timestamp,
    method: "POST",
    response_code: 200,
    duration: 3,
    request_id: id,
  }) + "\n";
const sourcesOf = (rows: { event: object }[]) => rows.map(({ event }) => (event as ImportedEvent).source);

describe("several files that are imported together", () => {
  it("say of each line which of them it is from, and give every record back as it was", async () => {
    const files: GivenFile[] = [
      { name: "page.jsonl", content: own() },
      { name: "access.log", content: access("req_1767603600_0007_abc") },
      { name: "page (2).jsonl", content: own(events.slice(0, 2), { session_id: "other", source: "a microphone" }) },
    ];
    const imported = await importFiles(files);
    const again = await imported.again();
    for (const { rows, original } of [imported, again]) {
      const counts = Object.fromEntries(
        files.map(({ name }) => [name, sourcesOf(rows).filter((of) => of === name).length]),
      );
      expect(counts).toEqual({ "page.jsonl": events.length, "access.log": 1, "page (2).jsonl": 2 });
      for (const [index, { content }] of files.entries())
        expect(new TextDecoder().decode(await original(index))).toBe(content);
    }
  });

  it("say it by the newest part of a log, and not at all where they are parts of one", async () => {
    const [older, newer] = [own(events.slice(0, 100)), own(events.slice(100))];
    const parts: GivenFile[] = [
      { name: "page.jsonl.1", content: older },
      { name: "page.jsonl", content: newer },
    ];
    expect(new Set(sourcesOf((await importFiles(parts)).rows))).toEqual(new Set([undefined]));
    const { rows } = await importFiles([...parts, { name: "access.log", content: access("x") }]);
    expect(new Set(sourcesOf(rows))).toEqual(new Set(["page.jsonl", "access.log"]));
  });
});

describe("combineSources", () => {
  const log = (name: string, ...files: string[]) => ({
    name,
    files: [],
    sources: files.map((file) => ({
      name: file,
      modifiedMs: 0,
      choice: {},
      chunks: () => [] as never,
      notes: () => [],
    })),
  });

  it("keeps logs of one name apart, and the parts of a log that was made of several", () => {
    const nested = log("a + b", "a.log", "b.log");
    nested.sources = nested.sources.map((source) => ({ ...source, log: source.name }));
    const combined = combineSources([log("a.log", "a.log", "a.log.1"), log("a.log", "a.log"), nested]);
    expect(combined.map((source) => source.log)).toEqual(["a.log", "a.log", "a.log (2)", "a.log (3)", "b.log"]);
  });

  it("leaves out files of which their log has no records", () => {
    const known = { name: "", sizeBytes: 0, lines: 0, brokenLines: 0 };
    const files = [known, { ...known, repeats: "a.jsonl" }];
    expect(combineSources([{ ...log("a", "a.jsonl", "a.log"), files }]).map(({ name }) => name)).toEqual(["a.jsonl"]);
  });
});
