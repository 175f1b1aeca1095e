import type { LogLevel } from "../logging/log-event.ts";
import { stripAnsi } from "./text/ansi.ts";

/** How a number says a level. `any` tells the scale by magnitude, 10 to 60 as pino does. */
export type LevelScale = "any" | "python" | "syslog" | "otel" | "gcp";

const words: Record<LogLevel, string> = {
  DEBUG: "debug debu dbg dbug d trace trac trc t verbose verb vrb v silly fine finer finest config all",
  INFO: "info information informational inf i notice note ntc success ok log default http",
  WARNING: "warning warn wrn w",
  ERROR: "error err erro eror e severe failure failed fail exception",
  CRITICAL: "critical crit c alert emerg emergency panic pani dpanic fatal fata ftl f",
};

const levelOfWord = new Map(
  Object.entries(words).flatMap(([level, names]) => names.split(" ").map((name) => [name, level as LogLevel] as const)),
);

/** Spellings that come again and again, upper and lower case as they are. */
const seen = new Map<string, LogLevel>();
const maxSeen = 200;
/** Longest text that can be a level. */
const maxLength = 40;

/** Reads a level written as a word, in any case: `warn`, `Error `, `E`, `ERROR+2`, `[err]`; undefined for other text. */
export function readLevelWord(text: string): LogLevel | undefined {
  const known = seen.get(text);
  if (known !== undefined || text.length > maxLength) return known;
  const word = stripAnsi(text)
    .toLowerCase()
    .replaceAll(/[[\]()<>:\s]+/g, "")
    .replace(/[+-]\d+$/, "");
  const level = levelOfWord.get(word);
  if (level !== undefined && seen.size < maxSeen) seen.set(text, level);
  return level;
}

/**
 * Reads a level of any logger: a word, a number on a known scale, digits in a text, or an object with a `name` (loguru).
 *
 * @returns undefined for what is no level
 */
export function readLevel(value: unknown, scale: LevelScale = "any"): LogLevel | undefined {
  if (typeof value === "number") return levelOfNumber(value, scale);
  if (typeof value === "string") {
    return /^\s*-?\d{1,5}\s*$/.test(value) ? levelOfNumber(Number(value), scale) : readLevelWord(value);
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "name")) return undefined;
  const { name } = value as { name: unknown };
  return typeof name === "string" ? readLevelWord(name) : undefined;
}

/** Upper ends of the five levels on a rising scale; a number above the last is CRITICAL. */
function rising(value: number, ends: [number, number, number, number]): LogLevel {
  const at = ends.findIndex((end) => value <= end);
  return (["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const)[at < 0 ? 4 : at]!;
}

function levelOfNumber(value: number, scale: LevelScale): LogLevel | undefined {
  if (!Number.isFinite(value)) return undefined;
  switch (scale) {
    case "python": // 10 DEBUG … 50 CRITICAL; loguru's SUCCESS is 25
      return rising(value, [19, 29, 39, 49]);
    case "syslog": // 7 debug … 0 emerg
      if (value < 0 || value > 7) return undefined;
      return value <= 2 ? "CRITICAL" : value === 3 ? "ERROR" : value === 4 ? "WARNING" : value <= 6 ? "INFO" : "DEBUG";
    case "otel": // 1-4 TRACE, 5-8 DEBUG, 9-12 INFO, 13-16 WARN, 17-20 ERROR, 21-24 FATAL
      return value >= 1 && value <= 24 ? rising(value, [8, 12, 16, 20]) : undefined;
    case "gcp": // 100 DEBUG, 200 INFO, 300 NOTICE, 400 WARNING, 500 ERROR, 600 CRITICAL …
      return value < 100 ? levelOfNumber(value, "any") : rising(value, [199, 399, 499, 599]);
    case "any":
      if (value < 0) return "DEBUG"; // slog's -4
      if (value <= 7) return levelOfNumber(value, "syslog");
      if (value < 100) return rising(value, [29, 39, 49, 59]); // pino, bunyan: 20 debug … 60 fatal
      if (value < 1000) return rising(value, [199, 299, 399, 499]); // Monolog: 250 notice, 300 warning, 400 error
      return rising(value, [10_000, 20_000, 30_000, 40_000]); // Log4j, Logback
  }
}
