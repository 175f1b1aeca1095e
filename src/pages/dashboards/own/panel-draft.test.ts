import { expect, it } from "vitest";
import type { Panel } from "../../../app/dashboards/panel.ts";
import { draftOf, panelOfDraft } from "./panel-draft.ts";

const panels: Panel[] = [
  {
    ...{ title: "p95 of voices", view: "calls", query: "service:TTS", form: "lines", unit: "ms", isWide: true },
    measures: [{ is: "percentile", path: "duration_ms", percent: 95 }],
    by: { is: "values", path: "request_data.voice_name", limit: 6 },
    over: { is: "time" },
  },
  {
    ...{ title: "Failing", view: "calls", query: "", form: "list", unit: "share" },
    measures: [{ is: "share", part: "outcome:error" }, { is: "rows" }],
    over: { is: "values", path: "operation", limit: 20 },
  },
  {
    title: "Week",
    view: "calls",
    query: "",
    form: "heat",
    unit: "count",
    measures: [{ is: "rows" }],
    over: { is: "week" },
  },
];

it("says the same panel again when nothing is changed", () => {
  for (const panel of panels) expect(panelOfDraft(draftOf(panel, ""), panel)).toEqual(panel);
});

it("begins with the query of the explorer, and takes a form that suits", () => {
  const draft = draftOf(undefined, "voice level:ERROR");
  expect(draft.query).toBe("voice level:ERROR");
  expect(panelOfDraft({ ...draft, title: " Mine ", over: "week", form: "lines" })).toMatchObject({
    title: "Mine",
    form: "heat",
  });
});
