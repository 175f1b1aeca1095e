import { describe, expect, it } from "vitest";
import { oddLines } from "../../../../../test/support/odd-lines.ts";
import { fieldBlockOf } from "../../../columns/open-field-block.ts";
import { createMessageReader } from "./message-reader.ts";

/** Lines whose message is hard to find; so many others that it is not listed. */
const lines = [
  ...Array.from({ length: 300 }, (_, at) => `{"level":"INFO","message":"${String(at)} of \\"many\\" \\\\","n":1}`),
  '{"level":"INFO","message":"first","n":1,"message":"second"}',
  String.raw`{"level":"INFO","message":"plain","mess\u0061ge":"escaped"}`,
  '{"a":{"b":1,"message":"inner"},"message":"outer"}',
  '{"a":{"b":1,"message":"inner"}}',
  '{"a":"{","message":"after a brace"}',
  '{"a":",\\"message\\":\\"quoted\\"","message":"real"}',
  `{"a":"${"я".repeat(400)}","message":"far"}`,
  `{"a":1,"message":"${"long ".repeat(300)}"}`,
  '{"a":1,"message":["listed"]}',
  '{"a":1,"message":"[looks listed]"}',
  '{"a":1,"message":7}',
  '{ "a" : 1 , "message" : "spaced" }',
  ...oddLines,
];

describe("createMessageReader", () => {
  it("reads the messages that are texts as JSON.parse does, wherever they stand in their lines", () => {
    const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
    const reader = createMessageReader(fieldBlockOf(bytes, 0));
    const expected = lines.flatMap((line, row) => {
      const { message } = JSON.parse(line) as { message?: unknown };
      return typeof message === "string" ? [[row, message]] : [];
    });
    expect(reader.needsLines).toBe(true);
    expect([...reader.read(bytes)]).toEqual(expected);
    const even = expected.filter(([row]) => (row as number) % 2 === 0);
    expect([...reader.read(bytes, (row) => row % 2 === 0)]).toEqual(even);
  });
});
