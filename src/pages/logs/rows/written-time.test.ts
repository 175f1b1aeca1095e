import { describe, expect, it } from "vitest";
import { importFiles } from "../../../../test/support/import-files.ts";
import { renderJsonLine } from "../../../logging/render-line.ts";
import { generateEvents } from "../../../../test/support/generate-events.ts";
import { writtenTime } from "./written-time.ts";

const written = async (content: string) => {
  const { rows } = await importFiles([{ name: "any.log", content }]);
  return rows.map(({ event }) => writtenTime(event));
};

describe("writtenTime", () => {
  it("is the timestamp of an event of our own", async () => {
    const [event] = generateEvents(1);
    expect(await written(renderJsonLine(event!))).toEqual([event!.timestamp]);
  });

  it.each([
    ['{"@timestamp":"2026-11-25T20:41:07+03:00","message":"m"}', "2026-11-25T20:41:07+03:00"],
    ['{"level":30,"time":1795628467000,"msg":"m"}', "1795628467000"],
    ['{"ts":1795628467.25,"level":"info","msg":"m"}', "1795628467.25"],
    ["2026-11-25 20:41:07,123 | INFO     | app | f:1 | started", "2026-11-25 20:41:07,123"],
    ['10.0.0.1 - - [25/Nov/2026:20:41:07 +0300] "GET / HTTP/1.1" 200 1', "25/Nov/2026:20:41:07 +0300"],
    ["<34>Nov  5 20:41:07 host app: started", "Nov  5 20:41:07"],
  ])("is what %s says", async (line, time) => {
    expect(await written(line)).toEqual([time]);
  });

  it("is the timestamp of the neighbour where a record has no time", async () => {
    const [first, second] = await written('{"ts":1795628467.25,"msg":"m"}\n{"msg":"no time"}');
    expect([first, second]).toEqual(["1795628467.25", "2026-11-25T17:41:07.250Z"]);
  });
});
