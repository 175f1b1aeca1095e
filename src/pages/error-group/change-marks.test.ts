import { describe, expect, it } from "vitest";
import { changeMarks, type ChangeLine } from "./change-marks.ts";

const hourMs = 3_600_000;
const start = (hours: number, version: unknown): ChangeLine => ({
  is: "version",
  timeMs: hours * hourMs,
  data: { version },
});
const settings = (hours: number, ...names: string[]): ChangeLine => ({
  is: "settings",
  timeMs: hours * hourMs,
  data: Object.fromEntries(names.map((name) => [name, 1])),
});

describe("changeMarks", () => {
  it("marks the first start of each version but the first, with the version before it", () => {
    const { marks } = changeMarks([start(9, "1.1.0"), start(1, "1.0.0"), start(10, "1.0.0"), start(11, 7)], hourMs);
    expect(marks).toEqual([
      { is: "version", timeMs: 9 * hourMs, version: { before: "1.0.0", now: "1.1.0" }, settings: [] },
    ]);
  });

  it("marks changes of settings in one stretch of time once, with all their names", () => {
    const { marks } = changeMarks(
      [settings(1, "theme"), settings(1.5, "endpoint", "theme", "before"), settings(2, "zone")],
      hourMs,
    );
    expect(marks.map(({ timeMs, settings: names }) => [timeMs / hourMs, names])).toEqual([
      [1, ["endpoint", "theme"]],
      [2, ["zone"]],
    ]);
  });

  it("does not mix settings and models", () => {
    const models: ChangeLine = { is: "models", timeMs: hourMs, data: { appeared: [] } };
    const { marks } = changeMarks([settings(1, "theme"), models], hourMs);
    expect(marks.map(({ is, settings: names }) => [is, names])).toEqual([
      ["settings", ["theme"]],
      ["models", []],
    ]);
  });

  it("marks at most eight, versions first, then the latest, and says how many it leaves out", () => {
    const lines = Array.from({ length: 12 }, (_, hour) => settings(hour, "theme"));
    const { marks, leftOut } = changeMarks([...lines, start(0, "1"), start(5.5, "2")], hourMs);
    expect(marks).toHaveLength(8);
    expect(marks.map(({ timeMs }) => timeMs / hourMs)).toEqual([5, 5.5, 6, 7, 8, 9, 10, 11]);
    expect(leftOut).toBe(5);
  });
});
