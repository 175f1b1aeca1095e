import { describe, expect, it } from "vitest";
import type { EventColumns, TextColumn } from "../../analytics/event-columns.ts";
import { countFacets } from "./facets.ts";

function column(texts: (string | undefined)[]): TextColumn {
  const values = [...new Set(texts.filter((text) => text !== undefined))];
  return { values, codes: texts.map((text) => (text === undefined ? 0 : values.indexOf(text) + 1)) };
}

/** A block of events, each given as "level service". */
function block(...events: string[]): EventColumns {
  const fields = events.map((event) => event.split(" "));
  const none = column(events.map(() => undefined));
  const level = column(fields.map(([text]) => text));
  const service = column(fields.map(([, text]) => text));
  const numbers = events.map(() => 0);
  return {
    firstPosition: 1,
    length: events.length,
    timeMs: numbers,
    durationMs: numbers,
    lineBytes: numbers,
    requestHash: numbers,
    level,
    service,
    event: none,
    operation: none,
    errorType: none,
    session: none,
  };
}

describe("countFacets", () => {
  const blocks = [block("INFO TTS", "ERROR TTS", "INFO ASR"), block("ERROR ASR", "INFO", "ERROR TTS")];

  it("counts every event when nothing is chosen", () => {
    const { levels, services } = countFacets(blocks, {});
    expect(Object.fromEntries(levels)).toEqual({ INFO: 3, ERROR: 3 });
    expect(Object.fromEntries(services)).toEqual({ TTS: 3, ASR: 2 });
  });

  it("counts each list under the other's choice, not under its own", () => {
    const { levels, services } = countFacets(blocks, { levels: ["ERROR"], services: ["TTS"] });
    expect(Object.fromEntries(levels)).toEqual({ INFO: 1, ERROR: 2 });
    expect(Object.fromEntries(services)).toEqual({ TTS: 2, ASR: 1 });
  });
});
