import { expect, it } from "vitest";
import { wordErrors } from "./word-errors.ts";

it.each([
  ["go forward ten meters", "Go forward, ten meters.", 0],
  ["go forward ten meters", "go forward 10 meters", 1],
  ["go forward ten meters", "go ten meters", 1],
  ["go forward ten meters", "go on forward ten meters", 1],
  ["go forward ten meters", "", 4],
])("between %j and %j lie %i words", (said, heard, errors) => {
  expect(wordErrors(said, heard)).toBe(errors);
});
