import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateEvents } from "../../../../test/support/generate-events.ts";
import { seededRandom } from "../../../basics/seeded-random.ts";
import { verifyLog } from "../../../store/chain/verify-log.ts";
import { defaultLogLimits } from "../../../store/log-store.ts";
import { createMemoryStorage } from "../../../store/storage/memory-storage.ts";
import { createLogEngine } from "../../../store/worker/log-engine.ts";

const script = fileURLToPath(new URL("verify_log.py", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "verify-log-"));
const name = "tts_structured.jsonl";
let chain = "";
/** The current part and its backup. */
const parts: string[] = [];

beforeAll(async () => {
  const limits = { ...defaultLogLimits, [name]: { maxBytes: 120_000, backups: 2 } };
  const engine = createLogEngine(createMemoryStorage(limits), () => undefined, { sealAtBytes: 20_000 });
  const events = [...generateEvents(500)];
  for (let at = 0; at < events.length; at += 37) {
    engine.append({ writer: "w", batch: at + 1, events: events.slice(at, at + 37) });
    await engine.flush();
  }
  chain = await (await engine.exportChain()).file.text();
  for (const { file, backup } of await engine.parts())
    if (file === name) parts.push(await (await engine.exportPart(file, backup)).text());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the script prints of these parts, and its exit status. */
function run(texts: (string | Uint8Array)[], chainText = chain, ending = "") {
  const paths = texts.map((text, at) => {
    const path = join(folder, `part.${String(at)}.jsonl${ending}`);
    writeFileSync(path, text);
    return path;
  });
  const chainPath = join(folder, "tts_structured.chain.json");
  writeFileSync(chainPath, chainText);
  const { status, stdout, stderr } = spawnSync("python3", [script, ...paths, chainPath], { encoding: "utf8" });
  expect(stderr).toBe("");
  return { status, said: stdout };
}

describe("verify_log.py", () => {
  it("finds a log whole, also compressed, and counts what is not sealed", async () => {
    expect(parts.length).toBeGreaterThan(1);
    const plain = run(parts);
    expect([plain.status, plain.said]).toEqual([
      0,
      expect.stringMatching(/^whole: \d+ unchanged, 0 changed, 0 missing/),
    ]);
    expect(
      run(
        parts.map((text) => gzipSync(text)),
        chain,
        ".gz",
      ),
    ).toEqual(plain);
  });

  it("finds the same as the console in files that were changed anywhere", async () => {
    const random = seededRandom(3);
    const { signal } = new AbortController();
    for (let round = 0; round < 12; round++) {
      const lines = parts.map((text) => text.split("\n").slice(0, -1));
      const which = Math.floor(random() * lines.length);
      const at = Math.floor(random() * (lines[which]!.length / 2));
      const one = lines[which]![at]!;
      const others = [[], [one, "{}"], [one.replace("2", "3")], [lines[which]![at + 1]!]][round % 4]!;
      lines[which]!.splice(at, 1, ...others);
      const texts = lines.map((of) => of.map((line) => `${line}\n`).join(""));
      const files = texts.map((text, part) => ({ name: String(part), bytes: new Blob([text]) }));
      const report = await verifyLog(files, chain, () => undefined, signal);
      const { status, said } = run(texts);
      const sum = (of: "unchanged" | "uncovered") => report.files.reduce((total, file) => total + file[of], 0);
      const { verdict, changed, missing, added } = report;
      const counts = { unchanged: sum("unchanged"), changed, missing, added, uncovered: sum("uncovered") };
      const words = Object.entries(counts).map(([kind, count]) => `${String(count)} ${kind}`);
      expect(said.trimEnd().split("\n").at(-1)).toBe(`${verdict}: ${words.join(", ")}`);
      expect([verdict, status]).toEqual(["damaged", 1]);
    }
  });

  it("says that the chain itself was changed, and that it knows nothing of other files", () => {
    expect(run(parts, chain.replace(/"sizeBytes":1/, '"sizeBytes":2'))).toMatchObject({
      ...{ status: 1, said: expect.stringMatching(/entry \d+ of the chain does not fit/) as string },
    });
    expect(run(["{}\n"]).status).toBe(2);
  });
});
