import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { whyNoEnvoy } from "../e2e/connection-paths.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { projectFolder } from "../support/folders.ts";
import { explainHang, type CommandTrail } from "./explain-hang.ts";
import { findPythonClient, installPython, type PythonClient } from "./python-client.ts";

/** What `commands.py` answers: `code` and what the client's output is made of. */
interface Output {
  code: string;
  details: string;
  metadata: Record<string, string>;
  rows: [name: string, ...columns: unknown[]][];
  size: number;
  sizes: number[];
  wav: { rate: number; channels: number; frames: number };
  results: { channel: number; text: string; is_final: boolean; words: string[]; marks: [number, number][] }[];
  task_id: string;
  voice_id: string;
  status: string;
  statuses: string[];
  response_ids: string[];
  requests: { request_id: string; trace_id: string | null; session_id: string | null; created_at: string }[];
  lines: { seconds: number; text: string; words: number }[];
  marks: [string, number][];
}

const clip = join(projectFolder, "test/fixtures/speech/0890.wav");
const english = { file: clip, model: "moonshine-tiny-en" };
const minioVersion = "7.2.20";
/** Hears the same words in everything: enough to see a call with the client's default model through. */
const russianCommand = `cat > /dev/null; printf '{"text":"Проверка связи.","confidence":0.9}\\n'`;

const found = await findPythonClient();
const noPython = "missing" in found ? found.missing : undefined;
const noEnvoy = await whyNoEnvoy();
const minio = noPython === undefined ? await installPython("minio", minioVersion) : "";
afterAll(() => ("missing" in found ? undefined : found.close()));

