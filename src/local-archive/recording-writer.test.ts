import { describe, expect, it } from "vitest";
import { openRecordingWriter, type RecordingSink } from "./recording-writer.ts";

const second = new Uint8Array(32_000);

function setup(write: RecordingSink["write"]) {
  const troubles: string[] = [];
  const writer = openRecordingWriter({
    id: "rec-1",
    startedAtMs: 0,
    sampleRateHz: 16_000,
    write,
    update: () => Promise.resolve(),
    release: () => Promise.resolve(),
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const record = (seconds: number) => {
    for (let index = 0; index < seconds; index++) writer.append(second);
  };
  return { writer, record, troubles };
}

describe("openRecordingWriter", () => {
  it("holds a minute for a disk that does not write, leaves the rest out, and counts it", async () => {
    const disk = Promise.withResolvers<void>();
    let written = 0;
    const { writer, record, troubles } = setup(() => disk.promise.then(() => void written++));
    record(75);
    expect(writer.unsavedSeconds).toBe(15);
    disk.resolve();
    await expect.poll(() => written).toBe(60);
    record(3);
    await writer.end("recognized");
    expect({ written, unsaved: writer.unsavedSeconds, troubles }).toEqual({ written: 63, unsaved: 15, troubles: [] });
    expect(writer.metrics()?.seconds).toBe(78);
  });

  it("counts what comes after the disk has failed", async () => {
    let writes = 0;
    const { writer, record, troubles } = setup(() =>
      ++writes > 2 ? Promise.reject(new Error("the disk is gone")) : Promise.resolve(),
    );
    record(5);
    await writer.end("recognized");
    expect({ unsaved: writer.unsavedSeconds, troubles }).toEqual({ unsaved: 3, troubles: ["broken"] });
  });

  it("counts nothing where everything is written", async () => {
    const { writer, record } = setup(() => Promise.resolve());
    record(5);
    await writer.end("recognized");
    expect(writer.unsavedSeconds).toBe(0);
  });
});
