import { describe, expect, it } from "vitest";
import { readLevel } from "./read-level.ts";

describe("readLevel", () => {
  it.each([
    ["DEBUG", "debug Trace VERBOSE silly fine dbg d"],
    ["INFO", "info Information NOTICE success inf i"],
    ["WARNING", "warn WARNING wrn W"],
    ["ERROR", "err Error severe ERRO E"],
    ["CRITICAL", "crit alert emerg panic fatal DPANIC ftl F"],
  ])("reads words of %s in any case: %s", (level, words) => {
    for (const word of words.split(" ")) {
      expect([word, readLevel(word), readLevel(` ${word.toUpperCase()} `), readLevel(`[${word}]`)]).toEqual([
        word,
        level,
        level,
        level,
      ]);
    }
  });

  it("reads slog's distances and a terminal's colours", () => {
    expect([readLevel("ERROR+2"), readLevel("DEBUG-4"), readLevel("\u001b[32minfo\u001b[39m")]).toEqual([
      "ERROR",
      "DEBUG",
      "INFO",
    ]);
  });

  it.each([
    ["any", [10, 20, 30, 40, 50, 60], "DEBUG DEBUG INFO WARNING ERROR CRITICAL"],
    ["any", [7, 6, 5, 4, 3, 2, 0], "DEBUG INFO INFO WARNING ERROR CRITICAL CRITICAL"],
    ["any", [100, 200, 250, 300, 400, 500, 600], "DEBUG INFO INFO WARNING ERROR CRITICAL CRITICAL"],
    ["any", [10_000, 20_000, 30_000, 40_000, 50_000], "DEBUG INFO WARNING ERROR CRITICAL"],
    ["python", [10, 20, 25, 30, 40, 50], "DEBUG INFO INFO WARNING ERROR CRITICAL"],
    ["syslog", [7, 6, 5, 4, 3, 2, 1, 0], "DEBUG INFO INFO WARNING ERROR CRITICAL CRITICAL CRITICAL"],
    ["otel", [1, 5, 9, 13, 17, 21, 24], "DEBUG DEBUG INFO WARNING ERROR CRITICAL CRITICAL"],
    ["gcp", [100, 200, 300, 400, 500, 600, 800], "DEBUG INFO INFO WARNING ERROR CRITICAL CRITICAL"],
  ] as const)("reads numbers on the scale %s: %j", (scale, numbers, levels) => {
    expect(numbers.map((number) => readLevel(number, scale))).toEqual(levels.split(" "));
    expect(numbers.map((number) => readLevel(String(number), scale))).toEqual(levels.split(" "));
  });

  it("takes no level from anything else", () => {
    for (const value of [
      "",
      "constructor",
      "__proto__",
      "toString",
      "errors",
      NaN,
      null,
      undefined,
      [],
      {},
      true,
      { name: 4 },
      "x".repeat(1e5),
    ]) {
      expect(readLevel(value)).toBeUndefined();
    }
  });
});
