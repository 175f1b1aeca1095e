import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJsonLine } from "../../logging/render-line.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createLabelWriter, unlabelled } from "./label-line.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const [event] = generateEvents(1);

describe("createLabelWriter", () => {
  it("adds a label from which the line comes back byte for byte, whatever line and label say", () => {
    const words = fc.array(
      fc.constantFrom(',"source":"', '","source":"', "}", '"', "\\", "a", "я", "\n", "request_start"),
    );
    fc.assert(
      fc.property(words, words, (inLine, inLabel) => {
        const line = renderJsonLine({ ...event!, message: inLine.join("") });
        const { buffer, start, size } = createLabelWriter(inLabel.join(""))(encoder.encode(line));
        const labelled = buffer.subarray(start, start + size);
        expect(decoder.decode(labelled)).toMatch(/^[^\n]*\}\n$/);
        expect(JSON.parse(decoder.decode(labelled))).toEqual({ ...JSON.parse(line), source: inLabel.join("") });
        expect(decoder.decode(unlabelled(labelled))).toBe(line);
      }),
    );
  });

  it("puts lines one after another, also over the end of a buffer", () => {
    const label = createLabelWriter("a");
    const lines = [
      `{"a":"${"x".repeat(700_000)}"}`,
      `{"b":"${"y".repeat(700_000)}"}`,
      `{"c":"${"z".repeat(3_000_000)}"}`,
    ];
    const written = lines.map((line) => label(encoder.encode(line)));
    expect(
      written.map(({ buffer, start, size }) => decoder.decode(unlabelled(buffer.subarray(start, start + size)))),
    ).toEqual(lines);
  });
});
