import { zstdCompressSync } from "node:zlib";
import { gzipSync as fflateGzip, zipSync } from "fflate";
import { readFileSync } from "node:fs";
import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipFiles } from "../../../basics/zip-files.ts";
import { unpack, type UnpackOptions } from "./unpack.ts";

const log = '{"event":"a"}\n{"event":"b"}\n';

async function open(content: BlobPart[], name = "given", options: Partial<UnpackOptions> = {}) {
  const { files, skipped } = await unpack(new File(content, name), { maxBytes: 1e9, ...options });
  const texts: Record<string, string> = {};
  for (const file of files) {
    const parts: Uint8Array[] = [];
    for await (const chunk of file.read()) parts.push(chunk);
    texts[file.name] = Buffer.concat(parts).toString();
  }
  return { texts, skipped, notes: files.flatMap(({ notes }) => notes) };
}

function fixture(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`test/fixtures/logs/${path}`));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** One file of a tar, with its head. */
function tarEntry(name: string, content: string, type = "0"): Uint8Array<ArrayBuffer> {
  const entry = new Uint8Array(512 + Math.ceil(content.length / 512) * 512);
  entry.set(bytes(name.slice(0, 100)));
  entry.set(bytes(content.length.toString(8).padStart(11, "0")), 124);
  entry.set(bytes(`        ${type}`), 148);
  const sum = entry.reduce((all, byte) => all + byte, 0);
  entry.set(bytes(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  entry.set(bytes(content), 512);
  return entry;
}

describe("unpack", () => {
  it("passes a text on as it is, whatever its name", async () => {
    expect((await open([log], "app.log.gz")).texts).toEqual({ "app.log.gz": log });
  });

  it.each(["G-double/double.jsonl.gz.gz", "G-multi/multi.jsonl.gz", "G-zlib/zlib.jsonl.zz"])(
    "unpacks %s",
    async (path) => {
      const { texts, notes } = await open([fixture(path)]);
      expect(texts["given"]!.trimEnd().split("\n")).toHaveLength(3);
      expect(notes).toEqual([]);
    },
  );

  it.each([
    ["G-zip/logs.zip", "logs.zip/tts_structured.jsonl"],
    ["G-tar/logs.tar.gz", "logs.tar.gz/tts_structured.jsonl"],
  ])("unpacks the file in %s", async (path, name) => {
    const { texts } = await open([fixture(path)], path.slice(path.indexOf("/") + 1));
    expect(Object.entries(texts).map(([key, text]) => [key, text.trimEnd().split("\n").length])).toEqual([[name, 3]]);
  });

  it("unpacks what is readable of a gzip that was cut, and notes it", async () => {
    const { texts, notes } = await open([fixture("G-trunc/trunc.jsonl.gz")]);
    const text = texts["given"]!;
    expect(text.split("\n").length).toBeGreaterThan(200);
    expect(notes).toEqual([{ kind: "cut", bytes: text.length }]);
  });

  it.each([
    ["gzip", gzipSync],
    ["zlib", deflateSync],
  ])("says of a %s that it was cut, wherever that was", async (_, pack) => {
    const text = Array.from({ length: 60 }, (_, line) => `line ${String((line * 7919) % 1009)}\n`).join("");
    const packed = new Uint8Array(pack(text));
    for (let length = packed.length - 1; length > 20; length--) {
      const { texts, notes } = await open([packed.subarray(0, length)]);
      expect(notes, `${String(length)} of ${String(packed.length)} bytes`).toEqual([
        { kind: "cut", bytes: texts["given"]!.length },
      ]);
    }
    expect((await open([packed])).notes).toEqual([]);
  });

  it("ignores NULs behind a gzip, and notes anything else there", async () => {
    const packed = new Uint8Array(gzipSync(log));
    expect(await open([packed, new Uint8Array(10_000)])).toMatchObject({ texts: { given: log }, notes: [] });
    const { texts, notes } = await open([packed, "x".repeat(1000)]);
    expect([texts, notes]).toEqual([{ given: log }, [{ kind: "ignored", bytes: log.length }]]);
  });

  it("notes a wrong checksum of any member of a gzip, and where zlib was cut", async () => {
    const text = Array.from({ length: 50_000 }, (_, line) => `line ${String(line * 7919)}\n`).join("");
    const packed = new Uint8Array(gzipSync(text));
    const middle = packed.length / 2;
    const altered = packed.slice();
    altered[middle]! ^= 1;
    expect((await open([altered])).notes.map(({ kind }) => kind)).toEqual([
      expect.stringMatching(/^(checksum|damaged)$/),
    ]);
    // Two members, the first of which says another checksum.
    const member = new Uint8Array(gzipSync(log));
    const wrong = member.slice();
    wrong[wrong.length - 8]! ^= 1;
    expect((await open([wrong, member])).notes).toEqual([{ kind: "checksum", bytes: 2 * log.length }]);
    expect((await open([member, wrong])).notes).toEqual([{ kind: "checksum", bytes: 2 * log.length }]);
    expect((await open([member, "\n"])).notes).toEqual([]);
    const zlib = new Uint8Array(deflateSync(text));
    const cut = await open([zlib.subarray(0, zlib.length / 2)]);
    expect(cut.notes.map(({ kind }) => kind)).toEqual(["cut"]);
    expect(text.startsWith(cut.texts["given"]!)).toBe(true);
    expect(cut.texts["given"]!.length).toBeGreaterThan(100_000);
  });

  it("unpacks stored and deflated files of a zip, also packed ones, without what systems left there", async () => {
    const zip = zipSync({
      "a/app.log": [bytes(log), { level: 0 }],
      "b.jsonl.gz": fflateGzip(bytes(log)),
      "c.log": [bytes(log), { level: 9 }],
      "a/": new Uint8Array(0),
      "empty.log": new Uint8Array(0),
      "__MACOSX/._app.log": bytes("litter"),
      ".DS_Store": bytes("litter"),
      "shot.png": bytes("\x89PNG\r\n\x1a\n"),
    });
    const { texts, skipped } = await open([zip as Uint8Array<ArrayBuffer>], "x.zip");
    expect(texts).toEqual({ "x.zip/a/app.log": log, "x.zip/b.jsonl.gz": log, "x.zip/c.log": log });
    expect(skipped).toEqual([{ name: "x.zip/shot.png", what: "a PNG image" }]);
  });

  it("notes a wrong checksum of a file in a zip", async () => {
    const zip = zipSync({ "a.log": bytes(log.repeat(9)) });
    zip[Buffer.from(zip).indexOf("PK\x01\x02") + 16]! ^= 1;
    expect((await open([zip as Uint8Array<ArrayBuffer>])).notes).toEqual([{ kind: "checksum", bytes: log.length * 9 }]);
  });

  it("unpacks the zips that the console writes", async () => {
    const zip = await zipFiles([
      { name: "logs/tts_structured.jsonl", content: log },
      { name: "stored.log", content: new Blob([log]) },
    ]);
    expect((await open([zip], "ours.zip")).texts).toEqual({
      "ours.zip/logs/tts_structured.jsonl": log,
      "ours.zip/stored.log": log,
    });
  });

  it("unpacks a tar with long names, and one that was cut up to there", async () => {
    const long = `${"folder/".repeat(20)}app.log`;
    const pax = `${String(long.length + 12)} path=${long}.1\n`;
    const parts = [
      tarEntry("././@LongLink", `${long}\0`, "L"),
      tarEntry(long, log),
      tarEntry("pax", pax, "x"),
      tarEntry("short", log),
      tarEntry("folder/", "", "5"),
      tarEntry("last.log", log.repeat(100)),
    ];
    const tar = Buffer.concat(parts).subarray(0, -1000);
    const { texts, notes } = await open([tar], "x.tar");
    expect(Object.keys(texts)).toEqual([`x.tar/${long}`, `x.tar/${long}.1`, "x.tar/last.log"]);
    expect(notes.map(({ kind }) => kind)).toEqual(["cut"]);
  });

  it("makes names inside of archives harmless", async () => {
    const names = ["../../etc/passwd", "C:\\logs\\app.log", "/abs.log", "a\u202egol.log", `${"x".repeat(500)}.log`];
    const { texts } = await open(
      [zipSync(Object.fromEntries(names.map((name) => [name, bytes(log)]))) as Uint8Array<ArrayBuffer>],
      "z",
    );
    expect(Object.keys(texts)).toEqual([
      "z/etc/passwd",
      "z/logs/app.log",
      "z/abs.log",
      "z/agol.log",
      `z/${"x".repeat(196)}.log`,
    ]);
  });

  it.each([
    ["%PDF-1.7\n", "a PDF document"],
    ["\x89PNG\r\n\x1a\n\0\0", "a PNG image"],
    ["RIFF\0\0\0\0WAVEfmt ", "a WAV recording"],
    ["SQLite format 3\0", "an SQLite database"],
    ["\xfd7zXZ\0", "packed with xz"],
    ["7z\xbc\xaf\x27\x1c", "a 7z archive"],
    ["\x01\x02\x03\x05\x06\x07\x08\x0b\x0e\x0f\x10\x11", "a binary file of an unknown kind"],
  ])("names %j as %s", async (start, what) => {
    await expect(open([bytes(start)])).rejects.toMatchObject({ kind: "unreadable", message: `the file is ${what}` });
  });

  it("unpacks zstd, several frames of it too, and what is readable of one that was cut or damaged", async () => {
    const text = Array.from(
      { length: 20_000 },
      (_, line) => `line ${String(line)} ${Math.sin(line).toString(36)}\n`,
    ).join("");
    const frame = Uint8Array.from(zstdCompressSync(text));
    expect(await open([frame])).toMatchObject({ texts: { given: text }, notes: [] });
    const two = Uint8Array.from([...frame, ...zstdCompressSync("more\n")]);
    expect((await open([two])).texts["given"]).toBe(`${text}more\n`);
    const cut = await open([frame.slice(0, frame.length * 0.7)]);
    expect(text.startsWith(cut.texts["given"]!)).toBe(true);
    expect(cut.texts["given"]!.length).toBeGreaterThan(text.length / 3);
    expect(cut.notes).toEqual([{ kind: "cut", bytes: cut.texts["given"]!.length }]);
    const damaged = frame.slice();
    damaged.fill(0xff, 12, 400);
    expect((await open([damaged])).notes).toMatchObject([{ kind: "damaged" }]);
  });

  it("names an Excel workbook, and a file that is encrypted", async () => {
    const xlsx = zipSync({ "[Content_Types].xml": bytes("<x/>"), "xl/workbook.xml": bytes("<x/>") });
    await expect(open([xlsx as Uint8Array<ArrayBuffer>])).rejects.toThrow("the file is an Excel workbook");
    const zip = zipSync({ "a.log": bytes(log) });
    const list = Buffer.from(zip).indexOf("PK\x01\x02");
    zip[list + 8]! |= 1;
    await expect(open([zip as Uint8Array<ArrayBuffer>], "z")).rejects.toThrow(
      "the archive holds no text: z/a.log is encrypted",
    );
  });

  it("says that a zip was cut", async () => {
    const zip = zipSync({ "a.log": bytes(log.repeat(50)) });
    await expect(open([zip.slice(0, 60) as Uint8Array<ArrayBuffer>])).rejects.toThrow("the zip is cut");
  });

  it("counts each byte of the given file once", async () => {
    const zip = zipSync({ "a.log": bytes(log.repeat(99)), "b.log": [bytes(log), { level: 0 }] });
    for (const content of [
      zip as Uint8Array<ArrayBuffer>,
      fixture("G-tar/logs.tar.gz"),
      fixture("G-double/double.jsonl.gz.gz"),
      bytes(log),
    ]) {
      let counted = 0;
      await open([content], "x", { onBytes: (read) => void (counted += read) });
      expect(counted).toBe(content.length);
    }
  });

  it("stops at bombs: one file, many files, packed again and again", async () => {
    const zeros = new Uint8Array(1_500_000);
    const options = { maxBytes: 2 * 1024 * 1024 };
    const large = { kind: "too_large", message: "the file holds more than 2 MB of text" };
    await expect(open([gzipSync(Buffer.concat([zeros, zeros]))], "x", options)).rejects.toMatchObject(large);
    const zip = zipSync({ a: zeros, b: zeros });
    await expect(open([zip as Uint8Array<ArrayBuffer>], "x", options)).rejects.toMatchObject(large);
    const tar = gzipSync(Buffer.concat([tarEntry("a", "x"), zeros]));
    const tars = zipSync({ a: tar, b: tar });
    await expect(open([tars as Uint8Array<ArrayBuffer>], "x", options)).rejects.toThrow("too large together");
    let nested = gzipSync(log);
    for (let depth = 1; depth < 10; depth++) nested = gzipSync(nested);
    await expect(open([nested])).rejects.toThrow("the file is packed more than 5 times");
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, file) => [`${String(file)}.log`, bytes("x")]));
    await expect(open([zipSync(files) as Uint8Array<ArrayBuffer>])).rejects.toMatchObject({ kind: "too_large" });
  });
});
