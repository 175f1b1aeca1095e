import { expect, it } from "vitest";
import { wrongWords } from "./speech-clips.ts";

it.each([
  ["Go forward, ten meters.", 0],
  ["go forward 10 meters", 1],
  ["go ten meters", 1],
  ["go on forward ten meters", 1],
  ["", 4],
])("%j has %i wrong words", (heard, wrong) => {
  expect(wrongWords(heard, "go forward ten meters")).toBe(wrong);
});
