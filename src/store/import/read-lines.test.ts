import { describe, expect, it } from "vitest";
import { maxLineBytes, type FileLines } from "./line-splitter.ts";
import { readLines } from "./read-lines.ts";

async function read(content: BlobPart[], maxBytes = 1e9): Promise<{ lines: FileLines[]; encoding: string }> {
  const lines: FileLines[] = [];
  let encoding = "";
  const options = { maxBytes, onEncoding: (name: string) => void (encoding = name) };
  for await (const some of readLines(new Blob(content), options)) lines.push(some);
  return { lines, encoding };
}

async function gzip(content: Blob): Promise<ArrayBuffer> {
  return new Response(content.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
}

/** Checks that every chunk holds whole lines; returns all of them. */
function texts({ lines }: { lines: FileLines[] }): string[] {
  for (const { bytes } of lines.slice(0, -1)) expect(bytes.at(-1)).toBe(10);
  return lines
    .map(({ bytes }) => new TextDecoder().decode(bytes))
    .join("")
    .split("\n")
    .filter((line) => line !== "");
}

describe("readLines", () => {
  it("joins lines and letters that are cut between chunks", async () => {
    const long = `${"ы".repeat(100_000)}\nend`;
    expect(texts(await read([long]))).toEqual(long.split("\n"));
  });

  it("unpacks gzip whatever the name", async () => {
    expect(texts(await read([await gzip(new Blob(["раз\nдва\n"]))]))).toEqual(["раз", "два"]);
  });

  it("knows UTF-16 with and without a mark, Windows-1251, and UTF-8 with a mark", async () => {
    const line = '{"message":"Привет"}';
    const utf16 = Uint16Array.from(line, (letter) => letter.charCodeAt(0));
    const swapped = utf16.map((unit) => (unit << 8) | (unit >> 8));
    const cp1251 = Uint8Array.from(line, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    });
    const cases: [BlobPart[], string][] = [
      [[Uint16Array.of(0xfeff), utf16], "utf-16le"],
      [[utf16], "utf-16le"],
      [[swapped], "utf-16be"],
      [[cp1251], "windows-1251"],
      [["\ufeff", line], "utf-8"],
    ];
    for (const [content, encoding] of cases) {
      const answer = await read(content);
      expect([texts(answer), answer.encoding]).toEqual([[line], encoding]);
    }
  });

  it("truncates a line of 50 MB and reports its length", async () => {
    const length = 50 * 1024 * 1024;
    const { lines } = await read(["x".repeat(length), "\nnext"]);
    expect(lines.map(({ bytes, fullBytes }) => [bytes.length, fullBytes])).toEqual([
      [maxLineBytes, length],
      [4, undefined],
    ]);
  });

  it("stops at a gzip bomb", async () => {
    const bomb = await gzip(new Blob(Array.from({ length: 50 }, () => new Uint8Array(1024 * 1024))));
    expect(bomb.byteLength).toBeLessThan(100_000);
    await expect(read([bomb], 10 * 1024 * 1024)).rejects.toMatchObject({
      name: "LogImportError",
      kind: "too_large",
      message: "the file holds more than 10 MB of text",
    });
  });

  it("rejects a damaged gzip", async () => {
    const packed = new Uint8Array(await gzip(new Blob(["x".repeat(10_000)])));
    await expect(read([packed.slice(0, packed.length - 20)])).rejects.toMatchObject({ kind: "unreadable" });
  });
});
