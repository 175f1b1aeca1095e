import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findJq, type Jq } from "../../../test/support/find-jq.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { openColumns, packColumns } from "../columns/columns.ts";
import { countCalls } from "../../analytics/count-calls.ts";
import { jqRange, jqRules, jqWithoutOwn } from "../../analytics/jq-rules.ts";
import { summarize as summarizeCells, type SummaryScope } from "../../analytics/summary.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";

const run = promisify(execFile);
const summarize = (columns: EventColumns[], scope: SummaryScope = {}) =>
  summarizeCells(
    columns.map((block) => countCalls(block, scope)),
    scope,
  );
const [cancelled] = [...generateEvents(1, 9)];
/** Records of an import: one with an error, one without, and a sentence that repeats an event. */
const imported = [...generateEvents(3, 11)].map((event, index): LogEvent => ({
  ...event,
  level: index === 1 ? "CRITICAL" : "ERROR",
  event: index === 2 ? "imported_sentence" : "imported_line",
  ...(index !== 1 && { error: { error_type: "UNAVAILABLE", error_message: "" } }),
}));
const generated: LogEvent[] = [...generateEvents(6_000)].flatMap((event, index) =>
  index % 500 === 0 ? [event, { ...cancelled!, ...event, event: "request_cancelled", duration_ms: 1 }] : [event],
);
const events = generated.toSpliced(1_500, 0, ...imported).map((event, index): LogEvent => {
  // Who caused an event: in the middle of the log nobody says so, as in older versions.
  if (index > 2_000 && index < 2_500) return event;
  return { ...event, initiator: event.service === "Models" || index % 97 === 0 ? "console" : "user" };
});
/** Blocks of columns of different lengths, as sealing would make them. */
const blocks = [0, 1_000, 1_001, 4_000].map((start, index, starts) =>
  packed(start, events.slice(start, starts[index + 1])),
);

function packed(start: number, part: LogEvent[]): EventColumns {
  return openColumns(
    packColumns({
      ...columnsOf(
        part,
        part.map(() => 100),
      ),
      firstPosition: start,
    }),
  );
}

let jq: Jq;
let folder: string;

beforeAll(async () => {
  const found = await findJq();
  if ("missing" in found) throw new Error(found.missing);
  jq = found;
  folder = await mkdtemp(join(tmpdir(), "summary-"));
  await writeFile(join(folder, "log.jsonl"), events.map((event) => JSON.stringify(event)).join("\n"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(program: string): Promise<unknown> {
  const { stdout } = await run(jq.command, ["--slurp", "--compact-output", program, join(folder, "log.jsonl")], {
    env: jq.env,
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout);
}

describe("summarize", () => {
  it.each(Object.keys(jqRules) as (keyof typeof jqRules)[])(
    "gives the same %s as real jq over the export",
    async (rule) => {
      expect(JSON.parse(JSON.stringify(summarize(blocks)[rule]))).toEqual(await ask(jqRules[rule]));
    },
  );

  it("gives the same numbers as jq without the console's own calls, and tells how many these are", async () => {
    const summary = JSON.parse(JSON.stringify(summarize(blocks, { hasOwnCalls: false }))) as Record<string, unknown>;
    const { own, ...rules } = jqRules;
    for (const [rule, program] of Object.entries(rules)) {
      expect([rule, summary[rule]]).toEqual([rule, await ask(`${jqWithoutOwn} | ${program}`)]);
      expect(summary[rule]).not.toEqual(JSON.parse(JSON.stringify(summarize(blocks)))[rule]);
    }
    expect(summary["own"]).toEqual(await ask(own));
    expect(summarize(blocks).own.calls).toBeGreaterThan(100);
  });

  it("gives the same numbers as jq for a time range", async () => {
    const [fromMs, toMs] = [events[700]!, events[4_444]!].map(({ timestamp }) => Date.parse(timestamp)) as [
      number,
      number,
    ];
    const summary = JSON.parse(JSON.stringify(summarize(blocks, { fromMs, toMs }))) as Record<string, unknown>;
    for (const [rule, program] of Object.entries(jqRules)) {
      expect([rule, summary[rule]]).toEqual([rule, await ask(`${jqRange(fromMs, toMs)} | ${program}`)]);
    }
  });

  it("does not depend on where the segments begin", () => {
    expect(summarize([packed(0, events)])).toEqual(summarize(blocks));
  });

  it("counts nothing of nothing", () => {
    const own = { calls: 0, events: 0 };
    expect(summarize([])).toEqual({
      events: 0,
      services: [],
      operations: [],
      minutes: [],
      errorTypes: [],
      levels: [],
      own,
    });
  });
});
