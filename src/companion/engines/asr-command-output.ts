import * as v from "valibot";
import type { EngineTranscript, EngineWord } from "../../emulator/recognition/recognition-engine.ts";

const time = v.pipe(v.number(), v.finite(), v.minValue(0));

/** One line that a recognition command prints. */
const lineSchema = v.object({
  text: v.string(),
  /** Start and end of the text in the audio; default: all of it. */
  start_ms: v.optional(time),
  end_ms: v.optional(time),
  /** 0..1; default 0, which means unknown. */
  confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  /** A line that is not final is replaced by a later one, and ignored. */
  final: v.optional(v.boolean(), true),
});

/** A line that a recognition command printed. */
export type CommandLine = v.InferOutput<typeof lineSchema>;

const shownLength = 200;

/**
 * Reads one line of output.
 *
 * @param number counted from 1, for the message
 * @throws Error with the line and what is wrong with it
 */
export function readCommandLine(line: string, number: number): CommandLine {
  const wrong = (what: string) => {
    const shown = line.length > shownLength ? `${line.slice(0, shownLength)}…` : line;
    return new Error(`line ${String(number)} of its output ${what}: ${shown}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw Object.assign(wrong("is not JSON"), { cause });
  }
  const result = v.safeParse(lineSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw wrong(`has a bad ${v.getDotPath(issue) ?? "form"} (${issue.message})`);
  }
  const { start_ms, end_ms } = result.output;
  if (end_ms !== undefined && end_ms < (start_ms ?? 0)) throw wrong("ends before it begins");
  return result.output;
}

/**
 * Joins the final lines into one transcript.
 *
 * Words share the time of their line by their length: exact when the command prints one line for each word, else an estimate.
 */
export function joinCommandLines(lines: readonly CommandLine[], durationMs: number): EngineTranscript {
  const final = lines.filter((line) => line.final && line.text.trim() !== "");
  const words = final.flatMap((line) => spreadWords(line, durationMs));
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  return { text: final.map((line) => line.text.trim()).join(" "), words, confidence };
}

function spreadWords(line: CommandLine, durationMs: number): EngineWord[] {
  const words = line.text.trim().split(/\s+/);
  const startMs = Math.min(line.start_ms ?? 0, durationMs);
  const lengthMs = Math.min(line.end_ms ?? durationMs, durationMs) - startMs;
  const total = words.reduce((sum, word) => sum + word.length, 0);
  let spoken = 0;
  const now = () => Math.round(startMs + (lengthMs * spoken) / total);
  return words.map((word) => {
    const wordStartMs = now();
    spoken += word.length;
    return { word, startMs: wordStartMs, endMs: now(), confidence: line.confidence };
  });
}
