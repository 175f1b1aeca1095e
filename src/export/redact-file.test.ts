import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvTable } from "../basics/csv-table.ts";
import { compileRules } from "../logging/redaction/compile-rules.ts";
import { readySets } from "../logging/redaction/ready-sets.ts";
import type { RuleCounts } from "../logging/redaction/redaction-rules.ts";
import { redactFile, redactLines, type RecordKind } from "./redact-file.ts";
import { readCsvCell, splitCsvRow } from "./split-csv-row.ts";

const rules = compileRules({
  sets: readySets,
  own: [{ name: "mine", by: "pattern", find: String.raw`contract-\d+`, replacement: "[mine]", isOn: true }],
});

async function redacted(content: BlobPart, kind: RecordKind): Promise<string> {
  return (await redactFile(new Blob([content]), kind, rules)).text();
}

describe("redactFile", () => {
  it("is the same file without rules", async () => {
    const file = new Blob(["contract-1\n"]);
    expect(await redactFile(file, "lines", [])).toBe(file);
  });

  it("takes the value of a named field out of indented JSON, and what is escaped in it", async () => {
    const named = compileRules({
      sets: ["email"],
      own: [{ name: "names", by: "field", find: "customer", replacement: "[name]", isOn: true }],
    });
    const content = JSON.stringify({ customer: "Anna", note: "a@b.example", count: 3, list: ["x"] }, null, 2);
    const escaped = content.replace("@", "\\u0040");
    const clean = redactLines(escaped, named);
    expect(await (await redactFile(new Blob([escaped]), "lines", named)).text()).toBe(clean);
    expect(JSON.parse(clean)).toEqual({
      customer: "[name]",
      note: expect.not.stringMatching(/@|b\.example/) as string,
      count: 3,
      list: ["x"],
    });
    expect(clean.split("\n").filter((line) => !content.split("\n").includes(line))).toHaveLength(2);
  });

  it("leaves none of 1,000 personal strings in any kind of file, escaped ones included, and counts each", async () => {
    const personal = Array.from({ length: 1_000 }, (_, at) => `user.${String(at)}@mail-${String(at % 7)}.example.ru`);
    const escaped = (text: string) => JSON.stringify(text).replaceAll("@", "\\u0040");
    const files: [RecordKind, string][] = [
      ["events", personal.map((text) => `{"event":"note","data":{"list":[${escaped(`for ${text}`)}]}}\n`).join("")],
      ["lines", personal.map((text, at) => (at % 2 ? `a: ${text}!\r\n` : `{"fully":${escaped(text)}}\r\n`)).join("")],
      ["table", csvTable([["message", "data.note"], ...personal.map((text) => [`a\n"${text}",`, "b"])])],
    ];
    for (const [kind, content] of files) {
      const counts: RuleCounts = new Map();
      const clean = await (await redactFile(new Blob([content]), kind, rules, { counts })).text();
      expect(personal.filter((text) => clean.includes(text) || clean.includes(text.replace("@", "\\u0040")))).toEqual(
        [],
      );
      expect(clean.split("\n")).toHaveLength(content.split("\n").length);
      expect(counts.get("email")).toBe(1_000);
    }
  });

  it("leaves every byte of records in which nothing fits, whatever they are", async () => {
    const odd = new Uint8Array([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0x0a, 0x0d, 0x0a, 0x7b, 0x80, 0x0a]);
    const numbers = new TextEncoder().encode('{"number":1.0,"big":1e400,"message":"\\u0041"}\n');
    const named = new TextEncoder().encode("contract-5");
    const file = new Blob([odd, numbers, named]);
    const clean = new Uint8Array(await (await redactFile(file, "lines", rules)).arrayBuffer());
    expect(clean).toEqual(new Uint8Array([...odd, ...numbers, ...new TextEncoder().encode("[mine]")]));
  });

  it.each(["utf-16le", "utf-16be"])("reads a file in %s, and writes it in UTF-8", async (encoding) => {
    const bytes = Buffer.from("Иван: contract-7\r\nЯ\n", "utf16le");
    const file = new Blob([encoding === "utf-16be" ? bytes.swap16() : bytes]);
    const clean = await redactFile(file, "lines", rules, { encoding });
    expect(await clean.text()).toBe("Иван: [mine]\r\nЯ\n");
  });

  it("keeps what names an event and its call", async () => {
    const event = { event: "contract-1", request_id: "contract-2", message: "contract-3", seq: 4 };
    expect(await redacted(`${JSON.stringify(event)}\n`, "events")).toBe(
      `${JSON.stringify({ ...event, message: "[mine]" })}\n`,
    );
    const paths = ["request_id", "message", "data.last_name", "data.change"];
    const table = csvTable([paths, ["contract-2", "contract-3", "Петров", -5]]);
    const clean = [csvTable([paths]), "contract-2,[mine],[personal],-5\r\n"].join("");
    expect(await redacted(table, "table")).toBe(clean.slice(1));
  });

  it("gives the same for a file of any size, also where a record is longer than what is read at once", async () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `${"я".repeat((at * 9_973) % 200_000)} contract-${String(at)}\n`,
    );
    const seen: number[] = [];
    const file = new Blob(lines);
    const onProgress = (done: number): void => void seen.push(done);
    const clean = await redactFile(file, "lines", rules, { onProgress });
    expect(await clean.text()).toBe(lines.join("").replaceAll(/contract-\d+/g, "[mine]"));
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.at(-1)).toBe(file.size);
    expect(seen.length).toBeGreaterThan(5);
  });

  it("ends when it is cancelled", async () => {
    const abort = new AbortController();
    const lines = new Blob(["contract-1\n".repeat(100_000)]);
    const options = { onProgress: () => abort.abort() };
    await expect(redactFile(lines, "lines", rules, options, abort.signal)).rejects.toThrow(/abort/i);
  });
});

describe("splitCsvRow", () => {
  it("reads what csvTable writes", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "я") }).map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(cell, fc.constant("")), { minLength: 1, maxLength: 5 }), (cells) => {
        expect(splitCsvRow(csvTable([cells]).slice(1)).map(readCsvCell)).toEqual(cells);
      }),
    );
  });
});
