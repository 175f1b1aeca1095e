import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asFloats, readClip, spokenWords, wordErrors, type ClipName } from "../../../../test/support/speech-clips.ts";
import type { MoonshineReport } from "./moonshine-messages.ts";
import { createMoonshineEngine } from "./moonshine.ts";

const never = new AbortController().signal;

describe("createMoonshineEngine", () => {
  let reports: MoonshineReport[] = [];
  // On a busy machine the next token may be far away, and what is tested here is that it stops there.
  const engine = createMoonshineEngine({ cancelGraceMs: 50_000, onReport: (report) => reports.push(report) });
  afterAll(() => engine.close());

  it.each(Object.keys(spokenWords) as ClipName[])(
    "hears the recording %s with at most one wrong word",
    async (name) => {
      const { text, confidence } = await engine.transcribe(asFloats(await readClip(name)), never);
      expect(wordErrors(text, spokenWords[name])).toBeLessThanOrEqual(1);
      expect(confidence).toBeGreaterThan(0.6);
      expect(confidence).toBeLessThan(1);
    },
  );

  it("loads its model before a call, and is at once there when it is loaded", async () => {
    const fresh = createMoonshineEngine();
    await fresh.load!(never);
    const { processId } = fresh;
    expect(processId).toBeDefined();
    await fresh.load!(never);
    expect(fresh.processId).toBe(processId);
    expect((await fresh.transcribe(asFloats(await readClip("goforward")), never)).words.length).toBeGreaterThan(2);
    expect(fresh.processId).toBe(processId);
    process.kill(processId!, "SIGKILL");
    await expect.poll(() => fresh.processId).toBeUndefined();
    await fresh.load!(never);
    expect(fresh.processId).not.toBe(processId);
    await fresh.close();
    await expect(fresh.load!(never)).rejects.toThrow("closed");
  });

  it("gives every word a time that follows the one before and lies within the sound", async () => {
    const samples = asFloats(await readClip("0890"));
    const { text, words } = await engine.transcribe(samples, never);
    expect(words.map(({ word }) => word).join(" ")).toBe(text);
    expect(words.length).toBeGreaterThan(9);
    let before = 0;
    for (const { startMs, endMs, confidence } of words) {
      expect(startMs).toBeGreaterThanOrEqual(before);
      expect(endMs).toBeGreaterThan(startMs);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      before = startMs;
    }
    expect(words.at(-1)!.endMs).toBeLessThanOrEqual(samples.length / 16);
  });

  it("places the same words later when silence is put before them", async () => {
    const samples = asFloats(await readClip("goforward"));
    const later = new Float32Array(samples.length + 16_000);
    later.set(samples, 16_000);
    const first = (await engine.transcribe(samples, never)).words;
    const second = (await engine.transcribe(later, never)).words;
    expect(second.map(({ word }) => word)).toEqual(first.map(({ word }) => word));
    for (const index of [1, 2, 3]) {
      expect(Math.abs(second[index]!.startMs - first[index]!.startMs - 1000)).toBeLessThan(150);
    }
  });

  it.each([
    ["silence", () => 0],
    ["noise", (index: number) => Math.sin(index * index) / 4],
  ])("hears nothing in %s", async (_, sample) => {
    const sound = Float32Array.from({ length: 32_000 }, (_, index) => sample(index));
    expect((await engine.transcribe(sound, never)).text).toBe("");
  });

  it("hears nothing in a sound too short for the network, and refuses one too long for the decoder", async () => {
    expect(await engine.transcribe(new Float32Array(1599), never)).toEqual({ text: "", words: [], confidence: 0 });
    await expect(engine.transcribe(new Float32Array(25 * 16_000 + 1), never)).rejects.toThrow("at most 25 s");
  });

  it("stops decoding when a job is cancelled, and is free for the next in the same process", async () => {
    const clip = asFloats(await readClip("0890"));
    const long = new Float32Array(24 * 16_000);
    for (let offset = 0; offset + clip.length <= long.length; offset += clip.length) long.set(clip, offset);
    const running = engine.processId;
    reports = [];
    const reason = new Error("the caller left");
    const cancel = new AbortController();
    const job = engine.transcribe(long, cancel.signal);
    setTimeout(() => {
      cancel.abort(reason);
    }, 20);
    await expect(job).rejects.toBe(reason);
    expect(reports).toMatchObject([{ outcome: "cancelled" }]);
    expect(reports[0]!.tokenCount).toBeLessThan(40);
    expect((await engine.transcribe(clip, never)).text).not.toBe("");
    expect(engine.processId).toBe(running);
  });

  it("never begins a job that is cancelled while it waits", async () => {
    const clip = asFloats(await readClip("goforward"));
    reports = [];
    const cancel = new AbortController();
    const first = engine.transcribe(clip, never);
    const second = engine.transcribe(clip, cancel.signal);
    const third = engine.transcribe(clip, never);
    cancel.abort(new Error("left"));
    await expect(second).rejects.toThrow("left");
    expect((await first).text).toBe((await third).text);
    expect(reports.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
  });

  it("fails the call under way when its process dies, and starts a new one for the next", async () => {
    const clip = asFloats(await readClip("goforward"));
    await engine.transcribe(clip, never);
    const dead = engine.processId!;
    const job = engine.transcribe(clip, never);
    const waiting = engine.transcribe(clip, never);
    setTimeout(() => process.kill(dead, "SIGKILL"), 20);
    await expect(job).rejects.toThrow("moonshine-tiny-en ended (SIGKILL)");
    expect(wordErrors((await waiting).text, spokenWords.goforward)).toBe(0);
    expect(engine.processId).not.toBe(dead);
  });

  it("kills its process when a cancelled job does not stop in time", async () => {
    const impatient = createMoonshineEngine({ cancelGraceMs: 0 });
    const cancel = new AbortController();
    const job = impatient.transcribe(asFloats(await readClip("goforward")), cancel.signal);
    setTimeout(() => {
      cancel.abort(new Error("left"));
    }, 50);
    await expect(job).rejects.toThrow("left");
    expect(impatient.processId).toBeUndefined();
    await impatient.close();
  });

  it("ends its process and the calls under way when it is closed", async () => {
    const other = createMoonshineEngine();
    const job = other.transcribe(asFloats(await readClip("goforward")), never);
    const failure = expect(job).rejects.toThrow("closed");
    await new Promise(setImmediate);
    const started = other.processId!;
    await other.close();
    await failure;
    expect(() => process.kill(started, 0)).toThrow("ESRCH");
    await expect(other.transcribe(new Float32Array(16_000), never)).rejects.toThrow("closed");
  });

  it("says which file is wrong when the model is another one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "moonshine-"));
    await writeFile(join(folder, "encoder_model.onnx"), "not a model");
    await writeFile(join(folder, "decoder_model_merged.onnx"), "not a model");
    const other = createMoonshineEngine({ modelFolder: folder });
    await expect(other.transcribe(new Float32Array(16_000), never)).rejects.toThrow(
      /onnx is not Moonshine tiny: SHA-256/,
    );
    await other.close();
  });

  it("does not keep a program running after close", async () => {
    const program = `
      import { createMoonshineEngine } from ${JSON.stringify(new URL("./moonshine.ts", import.meta.url).href)};
      const engine = createMoonshineEngine();
      await engine.transcribe(new Float32Array(16000), new AbortController().signal);
      await engine.close();`;
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" });
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