describe.each([
  { leg: "direct", words: [] },
  { leg: "through Envoy", words: ["--envoy", "--access-log"] },
])("the official client's commands, $leg", ({ words }) => {
  const missing = noPython ?? (words.length > 0 ? noEnvoy : undefined);
  let companion: Companion | undefined;
  let url: URL;
  let trail: CommandTrail[] = [];
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
    trail = [];
    onTestFailed(async () => {
      if (companion) console.error(await explainHang(companion, url, trail));
    });
  });
  beforeAll(async () => {
    if (missing !== undefined) return;
    companion = startCompanion("--port", "0", "--asr-command", `e2e-v3:ru=${russianCommand}`, ...words);
    url = await companion.ready;
  });
  afterAll(async () => {
    if (companion === undefined) return;
    companion.signal("SIGINT");
    expect(await companion.ended).toMatchObject({ code: 0, stderr: "" });
    expect(companion.isAnyLeft()).toBe(false);
  });

  async function run(command: string, options: object = {}): Promise<Output> {
    const begun: CommandTrail = { command, startedAtMs: Date.now() };
    trail.push(begun);
    const words = [url.host, command, JSON.stringify(options)];
    const output = (await (found as PythonClient).run("commands", words, [minio])) as Output;
    Object.assign(begun, { endedAtMs: Date.now(), code: output.code });
    return output;
  }

  async function runWell(prefix: string, command: string, options: object = {}): Promise<Output> {
    const output = await run(command, options);
    expect(output, `${command}: ${output.details}`).toMatchObject({ code: "OK" });
    expect(output.metadata["request_id"]).toBe(`${prefix}-${String(output.metadata["request-id"])}`);
    expect(output.metadata["client_id"]).toBe("");
    return output;
  }

  const textOf = ({ results }: Output) =>
    results
      .filter(({ is_final }) => is_final)
      .map(({ text }) => text.toLowerCase())
      .join(" ");

  it("models: tables that can be sorted, with the cloning engine among the voices", async () => {
    expect((await runWell("MI", "models_recognize")).rows).toEqual([
      ["e2e-v3", "ru", 16_000],
      ["moonshine-tiny-en", "en", 16_000],
    ]);
    const { rows } = await runWell("MI", "models_synthesize");
    expect(rows[0]).toEqual(["", 22_050, "cloning", ""]);
    expect(rows).toContainEqual(["borisova", 8000, "high_quality", "ru"]);
  });

  it("synthesize: a WAV as received, and pieces after the metadata", async () => {
    const { wav, size } = await runWell("FS", "synthesize_file");
    expect(wav).toMatchObject({ rate: 16_000, channels: 1 });
    expect(size).toBe(44 + 2 * wav.frames);
    const ssml = '<speak>Раз<break time="0.5s"/>два</speak>';
    expect((await runWell("SS", "synthesize_stream", { text: ssml })).sizes.length).toBeGreaterThan(1);
  });

  it("synthesize preset", async () => {
    const preset = ["default", 1];
    expect((await runWell("FS", "synthesize_preset_file", { preset })).wav.rate).toBe(16_000);
    expect((await runWell("SS", "synthesize_preset_stream", { preset })).sizes.length).toBeGreaterThan(0);
    expect(await run("synthesize_preset_file", { preset: ["default", 9] })).toMatchObject({ code: "NOT_FOUND" });
  });

  it("recognize with the client's default model and every option at its default", async () => {
    expect(textOf(await runWell("FR", "recognize_file", { file: clip }))).toBe("проверка связи");
    expect(textOf(await runWell("SR", "recognize_stream", { file: clip }))).toBe("проверка связи");
  });

  it("recognize file: words, marks, punctuation, split channels", async () => {
    const switches = { enable_word_time_offsets: true, enable_punctuator: true };
    const options = { ...english, ...switches, va_response_mode: 1, split_by_channel: true };
    const { results } = await runWell("FR", "recognize_file", options);
    expect(results[0]!.text).toMatch(/^Unless/);
    expect(results[0]).toMatchObject({ channel: 1, is_final: true, marks: [[1, expect.any(Number)], [2, expect.any(Number)]] }); // prettier-ignore
    expect(results[0]!.words.length).toBeGreaterThan(5);
  });

  it.each(["dep", "enhanced_vad"])("recognize with the algorithm %s", async (use_va_algo) => {
    expect(textOf(await runWell("FR", "recognize_file", { ...english, use_va_algo }))).toContain("selfish");
  });

  it("recognize stream: interim lines before the final one, and the end after one utterance", async () => {
    const output = await runWell("SR", "recognize_stream", {
      ...english,
      interim_results: true,
      single_utterance: true,
    });
    expect(textOf(output)).toContain("selfish");
    expect(output.results.some(({ is_final }) => !is_final)).toBe(true);
  });

  it("recognize preset", async () => {
    const preset = ["default", 1];
    expect(textOf(await runWell("FR", "recognize_preset_file", { file: clip, preset }))).toContain("selfish");
    expect(textOf(await runWell("SR", "recognize_preset_stream", { file: clip, preset }))).toContain("selfish");
    const unknown = await run("recognize_preset_stream", { file: clip, preset: ["none", 1] });
    expect(unknown).toMatchObject({ code: "NOT_FOUND" });
  });

  it("cloning: clone, ask until the voice is there, speak with it, delete it", async () => {
    const { task_id } = await runWell("VC", "cloning_clone", { file: clip });
    let info = await runWell("VC", "cloning_info", { task_id });
    for (; info.status === "CREATING"; info = await runWell("VC", "cloning_info", { task_id })) {
      expect(info.voice_id).toBe("");
    }
    const { status, voice_id } = info;
    expect([status, voice_id]).toEqual(["READY", expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const { wav, metadata } = await runWell("FS", "synthesize_cloned_file", { voice_id });
    expect(wav.rate).toBe(16_000);
    expect(metadata["x-audiokit-note"]).toContain("pitch");
    expect((await runWell("SS", "synthesize_cloned_stream", { voice_id })).sizes.length).toBeGreaterThan(0);
    await runWell("VC", "cloning_delete", { voice_id });
    expect(await run("cloning_delete", { voice_id })).toMatchObject({ code: "NOT_FOUND" });
    expect(await run("synthesize_cloned_file", { voice_id })).toMatchObject({ code: "NOT_FOUND" });
    expect(await run("cloning_info", { task_id: "none" })).toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    { by: "options", options: english },
    { by: "preset", options: { file: clip, preset: ["default", 1] } },
  ])("recognize long by $by: upload, create, ask, read the result from the archive", async ({ options }) => {
    const { statuses, response_ids } = await runWell("LR", "long_full", { ...options, trace: "long-trace" });
    expect([statuses[0], statuses.at(-1)]).toEqual(["NEW", "COMPLETE"]);
    const { lines } = await run("archive_transcript", { request_id: response_ids[0] });
    expect(lines.map(({ text }) => text.toLowerCase()).join(" ")).toContain("selfish");
    const created = await runWell("LR", "long_create", options);
    const about = { ...options, task_id: created.task_id };
    await expect.poll(async () => (await run("long_info", about)).status).toBe("COMPLETE");
    expect(await run("long_cancel", about)).toMatchObject({ code: "FAILED_PRECONDITION" });
    expect(await run("long_info", { ...options, task_id: "none" })).toMatchObject({ code: "NOT_FOUND" });
  });

  it("an object store that minio knows, large files in parts included", async () => {
    const seen = { same: true, names: ["папка/a b+c&d.wav"], exists: false, refusal: "SignatureDoesNotMatch" };
    expect(await run("bucket")).toMatchObject({ code: "OK", ...seen });
  });

  it("archive: list by trace, then download transcript, marks and audio", async () => {
    const before = new Date().toISOString();
    const { metadata } = await runWell("SR", "recognize_stream", { ...english, trace: "my-trace" });
    const { requests } = await run("archive_list", { query: `dateFrom=${encodeURIComponent(before)}` });
    expect(requests).toHaveLength(1);
    const [{ request_id, trace_id, session_id }] = requests as [Output["requests"][0]];
    expect([request_id, trace_id]).toEqual([metadata["request_id"], "my-trace"]);
    expect(session_id).toMatch(/^[0-9a-f-]{36}$/);
    const { lines } = await run("archive_transcript", { request_id });
    expect(lines[0]!.words).toBeGreaterThan(5);
    expect((await run("archive_marks", { request_id })).marks.map(([type]) => type)).toEqual([
      "VA_MARK_BEGIN",
      "VA_MARK_END",
    ]);
    expect((await run("archive_audio", { request_id })).wav).toEqual({ rate: 16_000, frames: expect.any(Number) });
  });
});
