import { expect, it } from "vitest";
import { wordErrors } from "./speech-clips.ts";

it.each([
  ["Go forward, ten meters.", 0],
  ["go forward 10 meters", 1],
  ["go ten meters", 1],
  ["go on forward ten meters", 1],
  ["", 4],
])("%j has %i word errors", (transcript, errors) => {
  expect(wordErrors(transcript, "go forward ten meters")).toBe(errors);
});
