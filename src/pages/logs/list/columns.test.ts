import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../logging/log-event.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { ExploreRow } from "../../../store/explore.ts";
import { moved, shortPath, shownColumns, usualColumns } from "./columns.ts";

const call = (event: Partial<LogEvent>): ExploreRow => {
  return { position: 1, event: event as LogEvent, lines: [1], timeMs: 0 };
};
const spoken = call({ service: "TTS", request_data: { voice_name: "levitan", sample_rate_hertz: 48000 } });
const columnsFor = (text: string, rows = [spoken]) =>
  usualColumns({ view: "calls", query: parseQuery(text).query, rows });

describe("usualColumns", () => {
  it("adds what matters for the services in view, where some row has it", () => {
    expect(columnsFor("")).toEqual([
      ...["timestamp", "service", "operation", "outcome", "duration_ms"],
      ...["request_data.voice_name", "request_data.sample_rate_hertz"],
    ]);
    expect(columnsFor("", [call({ service: "ASR" })])).toHaveLength(5);
  });

  it("drops a column that the query makes constant, and only then", () => {
    expect(columnsFor("service:TTS request_data.sample_rate_hertz:48000")).toEqual([
      ...["timestamp", "operation", "outcome", "duration_ms", "request_data.voice_name"],
    ]);
    for (const text of ["service:(TTS OR ASR)", "-service:TTS", "service:T*", "service:TTS OR level:ERROR"]) {
      expect(columnsFor(text), text).toContain("service");
    }
  });

  it("keeps the outcome of failures, which says their status", () => {
    const failed = call({ service: "TTS", error: { error_type: "UNAVAILABLE", error_message: "" } });
    expect(columnsFor("outcome:error", [failed])).toContain("outcome");
    expect(columnsFor("outcome:ok")).not.toContain("outcome");
  });
});

describe("moved", () => {
  it("moves a column, not beyond the ends", () => {
    const columns = shownColumns([{ path: "a" }, { path: "b" }, { path: "c" }]);
    const order = (by: number) => moved(columns, "b", by).map(({ path }) => path);
    expect([order(1), order(-1), order(-9), order(0)].map((paths) => paths.join(""))).toEqual([
      ...["acb", "bac", "bac", "abc"],
    ]);
  });
});

describe("shortPath", () => {
  it("is the last name, or all of the path where another one ends alike", () => {
    expect(shortPath("a.b", ["a.b", "c.d"])).toBe("b");
    expect(shortPath("a.b", ["a.b", "c.b"])).toBe("a.b");
  });
});
