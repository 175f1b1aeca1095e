import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { findJq } from "../../../test/support/find-jq.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { importLimits, importLog } from "./import-log.ts";
import { openSources } from "./open-sources.ts";

const folder = new URL("../../../test/fixtures/prototype/failures/", import.meta.url);
const count = (values: string[]) =>
  Object.fromEntries([...new Set(values)].sort().map((one) => [one, values.filter((other) => other === one).length]));

/** Independent reading: records begin with an object of the logger or a date; what stands twice is an object and a sentence. */
function readIndependently(text: string) {
  const records = text.split(/\n(?=\{"timestamp"|\d{4}-\d\d-\d\d )/).map((one) => one.replace(/\n$/, ""));
  const objects = records.filter((one) => /"event": "/.test(one));
  const others = records.filter((one) => !/"event": "|(?:REQUEST|SYSTEM|AUTH) [A-Z_]+ \| /.test(one));
  const counted = [...objects, ...others];
  return {
    records,
    levels: count(counted.map((one) => /(?:"level": "|\| )(INFO|ERROR)/.exec(one)![1]!)),
    events: count(counted.map((one) => /"event": "(\w+)"/.exec(one)?.[1] ?? "imported_line")),
    statuses: count(objects.flatMap((one) => /"grpc_code": "StatusCode\.(\w+)"/.exec(one)?.[1] ?? [])),
    repeated: records.length - counted.length,
  };
}

async function imported(name: string, text: string) {
  const storage = createMemoryStorage(importLimits);
  const file = new File([text], name, { lastModified: Date.UTC(2025, 8, 4) });
  const { sources } = await openSources([file], () => undefined);
  const files = await importLog(storage, sources, () => undefined, new AbortController().signal);
  const engine = createLogEngine(storage, () => undefined);
  const original = (await Array.fromAsync(engine.originalsOf(0)))
    .map((bytes) => new TextDecoder().decode(bytes))
    .join("");
  return { files, original, lines: await (await engine.exportPart("tts_structured.jsonl", 0)).text() };
}

describe.each([
  ["tts_structured.jsonl", 37, 60],
  ["tts_utility.log", 37, 60],
  ["tts_errors.log", 11, 34],
])("%s of the prototype", (name, records, lines) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const independent = readIndependently(text);

  it(`gives ${String(records)} records in ${String(lines)} lines, and each back byte for byte`, async () => {
    expect(text.trimEnd().split("\n")).toHaveLength(lines);
    expect(independent.records).toHaveLength(records);
    const { files, original } = await imported(name, text);
    expect(files).toMatchObject([{ lines: records, brokenLines: 0, repeatedLines: independent.repeated }]);
    expect(original).toBe(text);
  });

  it("gives Console JSONL in which real jq counts what an independent reading does", async ({ skip }) => {
    const jq = await findJq();
    if ("missing" in jq) return skip(jq.missing);
    const { lines: jsonl } = await imported(name, text);
    const place = await mkdtemp(join(tmpdir(), "prototype-"));
    try {
      await writeFile(join(place, "log.jsonl"), jsonl);
      const ask = async (program: string): Promise<unknown> => {
        const options = ["--slurp", "--compact-output", program, join(place, "log.jsonl")];
        return JSON.parse((await promisify(execFile)(jq.command, options, { env: jq.env })).stdout);
      };
      const counted = 'map(select(.event != "imported_sentence"))';
      const by = (path: string) =>
        `${counted} | group_by(${path}) | map({key: .[0]${path}, value: length}) | from_entries`;
      expect(await ask("length")).toBe(records);
      expect(await ask('map(has("original")) | all')).toBe(true);
      expect(await ask(by(".level"))).toEqual(independent.levels);
      expect(await ask(by(".event"))).toEqual(independent.events);
      expect(await ask(`${counted} | map(select(.error.grpc_code)) | group_by(.error.error_type) | map({key: .[0].error.error_type, value: length}) | from_entries`)).toEqual(independent.statuses); // prettier-ignore
      const cause = 'map(select((.error.grpc_details // "") | contains("missing selected ALPN property"))) | length';
      expect(await ask(`${counted} | ${cause}`)).toBe(3);
      // Calls whose service the prototype names, or whose start asks for speech.
      const named = `${counted} | map(select(.event == "request_start") | .service) | group_by(.) | map({key: .[0], value: length}) | from_entries`;
      expect(await ask(named)).toEqual(name === "tts_errors.log" ? {} : { ASR: 2, Models: 1, TTS: 4 });
    } finally {
      await rm(place, { recursive: true });
    }
  });
});
