import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { maxLineBytes } from "./line-splitter.ts";
import { createLinesParser, type ParsedLines } from "./parse-lines.ts";

const encoder = new TextEncoder();
const events = [...generateEvents(60)];
const ours = events.map(renderJsonLine);

function setup(mayStoreBroken = () => true) {
  const seen = { lines: 0, brokenLines: 0 };
  const parse = createLinesParser({ name: "their.log", timeMs: 0 }, seen, mayStoreBroken);
  return {
    seen,
    parse: (text: string | Uint8Array) => parse({ bytes: typeof text === "string" ? encoder.encode(text) : text }),
  };
}

function textOf(parsed: ParsedLines, from = 0, to = parsed.length): string {
  return parsed
    .bytes(from, to)
    .map((part) => new TextDecoder().decode(part))
    .join("");
}

describe("createLinesParser", () => {
  it("does not copy our own lines, whichever rows are requested", () => {
    const bytes = encoder.encode(ours.map((line) => line + "\n").join(""));
    const parsed = setup().parse(bytes);
    expect(parsed.bytes(0, 60).map(({ buffer, length }) => [buffer === bytes.buffer, length])).toEqual([
      [true, bytes.length],
    ]);
    expect(textOf(parsed, 20, 30)).toBe(ours.slice(20, 30).join("\n") + "\n");
    expect(Array.from(parsed.timeMs)).toEqual(events.map(({ timestamp }) => Date.parse(timestamp)));
  });

  it("stores lines with another line end, or none, unchanged", () => {
    expect(textOf(setup().parse(ours.join("\r\n")))).toBe(ours.join("\n") + "\n");
  });

  it("numbers lines from 1, empty ones too, over all chunks", () => {
    const { parse, seen } = setup();
    parse("\n \r\nbad\n");
    const parsed = parse("worse\n\n");
    expect(JSON.parse(textOf(parsed))).toMatchObject({ data: { file: "their.log", line: 4, text: "worse" } });
    expect(seen).toEqual({ lines: 2, brokenLines: 2 });
  });

  it("gives a line without a time that of the line before, scanned or not", () => {
    const parsed = setup().parse(`${ours[7]}\n{"event":"x"}\nbad\n`);
    expect(Array.from(parsed.timeMs)).toEqual(Array(3).fill(Date.parse(events[7]!.timestamp)));
  });

  it("replaces what is not UTF-8 in its own line alone", () => {
    const parsed = setup().parse(
      Uint8Array.from([...encoder.encode(`${ours[0]}\n{"message":"`), 0xff, ...encoder.encode(`"}\n${ours[1]}\n`)]),
    );
    const lines = textOf(parsed).split("\n");
    expect([lines[0], lines[2]]).toEqual([ours[0], ours[1]]);
    expect(JSON.parse(lines[1]!)).toMatchObject({ message: "\ufffd" });
  });

  it("counts broken lines that it may not store", () => {
    let budget = 2;
    const { parse, seen } = setup(() => budget-- > 0);
    expect(parse("bad\n".repeat(5)).length).toBe(2);
    expect(seen).toEqual({ lines: 5, brokenLines: 5 });
  });

  it("stores the beginning of a line that is too long, even one of ours", () => {
    const long = renderJsonLine({ ...events[0]!, message: "x".repeat(maxLineBytes) });
    const { parse, seen } = setup();
    const [record] = textOf(parse(`${long}\n${ours[1]}\n`)).split("\n");
    expect(JSON.parse(record!)).toMatchObject({
      message: `their.log:1: the line has ${String(encoder.encode(long).length)} bytes`,
    });
    expect(seen).toEqual({ lines: 2, brokenLines: 1 });
  });
});
