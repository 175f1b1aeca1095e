import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import { redacted } from "../../basics/live-secrets.ts";
import type { ChainReport } from "../log-chain.ts";
import { defaultLogLimits, type LogLimits } from "../log-store.ts";
import { createValueTally } from "../redact/value-tally.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { verifyLog, type NamedFile } from "./verify-log.ts";

const { signal } = new AbortController();
const file = "tts_structured.jsonl";

/** A log with a chain, of segments of some 20 kB. */
async function openLog(limits: LogLimits = defaultLogLimits) {
  const engine = createLogEngine(createMemoryStorage(limits), () => undefined, { sealAtBytes: 20_000 });
  let batch = 0;
  const append = async (count: number, seed = 1) => {
    const events = [...generateEvents(count, seed)];
    for (let at = 0; at < events.length; at += 37) {
      engine.append({ writer: "w", batch: ++batch, events: events.slice(at, at + 37) });
      await engine.flush();
    }
  };
  const exported = async () => {
    const files: NamedFile[] = [];
    for (const part of await engine.parts())
      if (part.file === file)
        files.push({ name: `${file}.${String(part.backup)}`, bytes: await engine.exportPart(file, part.backup) });
    return { files, chain: await (await engine.exportChain()).file.text() };
  };
  const remove = (value: string) =>
    engine.scan({
      ...{ removal: createValueRemoval(value, redacted), redacts: true, tally: createValueTally() },
      ...{ onBytes: () => undefined, signal },
    });
  return { engine, append, exported, remove };
}

const compare = (files: NamedFile[], chain: string) => verifyLog(files, chain, () => undefined, signal);
const fileOf = (text: string | Uint8Array<ArrayBuffer>): NamedFile => ({ name: file, bytes: new Blob([text]) });

/** A file of one part, and how many of its lines are in the chain. */
async function sealedLog() {
  const log = await openLog();
  await log.append(600);
  const { files, chain } = await log.exported();
  const text = await files[0]!.bytes.text();
  const lines = text.split("\n").slice(0, -1);
  const whole = await compare(files, chain);
  const covered = whole.files[0]!.unchanged;
  return { ...log, chain, lines, covered, whole };
}

const found = ({ verdict, changed, missing, added, absent }: ChainReport) => ({
  verdict,
  changed,
  missing,
  added,
  absent,
});
const damaged = { verdict: "damaged", changed: 0, missing: 0, added: 0, absent: 0 };
const joined = (lines: string[]) => fileOf(lines.map((line) => `${line}\n`).join(""));

