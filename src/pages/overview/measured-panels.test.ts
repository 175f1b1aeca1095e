import { describe, expect, it } from "vitest";
import { findJq } from "../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { jqProgramOf, runJqPrograms } from "../../../test/support/run-jq-programs.ts";
import { panelRequest } from "../../app/dashboards/panel-request.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { panelJq } from "../shared/panels/panel-jq.ts";
import { measuredPanels } from "./measured-panels.ts";
import { overviewText } from "./overview-text.ts";

const jq = await findJq();
const events = [...generateCalls(600, { seed: 5 })];
const times = events.map(({ timestamp }) => Date.parse(timestamp));
const [fromMs, toMs] = [Math.min(...times), Math.max(...times) + 1];
describe("measuredPanels", () => {
  it("have the numbers that jq gives, and each has some", async () => {
    if ("missing" in jq) throw new Error(jq.missing);
    const { explorer, text } = await openExploredLog(events);
    const frame = { fromMs, toMs, nowMs: toMs, hasOwnCalls: false, filter: "", zone: "utc" };
    const asked = await Promise.all(
      Object.entries(measuredPanels(overviewText.en)).map(async ([name, panel]) => {
        const request = panelRequest(panel, frame);
        return { name, request, answer: await explorer.measure(request) };
      }),
    );
    const results = await runJqPrograms(
      jq,
      asked.map(({ request, answer }) => jqProgramOf(panelJq(request, answer))),
      await text(),
    );
    for (const [index, { name, answer }] of asked.entries()) {
      const ofJq = (results[index]![0] as Record<string, unknown>[]).map((row) =>
        Object.entries(row).flatMap(([key, number]) =>
          ["by", "over"].includes(key) ? [] : [rounded(number as number | null)],
        ),
      );
      const ours = [...answer.by.keys()].flatMap((series) =>
        [...answer.over.keys()].map((group) => answer.numbers.map((numbers) => rounded(numbers[series]![group]!))),
      );
      expect([name, sorted(ofJq)]).toEqual([name, sorted(ours)]);
      expect(sorted(ours), name).not.toEqual([]);
    }
  });
});

const rounded = (number: number | null) =>
  number === null || Number.isNaN(number) ? null : Number(number.toPrecision(10));
/** Groups without a number are left out: jq has none of them. */
const sorted = (rows: (number | null)[][]) =>
  rows
    .filter((numbers) => numbers.some((number) => number !== null && number !== 0))
    .map((row) => JSON.stringify(row))
    .sort();
