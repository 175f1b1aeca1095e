import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { projectFolder } from "../../../../test/support/folders.ts";
import { openStt, streamOf, type ConfigInit } from "../../../../test/support/stt-client.ts";
import { to16Bits } from "../../../audio/resample-samples.ts";
import { pcmBytes } from "../../../audio/wav.ts";
import { joinSamples, openResampler } from "../../../emulator/audio/resample.ts";
import { AudioEncoding } from "../../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { createEspeakEngine } from "../espeak/espeak.ts";
import { addedEngineFolders } from "./added-engine.ts";
import { findPython, makePythonEnvironment } from "./python-environment.ts";
import { createRussianEngine, type RussianEngine } from "./russian-engine.ts";
import { findRussianModel } from "./russian-models.ts";

const hasPython = await findPython().then(
  () => true,
  () => false,
);
const wordsFolder = join(projectFolder, "test/fixtures/russian-words");
const never = new AbortController().signal;
const config: ConfigInit = {
  encoding: AudioEncoding.LINEAR_PCM,
  sampleRateHertz: 16_000,
  languageCode: "ru",
  audioChannelCount: 1,
  enableWordTimeOffsets: true,
};

function exists(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

// The real packages, with a real model of the format that is fetched, small: it knows fourteen words by espeak-ng's voices.
describe.skipIf(!hasPython)("the added Russian engine", () => {
  let python: string;
  let sound: Float32Array;
  const espeak = createEspeakEngine();

  beforeAll(async () => {
    python = await makePythonEnvironment(addedEngineFolders(projectFolder).python, () => undefined);
    sound = await speech("четыре семь стоп");
  });
  afterAll(() => espeak.close());

  async function speech(text: string): Promise<Float32Array> {
    const manner = { speed: 1, pitch: 0, volume: 1, intonation: 1 };
    const resampler = await openResampler(espeak.sampleRateHz, 16_000);
    const pieces: Float32Array[] = [];
    for await (const piece of espeak.speak({ language: "ru", voice: "borisova", spans: [{ text, manner }] }, never)) {
      pieces.push(resampler.push(Float32Array.from(piece, (sample) => sample / 32_768)));
    }
    pieces.push(resampler.end());
    resampler.close();
    return joinSamples(pieces);
  }

  async function open(options: { python?: string; cancelGraceMs?: number } = {}): Promise<RussianEngine> {
    const engine = createRussianEngine({ python, model: await findRussianModel(wordsFolder), ...options });
    onTestFinished(() => engine.close());
    return engine;
  }

  it("recognises Russian speech, with times inside the sound and a confidence for each word", async () => {
    const engine = await open();
    const { text, words, confidence } = await engine.transcribe(sound, never);
    expect(text).toBe("четыре семь стоп");
    const lengthMs = sound.length / 16;
    let lastMs = 0;
    for (const { startMs, endMs, confidence: each } of words) {
      expect(startMs).toBeGreaterThanOrEqual(lastMs);
      expect(endMs).toBeGreaterThan(startMs);
      expect(each).toBeGreaterThan(0.3);
      lastMs = endMs;
    }
    expect(lastMs).toBeLessThanOrEqual(lengthMs);
    expect(lastMs).toBeGreaterThan(lengthMs / 2);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it("hears nothing in silence, and takes nothing shorter or longer than the model does", async () => {
    const engine = await open();
    expect(await engine.transcribe(new Float32Array(1599), never)).toEqual({ text: "", words: [], confidence: 0 });
    expect(engine.processId).toBeUndefined();
    expect((await engine.transcribe(new Float32Array(16_000), never)).text).toBe("");
    await expect(engine.transcribe(new Float32Array(25.1 * 16_000), never)).rejects.toThrow("at most 25 s");
  });

  it("loads its model before a call, and says why it cannot", async () => {
    const engine = await open();
    await engine.load!(never);
    const { processId } = engine;
    await engine.load!(never);
    expect((await engine.transcribe(sound, never)).text).toBe("четыре семь стоп");
    expect(engine.processId).toBe(processId);
    const broken = createRussianEngine({ python, model: { name: "no-such-model", folder: "/", quantization: "" } });
    await expect(broken.load!(never)).rejects.toThrow(/the process of no-such-model ended \(1\): .+; the next call/);
  });

  it("serves the platform's stream: partial results grow into the final one", async () => {
    const stt = await openStt([await open()]);
    const quiet = new Float32Array(16_000);
    const pcm = Int16Array.from([...sound, ...quiet], to16Bits);
    const results: { text: string; isFinal: boolean }[] = [];
    for await (const { hypothesis, isFinal } of stt.recognize(
      streamOf(config, pcmBytes(pcm), { interimResults: true }),
    )) {
      if (hypothesis) results.push({ text: hypothesis.transcript, isFinal });
    }
    expect(results.at(-1)).toEqual({ text: "четыре семь стоп", isFinal: true });
    expect(results.filter(({ isFinal }) => !isFinal).length).toBeGreaterThan(0);
  });

  it("is started again after a crash, which fails only the phrase in progress", async () => {
    const engine = await open();
    await engine.transcribe(sound, never);
    const killed = engine.processId!;
    const inFlight = engine.transcribe(new Float32Array(25 * 16_000), never);
    const waiting = engine.transcribe(sound, never);
    process.kill(killed, "SIGKILL");
    await expect(inFlight).rejects.toThrow("ended (SIGKILL); the next call starts a new one");
    expect((await waiting).text).toBe("четыре семь стоп");
    expect(engine.processId).not.toBe(killed);
  });

  it("kills a process that stays busy with a cancelled phrase, and the next phrase is recognised", async () => {
    const engine = await open({ cancelGraceMs: 0 });
    const cancel = new AbortController();
    const cancelled = engine.transcribe(sound, cancel.signal);
    cancel.abort(new Error("the caller left"));
    await expect(cancelled).rejects.toThrow("the caller left");
    expect((await engine.transcribe(sound, never)).text).toBe("четыре семь стоп");
  });

  it("says what Python said when the model cannot be loaded, and when there is no Python", async () => {
    const model = { ...(await findRussianModel(wordsFolder)), folder: projectFolder };
    const engine = createRussianEngine({ python, model });
    await expect(engine.transcribe(sound, never)).rejects.toThrow(/ended \(1\): .*not found in path/);
    await expect((await open({ python: "/no/such/python" })).transcribe(sound, never)).rejects.toThrow(
      "could not start",
    );
  });

  it("ends with the program that started it, even when that is killed", async () => {
    const program = `
      import { createRussianEngine } from ${JSON.stringify(new URL("./russian-engine.ts", import.meta.url).href)};
      const engine = createRussianEngine(${JSON.stringify({ python, model: await findRussianModel(wordsFolder) })});
      const work = engine.transcribe(new Float32Array(400_000), new AbortController().signal);
      setImmediate(() => console.log(engine.processId));
      await work;
      await new Promise((resolve) => setTimeout(resolve, 60_000));`;
    const owner = spawn(process.execPath, ["--input-type=module", "-"], { stdio: ["pipe", "pipe", "inherit"] });
    owner.stdin.end(program);
    const [line] = (await once(owner.stdout, "data")) as [Buffer];
    const processId = Number(line.toString());
    expect(exists(processId)).toBe(true);
    owner.kill("SIGKILL");
    while (exists(processId)) await wait(20);
  });
});
