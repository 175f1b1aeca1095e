import * as v from "valibot";
import { maxViewCharacters } from "./manifest.ts";

/** Limits of an answer. */
export const answerLimits = {
  causeCharacters: 4_000,
  steps: 20,
  stepCharacters: 1_000,
} as const;

/** The version of the format that is written. */
export const answerVersion = 1;

/** `answer.json`: what support found out, for the person who made the bundle. */
export const answerSchema = v.object({
  format: v.literal("audiokit-answer"),
  version: v.literal(answerVersion),
  /** UTC, ISO 8601 with milliseconds. */
  answeredAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The program that the answer was written in. */
  console: v.object({ version: v.pipe(v.string(), v.maxLength(100)) }),
  /** What the cause is, in words; line feeds are kept. */
  cause: v.pipe(v.string(), v.maxLength(answerLimits.causeCharacters)),
  /** What to do, in order. */
  steps: v.pipe(v.array(v.pipe(v.string(), v.maxLength(answerLimits.stepCharacters))), v.maxLength(answerLimits.steps)),
  /** Address of the page that shows it, without `log`. */
  view: v.optional(v.pipe(v.string(), v.maxLength(maxViewCharacters), v.startsWith("/"))),
});

/** What support found out. */
export type Answer = v.InferOutput<typeof answerSchema>;
