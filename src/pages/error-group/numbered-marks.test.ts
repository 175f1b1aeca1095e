import { expect, it } from "vitest";
import { numberedMarks } from "./numbered-marks.ts";

it("gives marks that stand close together one label with the numbers of all", () => {
  const moments = [0, 5, 9, 100, 200, 204].map((timeMs) => ({ timeMs }));
  expect(numberedMarks(moments, 10).map(({ label }) => label)).toEqual(["", "", "1–3", "4", "", "5–6"]);
  expect(numberedMarks(moments, 0).map(({ label }) => label)).toEqual(["1", "2", "3", "4", "5", "6"]);
});
