import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipFiles } from "../../../basics/zip-files.ts";
import { resultLine, transcriptsFile, zippedSounds } from "./batch-results.ts";
import type { BatchOutput, BatchEntry } from "./batch-flow.svelte.ts";
import type { BatchRow } from "./batch-progress.svelte.ts";
import { readTable } from "./read-table.ts";

type Row = BatchRow<BatchEntry, BatchOutput>;

const spoken: Row = {
  index: 0,
  input: { kind: "text", text: 'He said "hi", twice', voice: "borisova", fileName: "hi.wav" },
  status: "done",
  attempts: 1,
  output: { wav: new Blob([Uint8Array.of(1, 2, 3)]), seconds: 0.5, totalMs: 12.6, archiveId: "a-1" },
};
const refused: Row = {
  index: 1,
  input: { kind: "text", text: "=1+1", voice: "nobody", fileName: "two.wav" },
  status: "failed",
  attempts: 2,
  error: new Error("no such voice"),
};
const heard: Row = {
  index: 0,
  input: { kind: "file", file: new File(["x"], "a.mp3") },
  status: "done",
  attempts: 1,
  output: { transcript: "go forward", confidence: 0.5, seconds: 2, totalMs: 100 },
};
const silent: Row = {
  ...heard,
  index: 1,
  input: { kind: "file", file: new File(["x"], "b.mp3") },
  status: "cancelled",
};

describe("the sounds of a batch", () => {
  it("leave as a zip, with a list that tells of the failed ones too", async () => {
    const zip = unzipSync(new Uint8Array(await (await zipFiles(zippedSounds([spoken, refused]))).arrayBuffer()));
    expect(Object.keys(zip)).toEqual(["hi.wav", "results.json", "results.csv"]);
    expect(zip["hi.wav"]).toEqual(Uint8Array.of(1, 2, 3));
    expect(JSON.parse(new TextDecoder().decode(zip["results.json"]))).toEqual([
      {
        file: "hi.wav",
        status: "done",
        text: 'He said "hi", twice',
        voice: "borisova",
        audio_seconds: 0.5,
        processing_time_ms: 13,
        archive_id: "a-1",
      },
      { file: "two.wav", status: "failed", text: "=1+1", voice: "nobody", error: "no such voice" },
    ]);
  });

  it("are listed in a table that no spreadsheet takes for formulas", () => {
    const [head, first, second] = readTable(transcriptsFile([spoken, refused], "csv")).rows.map(({ cells }) => cells);
    expect(head?.slice(0, 3)).toEqual(["file", "status", "text"]);
    expect(first?.[2]).toBe('He said "hi", twice');
    expect(second?.[2]).toBe("'=1+1");
  });
});

describe("a table of results", () => {
  it.each(["=1+1", "+7 495", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\u00a0=1", "＝1+1"])(
    "marks %j as a text",
    (text) => {
      const table = transcriptsFile([{ ...refused, input: { ...refused.input, text } as BatchEntry }], "csv");
      expect(readTable(table).rows[1]?.cells[2]).toBe(`'${text}`);
    },
  );

  it("leaves other texts as they are, with separators, quotes and line breaks", () => {
    const text = 'a "b", c; d\r\n=e';
    const table = transcriptsFile([{ ...refused, input: { ...refused.input, text } as BatchEntry }], "csv");
    expect(readTable(table).rows[1]?.cells[2]).toBe(text);
  });
});

describe("the transcripts of a batch", () => {
  it("leave as one text, each under the name of its recording", () => {
    expect(transcriptsFile([heard, { ...heard, input: silent.input }], "txt")).toBe(
      "a.mp3\ngo forward\n\nb.mp3\ngo forward\n",
    );
    expect(transcriptsFile([silent], "txt")).toBe("");
  });

  it("leave as JSON with their figures", () => {
    expect(JSON.parse(transcriptsFile([heard], "json"))).toEqual([resultLine(heard)]);
    expect(resultLine(heard)).toMatchObject({ text: "go forward", confidence: 0.5, audio_seconds: 2 });
  });
});
