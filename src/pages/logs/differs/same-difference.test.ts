import { expect, it } from "vitest";
import type { Clause, Difference } from "../../../analytics/differs/difference.ts";
import { indexOfSame } from "./same-difference.ts";

const voice = (value: string): Clause => ({ path: "voice", is: "value", value });
const seconds = (from: number): Clause => ({ path: "audio_seconds", is: "range", from });
const differences = [[voice("a")], [voice("b"), seconds(60)], [seconds(30)]].map(
  (clauses) => ({ clauses }) as Difference,
);

it.each<[string, Clause[], number]>([
  ["by its value", [voice("a")], 0],
  ["in whatever order its conditions stand", [seconds(60), voice("b")], 1],
  ["with other bounds of its range", [voice("b"), seconds(61)], 1],
  ["not with another value", [voice("c"), seconds(60)], -1],
])("a difference is found again %s", (_, clauses, index) => {
  expect(indexOfSame(differences, clauses)).toBe(index);
});
