import { describe, expect, it } from "vitest";
import { joinCommandLines, readCommandLine } from "./asr-command-output.ts";

describe("readCommandLine", () => {
  it("reads a full line and fills what a short one leaves out", () => {
    const full = { text: "привет", start_ms: 0, end_ms: 400, confidence: 0.9, final: false };
    expect(readCommandLine(JSON.stringify(full), 1)).toEqual(full);
    expect(readCommandLine('{"text":"да"}', 1)).toEqual({ text: "да", confidence: 0, final: true });
  });

  it.each([
    ["[00:00] hello", "line 7 of its output is not JSON: [00:00] hello"],
    ['{"start_ms":1}', 'has a bad text (Invalid key: Expected "text"'],
    ['{"text":"a","confidence":4}', "has a bad confidence"],
    ['{"text":"a","start_ms":-1}', "has a bad start_ms"],
    ['{"text":"a","start_ms":5,"end_ms":4}', "ends before it begins"],
    ["[1]", "has a bad text"],
    ["3", "has a bad form"],
  ])("refuses %s and shows it", (line, message) => {
    expect(() => readCommandLine(line, 7)).toThrow(message);
    expect(() => readCommandLine(line, 7)).toThrow(line);
  });

  it("shows only the beginning of a long bad line", () => {
    expect(() => readCommandLine("x".repeat(10_000), 1)).toThrow(/^.{200,300}…$/);
  });
});

describe("joinCommandLines", () => {
  const line = (text: string, start_ms: number, end_ms: number, final = true) => ({ text, start_ms, end_ms, confidence: 0.5, final }); // prettier-ignore

  it("keeps final lines only and joins their text", () => {
    const { text } = joinCommandLines(
      [line("один", 0, 5, false), line("один два", 0, 800), line(" три ", 900, 1200)],
      2000,
    );
    expect(text).toBe("один два три");
  });

  it("gives a word of its own line exactly that line's time, and shares a line by length", () => {
    const { words } = joinCommandLines([line("да", 100, 300), line("нет никогда", 400, 1400)], 2000);
    expect(words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [100, 300],
      [400, 700],
      [700, 1400],
    ]);
  });

  it("never puts a word outside the sound", () => {
    const { words } = joinCommandLines([line("слишком поздно", 900, 9000), line("совсем", 5000, 6000)], 1000);
    for (const { startMs, endMs } of words) {
      expect(startMs).toBeLessThanOrEqual(endMs);
      expect(endMs).toBeLessThanOrEqual(1000);
    }
  });
});
