import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { lineWithOriginal } from "../../../test/support/line-with-original.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { SourceRecord } from "./embed-original.ts";
import { originalRecord } from "./original-bytes.ts";

const encoder = new TextEncoder();
const [event] = generateEvents(1);

function record(text: string, json: SourceRecord["json"], bytes = encoder.encode(text), exact = true): SourceRecord {
  return { text, bytes, exact, json };
}

function restored(from: SourceRecord) {
  const line = lineWithOriginal(renderJsonLine(event!), from);
  expect(line).not.toMatch(/[\r\n]/);
  JSON.parse(line);
  return originalRecord(encoder.encode(`${line}\n`));
}

describe("originalRecord", () => {
  it("gives any JSON back byte for byte, however it is spelled", () => {
    const json = fc.tuple(fc.json(), fc.nat({ max: 2 })).map(([text, indent]) => {
      return JSON.stringify({ any: JSON.parse(text) }, undefined, indent)
        .replaceAll("e", "\\u0065")
        .replaceAll("\\u0065", "e");
    });
    fc.assert(
      fc.property(json, (text) => {
        expect(restored(record(text, "strict"))).toEqual({ text, bytes: encoder.encode(text) });
      }),
    );
  });

  it.each([
    ['{"id": 12345678901234567890, "v": 1.10, "v": 1e400}', "strict"],
    [String.raw`{"a":"\u0421\/", "original": {"original": "x"}, "original_text": 5}`, "strict"],
    ['{"n": NaN, "i": [-Infinity]}', "lenient"],
    [`{"deep":${"[".repeat(40)}${"]".repeat(40)}}`, "strict"],
    ["[1,2]", "strict"],
    ['"a string of JSON"', "none"],
    ["{broken\r\n  over lines\u0000\u2028", "none"],
  ] as const)("gives %s back", (text, json) => {
    expect(restored(record(text, json))).toEqual({ text, bytes: encoder.encode(text) });
  });

  it("gives a record back from a line whose own fields hold any text, however deep", () => {
    const text = fc.array(
      fc.constantFrom("\ud83d", "\ude00", "a", "\\", "ud83d", '"', "\n", "_", "request_start", "\u2028"),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const message = parts.join("");
        let deep: Record<string, unknown> = { message };
        for (let level = 0; level < 40; level++) deep = { [message]: [deep] };
        const line = lineWithOriginal(
          renderJsonLine({ ...event!, message, request_data: deep }),
          record('{"a":1}', "strict"),
        );
        expect(originalRecord(encoder.encode(`${line}\n`))?.text).toBe('{"a":1}');
      }),
    );
  });

  it("gives any bytes back beside their text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), fc.constantFrom("none", "lenient" as const), (bytes, json) => {
        const text = json === "none" ? new TextDecoder().decode(bytes) : '{"a": NaN}';
        expect(restored(record(text, json, bytes, false))).toEqual({ text, bytes });
      }),
    );
  });

  it("finds nothing in a line that was not rendered", () => {
    for (const one of generateEvents(100)) expect(originalRecord(encoder.encode(renderJsonLine(one)))).toBeUndefined();
  });
});
