import { expect, it } from "vitest";
import { readDashboard, type Dashboard } from "./panel.ts";

const dashboard: Dashboard = {
  name: "Voices",
  panels: [
    {
      title: "Slow voices",
      view: "calls",
      query: "service:TTS",
      measures: [{ is: "percentile", path: "duration_ms", percent: 95 }, { is: "rows" }],
      by: { is: "values", path: "request_data.voice_name", limit: 6 },
      over: { is: "time" },
      form: "lines",
      unit: "ms",
    },
  ],
};

it("reads the dashboard that was written", () => {
  expect(readDashboard(JSON.stringify(dashboard))).toEqual(dashboard);
});

it("says what is wrong in a file, and where", () => {
  const wrong = {
    ...dashboard,
    panels: [{ ...dashboard.panels[0]!, form: "pie", measures: [{ is: "percentile", path: "x", percent: 0 }] }],
  };
  const problems = readDashboard(JSON.stringify(wrong));
  expect(problems).toMatchObject([{ place: "panels.0.measures.0.percent" }, { place: "panels.0.form" }]);
  expect(readDashboard("{")).toMatchObject([{ place: "" }]);
  expect(readDashboard("null")).toHaveLength(1);
  expect(readDashboard(`{"name":" ","panels":[]}`)).toMatchObject([{ place: "name" }]);
});