describe("verifyLog", () => {
  it("finds a log whole, and says which lines are not sealed yet", async () => {
    const { whole, lines, covered } = await sealedLog();
    expect(found(whole)).toEqual({ ...damaged, verdict: "whole" });
    expect(covered).toBeGreaterThan(300);
    expect(covered).toBeLessThan(lines.length);
    expect(whole.files).toEqual([
      { name: `${file}.0`, lines: lines.length, unchanged: covered, uncovered: lines.length - covered },
    ]);
    expect(whole.start?.is).toBe("start");
  });

  it("finds any byte of a sealed line that is another", async () => {
    const { chain, lines, covered } = await sealedLog();
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    const end = new TextEncoder().encode(lines.slice(0, covered).join("\n")).length;
    const random = seededRandom(7);
    for (let round = 0; round < 60; round++) {
      const at = Math.floor(random() * end);
      const changed = bytes.slice();
      changed[at]! ^= 1 + Math.floor(random() * 255);
      const report = await compare([fileOf(changed)], chain);
      const line = bytes.subarray(0, at).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 1);
      expect(report.verdict, `byte ${String(at)}`).toBe("damaged");
      expect(report.findings[0]!.line).toBe(line);
    }
  });

  it("names the lines that are missing, were added or have changed places", async () => {
    const { chain, lines, covered } = await sealedLog();
    const random = seededRandom(11);
    for (let round = 0; round < 40; round++) {
      const at = Math.floor(random() * (covered - 1));
      const without = await compare([joined(lines.toSpliced(at, 1))], chain);
      expect(without.findings[0]).toMatchObject({ line: at + 1 });
      expect(without.verdict).toBe("damaged");
      const more = await compare([joined(lines.toSpliced(at, 0, lines[Math.floor(random() * covered)]!))], chain);
      expect(found(more)).toEqual({ ...damaged, added: 1 });
      const swapped = lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!);
      const moved = await compare([joined(swapped)], chain);
      expect(moved.verdict).toBe("damaged");
      expect(moved.missing + moved.changed + moved.added).toBe(2);
    }
    const cut = await compare([joined(lines.slice(0, 100))], chain);
    expect(found(cut)).toEqual({ ...damaged, missing: covered - 100 });
    const headless = await compare([joined(lines.slice(50))], chain);
    expect(headless.findings).toEqual([{ is: "missing", file, line: 1, lines: 50 }]);
  });

  it("finds a change that keeps the check of its line, by the hash of the segment", async () => {
    const { chain, lines, covered } = await sealedLog();
    const read = JSON.parse(chain) as { entries: { sha256?: string }[] };
    const { lines: rows } = JSON.parse(chain) as { lines: { salt: string }[] };
    rows[0]!.salt = "another";
    const report = await compare([joined(lines)], JSON.stringify({ ...read, lines: rows }));
    expect(report.verdict).toBe("damaged");
    expect(report.changed).toBeGreaterThan(10);
    expect(report.files[0]!.unchanged).toBe(covered - report.changed);
  });

  it("does not believe a chain of which an entry was changed, taken out or put in", async () => {
    const { chain, lines } = await sealedLog();
    const read = JSON.parse(chain) as { entries: Record<string, unknown>[]; head: string };
    for (let at = 0; at < read.entries.length; at++) {
      const changed = read.entries.with(at, { ...read.entries[at], firstLine: 7 });
      for (const entries of [
        changed,
        read.entries.toSpliced(at, 1),
        read.entries.toSpliced(at, 0, read.entries[at]!),
      ]) {
        const report = await compare([joined(lines)], JSON.stringify({ ...read, entries }));
        // Without its beginning a chain is as if that had rotated out.
        if (entries.length < read.entries.length && at === 0) continue;
        expect([report.verdict, report.problem?.is]).toEqual(["damaged", "broken"]);
      }
    }
    expect((await compare([joined(lines)], JSON.stringify({ ...read, head: "0" }))).problem?.is).toBe("broken");
  });

  it.each([
    ["no JSON", "[1", "not_a_chain"],
    ["another object", '{"format":"x"}', "not_a_chain"],
    ["a list", "[]", "not_a_chain"],
    ["a later version", '{"format":"audiokit-log-chain","version":2}', "newer"],
    ["no entries", '{"format":"audiokit-log-chain","version":1,"entries":{},"lines":[]}', "not_a_chain"],
    ["entries of anything", '{"format":"audiokit-log-chain","version":1,"entries":[null],"lines":[7]}', "broken"],
    [
      "lines beyond any log",
      '{"format":"audiokit-log-chain","version":1,"lines":[],"entries":[{"is":"lines","firstLine":0,"lines":9000000000000000,"part":0,"sizeBytes":1,"sha256":"","before":null}]}',
      "not_a_chain",
    ],
  ])("says of %s in the place of a chain what it is", async (_, text, is) => {
    const report = await compare([fileOf("{}\n")], text);
    expect([report.verdict, report.problem?.is]).toEqual(["damaged", is]);
  });

  it("keeps the chain over rotation, and says which parts are not among the files", async () => {
    const limits = { ...defaultLogLimits, [file]: { maxBytes: 60_000, backups: 2 } };
    const { append, exported } = await openLog(limits);
    await append(300);
    const before = JSON.parse((await exported()).chain) as { entries: { before: string }[] };
    await append(1_500, 2);
    const { files, chain } = await exported();
    const after = JSON.parse(chain) as { entries: { before: string; firstLine: number }[] };
    expect(before.entries[0]!.before).toBeNull();
    expect(after.entries[0]!.before).not.toBeNull();
    expect(files).toHaveLength(3);
    const all = await compare(files, chain);
    expect(found(all)).toEqual({ ...damaged, verdict: "whole" });
    const [current, first] = files as [NamedFile, NamedFile];
    const two = await compare([current, first], chain);
    expect(two.verdict).toBe("whole");
    expect(two.absent).toBe(all.files[0]!.lines);
    const joinedFiles = new Blob([...files].reverse().map(({ bytes }) => bytes));
    expect((await compare([{ name: "all.jsonl", bytes: joinedFiles }], chain)).verdict).toBe("whole");
  });

  it("has the removal of a value as an entry, by which an older file differs", async () => {
    const { append, exported, remove, engine } = await openLog();
    await append(600);
    const older = await exported();
    const id = /"request_id":"([^"]+)"/.exec(await older.files[0]!.bytes.text())![1]!;
    await remove(id);
    const newer = await exported();
    const now = await compare(newer.files, newer.chain);
    expect(found(now)).toEqual({ ...damaged, verdict: "whole" });
    expect(now.removals.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(1);
    expect(newer.chain).not.toContain(id);
    const then = await compare(older.files, newer.chain);
    expect(then.verdict).toBe("damaged");
    expect(then.findings.every(({ is, isOfRemoval }) => is === "changed" && isOfRemoval)).toBe(true);
    expect((await compare(older.files, older.chain)).verdict).toBe("whole");
    engine.close();
  });

  it("begins a new chain when the log is cleared, linked to the old one", async () => {
    const { append, exported, engine } = await openLog();
    await append(600);
    const { head } = await engine.exportChain();
    await engine.clear({ timestamp: "2026-11-29T10:00:00.000Z", session_id: "s", seq: 1 });
    await append(600, 3);
    const { files, chain } = await exported();
    const { entries } = JSON.parse(chain) as { entries: { is: string; before: string }[] };
    expect(entries[0]).toMatchObject({ is: "cleared", before: head, at: "2026-11-29T10:00:00.000Z" });
    const report = await compare(files, chain);
    expect(report.verdict).toBe("whole");
    expect(report.start?.is).toBe("cleared");
  });

  it("checks nothing where nothing is sealed, or the files are of another log", async () => {
    const { append, exported } = await openLog();
    await append(20);
    const { files, chain } = await exported();
    expect((await compare(files, chain)).verdict).toBe("nothing");
    const other = await sealedLog();
    const report = await compare([fileOf("a\nb\nc")], other.chain);
    expect([report.verdict, report.files[0]!.uncovered, report.absent]).toEqual(["nothing", 3, other.covered]);
  });
});
