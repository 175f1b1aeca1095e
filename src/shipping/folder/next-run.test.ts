import { describe, expect, it } from "vitest";
import type { LogPosition } from "../../store/log-positions.ts";
import { missingBytes, nextRun } from "./next-run.ts";

const fresh = () => "anew";
const one = (generation: number, sizeBytes: number) => ({ generation, sizeBytes });

function log(structured: LogPosition["files"]["tts_structured.jsonl"], epoch = "e1"): LogPosition {
  const files = { "tts_utility.log": [one(0, 0)], "tts_errors.log": [one(0, 0)], "tts_structured.jsonl": structured };
  return { epoch, files, firstPosition: 0, nextPosition: 10 };
}

const held = (structured: LogPosition["files"]["tts_structured.jsonl"], epoch = "e1") => ({
  epoch,
  files: { "tts_structured.jsonl": structured },
});

describe("nextRun", () => {
  it("is nothing where the folder has everything, or the log has nothing", () => {
    expect(nextRun(log([one(3, 50), one(4, 10)]), held([one(3, 50), one(4, 10)]), fresh)).toBeUndefined();
    expect(nextRun(log([one(0, 0)]), { files: {} }, fresh)).toBeUndefined();
  });

  it("begins with the oldest generation that is kept", () => {
    const run = nextRun(log([one(3, 50), one(4, 10)]), { files: {} }, fresh);
    expect(run).toMatchObject({
      place: { generation: 3, fromByte: 0 },
      leftBytes: 50,
      copyEpoch: "e1",
      oldestGeneration: 3,
    });
  });

  it("goes on inside of a generation, and fills it before the next", () => {
    const run = nextRun(log([one(3, 50), one(4, 10)]), held([one(3, 20)]), fresh);
    expect(run).toMatchObject({ place: { generation: 3, fromByte: 20 }, leftBytes: 30 });
    expect(nextRun(log([one(3, 50), one(4, 10)]), held([one(3, 50)]), fresh)).toMatchObject({
      place: { generation: 4, fromByte: 0 },
    });
  });

  it("goes on with the oldest generation when those that the folder has are no longer in the log", () => {
    const run = nextRun(log([one(7, 50), one(8, 10)]), held([one(2, 50), one(3, 20)]), fresh);
    expect(run).toMatchObject({ place: { generation: 7, fromByte: 0 }, oldestGeneration: 7 });
  });

  it("begins anew after the log was cleared or rewritten", () => {
    const run = nextRun(log([one(0, 5)], "e2"), held([one(0, 5)]), fresh);
    expect(run).toMatchObject({ place: { epoch: "e2", generation: 0, fromByte: 0 }, copyEpoch: "e2" });
  });

  it("begins anew, under another epoch, where the folder has more than the log", () => {
    const run = nextRun(log([one(3, 50)]), held([one(3, 51)]), fresh);
    expect(run).toMatchObject({ place: { epoch: "e1", generation: 3, fromByte: 0 }, copyEpoch: "e1.anew" });
    expect(nextRun(log([one(3, 50)]), held([one(3, 50), one(4, 1)]), fresh)?.copyEpoch).toBe("e1.anew");
    // And goes on with that one.
    expect(nextRun(log([one(3, 50)]), held([one(3, 20)], "e1.anew"), fresh)).toMatchObject({
      place: { epoch: "e1", fromByte: 20 },
      copyEpoch: "e1.anew",
    });
  });
});

describe("missingBytes", () => {
  it("counts what the folder does not have", () => {
    expect(missingBytes(log([one(3, 50), one(4, 10)]), held([one(3, 20)]))).toBe(40);
    expect(missingBytes(log([one(3, 50), one(4, 10)]), held([one(3, 20)], "e0"))).toBe(60);
  });
});
