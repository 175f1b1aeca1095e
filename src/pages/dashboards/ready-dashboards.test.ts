import { describe, expect, it } from "vitest";
import { findJq } from "../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { jqProgramOf, runJqPrograms } from "../../../test/support/run-jq-programs.ts";
import { panelRequest, type PanelFrame } from "../../app/dashboards/panel-request.ts";
import { isDashboard, type Panel } from "../../app/dashboards/panel.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { dashboardsText } from "./dashboards-text.ts";
import { panelJq } from "../shared/panels/panel-jq.ts";
import { isEmptyAnswer } from "../shared/panels/panel-series.ts";
import { readyDashboards, readyPanels } from "./ready-dashboards.ts";

const jq = await findJq();
const events = [...generateCalls(1_200, { seed: 3 })];
const times = events.map(({ timestamp }) => Date.parse(timestamp));
const frame: PanelFrame = {
  ...{ fromMs: Math.min(...times), toMs: Math.max(...times) + 1, nowMs: Math.max(...times) + 1 },
  ...{ hasOwnCalls: false, filter: "", zone: "Europe/Moscow" },
};
const all = readyDashboards.flatMap((name) => readyPanels(name, "operation", dashboardsText.en));

describe("ready dashboards", () => {
  it("can be kept and shared as any other", () => {
    expect(isDashboard({ name: "all", panels: all.map((panel) => JSON.parse(JSON.stringify(panel)) as Panel) })).toBe(
      true,
    );
  });

  it("show the numbers that jq gives, in every panel", async () => {
    if ("missing" in jq) throw new Error(jq.missing);
    const { explorer, text } = await openExploredLog(events);
    const log = await text();
    let drawn = 0;
    for (let at = 0; at < all.length; at += 9) {
      const asked = await Promise.all(
        all.slice(at, at + 9).map(async (panel) => {
          const request = panelRequest(panel, frame);
          return { panel, request, answer: await explorer.measure(request) };
        }),
      );
      const programs = asked.map(({ request, answer }) => jqProgramOf(panelJq(request, answer)));
      const results = await runJqPrograms(jq, programs, log);
      for (const [index, { panel, answer }] of asked.entries()) {
        if (!isEmptyAnswer(panel, answer)) drawn++;
        const rows = results[index]![0] as Record<string, unknown>[];
        const ofJq = rows.map((row) =>
          Object.entries(row).flatMap(([name, number]) =>
            ["by", "over"].includes(name) ? [] : [rounded(number as number | null)],
          ),
        );
        const ours = [...answer.by.keys()].flatMap((series) =>
          [...answer.over.keys()].map((group) => answer.numbers.map((numbers) => rounded(numbers[series]![group]!))),
        );
        const isThere = (numbers: unknown[]) => numbers.some((number) => number !== null && number !== 0);
        expect([panel.title, sorted(ofJq.filter(isThere))]).toEqual([panel.title, sorted(ours.filter(isThere))]);
      }
    }
    // A log of speech calls has numbers for most of them.
    expect(drawn).toBeGreaterThan(all.length - 5);
  });
});

const rounded = (number: number | null) =>
  number === null || Number.isNaN(number) ? null : Number(number.toPrecision(10));
const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
