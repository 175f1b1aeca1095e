import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addAnswer } from "../../src/bundle/write/add-answer.ts";
import type { Answer } from "../../src/bundle/answer.ts";
import { draftBundle, hashOf, ownLines, writeBundle } from "../support/bundle-files.ts";
import { hasPython, readmePython, runPython } from "../support/readme-python.ts";

const folder = await mkdtemp(join(tmpdir(), "audiokit-console-bundle-"));
afterAll(() => rm(folder, { recursive: true }));

async function run(bundle: Uint8Array, name = "a.audiokit.zip"): Promise<string[]> {
  const path = join(folder, name);
  await writeFile(path, bundle);
  return runPython(readmePython("bundle"), [path]);
}

/** What the program ends with. */
const complaint = (bundle: Uint8Array) =>
  run(bundle).then(
    () => "",
    ({ stderr }: { stderr: string }) => stderr.trim(),
  );

describe.skipIf(!(await hasPython()))("the reader of bundles in the README", () => {
  it("says what a bundle is about, counts its failed calls by error, and reads an answer", async () => {
    const lines = ownLines(2_000);
    const first = new Blob([writeBundle(draftBundle(lines))]);
    const answer: Answer = {
      format: "audiokit-answer",
      version: 1,
      answeredAt: "2026-11-04T08:00:00.000Z",
      console: { version: "1.4.0" },
      cause: "Шлюз перезапускали",
      steps: [],
    };
    const printed = await run(await (await addAnswer(first, answer)).bytes());
    expect(printed.slice(0, 2)).toEqual([
      "made 2026-11-03T10:20:30.000Z by console 1.4.0, 3 parts, all whole",
      "lines 2000, calls 60, failed 4, own 12, sessions 2",
    ]);
    expect(printed.at(-1)).toBe("answer: Шлюз перезапускали");
    const failed = lines.split("\n").filter((line) => line.includes('"event":"request_error"')).length;
    expect(failed).toBeGreaterThan(0);
    const counted = printed.slice(2, -1).map((line) => Number(/^(\d+) x /.exec(line)![1]));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(failed);
  });

  it("names the part that was changed, and parts that are not listed", async () => {
    const draft = draftBundle();
    const lines = draft.parts[0]!.content as string;
    const whole = writeBundle(draft);
    expect(await complaint(writeBundle(draft, [{ name: "more.json", content: "{}" }]))).toBe(
      "the zip and the manifest do not list the same parts",
    );
    draft.manifest.parts = draft.parts.map(({ name, content }) => ({
      path: name,
      sizeBytes: Buffer.byteLength(content as string),
      sha256: hashOf(content),
    }));
    draft.parts[0] = { name: "log.jsonl", content: lines.replace("INFO", "WARN") };
    expect(await complaint(writeBundle(draft))).toBe("log.jsonl: changed after it was made");
    expect(await complaint(whole.slice(0, whole.length - 1))).toContain("BadZipFile");
  });
});
