import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { medianPitchHz } from "../../../../test/support/measure-pitch.ts";
import type { Manner, SpeakJob } from "../../../emulator/synthesis/synthesis-engine.ts";
import { voiceNames } from "../../../emulator/synthesis/voices.ts";
import { createEspeakEngine, type EspeakEngine } from "./espeak.ts";

const normal: Manner = { speed: 1, pitch: 0, volume: 1, intonation: 1 };
const russian = "Мама мыла раму, а папа читал новую газету.";
const english = "The early bird catches the worm, and the late one reads a newspaper.";

function setup(engineModule?: string): EspeakEngine {
  const engine = createEspeakEngine(engineModule);
  onTestFinished(() => engine.close());
  return engine;
}

const job = (text: string, changes: Partial<Manner> = {}, voice = "borisova", language = "ru"): SpeakJob => ({
  language,
  voice,
  spans: [{ text, manner: { ...normal, ...changes } }],
});

async function hear(
  engine: EspeakEngine,
  wanted: SpeakJob,
  signal = new AbortController().signal,
): Promise<Int16Array> {
  const samples: number[] = [];
  for await (const piece of engine.speak(wanted, signal)) samples.push(...piece);
  return Int16Array.from(samples);
}

const seconds = (samples: Int16Array) => samples.length / 22050;
const peak = (samples: Int16Array) => samples.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
const loudness = (samples: Int16Array) => samples.reduce((sum, sample) => sum + Math.abs(sample), 0);

/** A text that takes espeak-ng minutes. */
const endless = `${russian} `.repeat(20_000);

function exists(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

describe("what espeak-ng says", () => {
  it("is speech in both languages: loud, unclipped and of a sensible length", async () => {
    const engine = setup();
    for (const wanted of [job(russian), job(english, {}, "gavrilov", "en")]) {
      const samples = await hear(engine, wanted);
      expect(seconds(samples)).toBeGreaterThan(2);
      expect(seconds(samples)).toBeLessThan(6);
      expect(peak(samples)).toBeGreaterThan(10_000);
      expect(peak(samples)).toBeLessThan(32_000);
    }
  });

  it("has four voices, a fifth of pitch apart at least, women above men, in both languages", async () => {
    const engine = setup();
    for (const [language, text] of [["ru", russian] as const, ["en", english] as const]) {
      const pitches = new Map<string, number>();
      for (const voice of voiceNames) {
        pitches.set(voice, medianPitchHz(await hear(engine, job(text, {}, voice, language)), 22050));
      }
      const rising = ["gandzhaev", "gavrilov", "borisova", "kishchik"].map((voice) => pitches.get(voice) ?? 0);
      for (const [index, pitch] of rising.slice(1).entries()) expect(pitch).toBeGreaterThan((rising[index] ?? 0) * 1.2);
    }
  });

  it("follows speed, pitch, loudness and intonation", async () => {
    const engine = setup();
    const plain = await hear(engine, job(russian));
    expect(seconds(await hear(engine, job(russian, { speed: 2 })))).toBeLessThan(seconds(plain) * 0.65);
    expect(seconds(await hear(engine, job(russian, { speed: 0.5 })))).toBeGreaterThan(seconds(plain) * 1.6);
    const pitchOf = async (pitch: number) =>
      medianPitchHz(await hear(engine, job(russian, { pitch }, "gavrilov")), 22050);
    const [low, middle, high] = [await pitchOf(-0.5), await pitchOf(0), await pitchOf(0.5)];
    expect(low).toBeLessThan(middle * 0.9);
    expect(high).toBeGreaterThan(middle * 1.1);
    expect(peak(await hear(engine, job(russian, { volume: 0.5 })))).toBeLessThan(peak(plain) * 0.7);
    const lively = medianPitchHz(await hear(engine, job(russian, { intonation: 2 })), 22050);
    expect(lively).toBeGreaterThan(medianPitchHz(await hear(engine, job(russian, { intonation: 0 })), 22050) * 1.1);
  });

  it("puts the stress where the mark stands", async () => {
    const engine = setup();
    const pairs: [first: string, second: string, usual: 0 | 1][] = [
      ["му\u0301ка", "мука\u0301", 0],
      ["о\u0301рган", "орга\u0301н", 0],
      ["хло\u0301пок", "хлопо\u0301к", 1],
    ];
    for (const [first, second, usual] of pairs) {
      const shares = [];
      for (const word of [first, second, first.replace("\u0301", "")]) {
        const samples = await hear(engine, job(word));
        shares.push(loudness(samples.subarray(0, samples.length / 2)) / loudness(samples));
      }
      const [onFirst, onSecond, plain] = shares as [number, number, number];
      expect(onFirst).toBeGreaterThan(onSecond + 0.15);
      expect(Math.abs(plain - (usual === 0 ? onFirst : onSecond))).toBeLessThan(0.08);
    }
  });

  it("never reads markup or phoneme brackets of the text as its own", async () => {
    const engine = setup();
    const plain = await hear(engine, job("раз два"));
    expect(seconds(await hear(engine, job('раз <break time="3s"/> два')))).toBeGreaterThan(seconds(plain) + 0.5);
    expect(seconds(await hear(engine, job("раз два [[r'az]]")))).toBeGreaterThan(seconds(plain) + 0.2);
  });
});

describe("the espeak-ng process", () => {
  it("is not there before the first job and after close", async () => {
    const engine = setup();
    expect(engine.processId).toBeUndefined();
    await hear(engine, job("раз"));
    const processId = engine.processId ?? 0;
    expect(exists(processId)).toBe(true);
    await engine.close();
    expect(exists(processId)).toBe(false);
    await expect(hear(engine, job("раз"))).rejects.toMatchObject({ name: "SynthesisEngineError", kind: "closed" });
  });

  it("ends a job that is under way when it is closed", async () => {
    const engine = setup();
    const inFlight = hear(engine, job(endless));
    await hear(engine, job("раз"), AbortSignal.abort()).catch(() => undefined);
    await engine.close();
    await expect(inFlight).rejects.toMatchObject({ kind: "closed" });
  });

  it("gives the first piece of a text long before it could have spoken it all, and stops when the reader leaves", async () => {
    const engine = setup();
    for await (const piece of engine.speak(job(endless), new AbortController().signal)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(seconds(await hear(engine, job("раз")))).toBeLessThan(2);
  });

  it("stops when the call is aborted, and is the same process afterwards", async () => {
    const engine = setup();
    const before = await hear(engine, job("раз"));
    const processId = engine.processId;
    const call = new AbortController();
    const pieces: Int16Array[] = [];
    const aborted = (async () => {
      for await (const piece of engine.speak(job(endless), call.signal)) {
        if (pieces.push(piece) === 3) call.abort(new Error("enough"));
      }
    })();
    await expect(aborted).rejects.toThrow("enough");
    expect(pieces).toHaveLength(3);
    expect(seconds(await hear(engine, job("раз")))).toBeCloseTo(seconds(before), 1);
    expect(engine.processId).toBe(processId);
  });

  it("never begins a job that was aborted while it waited", async () => {
    const engine = setup();
    const reading = engine.speak(job(endless), new AbortController().signal)[Symbol.asyncIterator]();
    await reading.next();
    const call = new AbortController();
    const waiting = hear(engine, job("раз"), call.signal);
    call.abort(new Error("too late"));
    await expect(waiting).rejects.toThrow("too late");
    await reading.return?.();
  });

  it("fails the call in flight when it is killed, and the next call finds a new one", async () => {
    const engine = setup();
    const expected = await hear(engine, job("раз"));
    const killed = engine.processId ?? 0;
    const inFlight = engine.speak(job(endless), new AbortController().signal)[Symbol.asyncIterator]();
    await inFlight.next();
    const waiting = hear(engine, job("раз"));
    process.kill(killed, "SIGKILL");
    await expect(
      (async () => {
        while (!(await inFlight.next()).done);
      })(),
    ).rejects.toMatchObject({ kind: "crashed", message: expect.stringContaining("SIGKILL") as string });
    expect(seconds(await waiting)).toBeCloseTo(seconds(expected), 1);
    expect(engine.processId).not.toBe(killed);
  });

  it("serves callers in the order they came, each with its own words", async () => {
    const engine = setup();
    const texts = ["раз", "два или три", "четыре, пять, шесть, семь"];
    const alone = [];
    for (const text of texts) alone.push(seconds(await hear(engine, job(text))));
    const ended: string[] = [];
    const together = texts.map(async (text) => {
      const samples = await hear(engine, job(text));
      ended.push(text);
      return seconds(samples);
    });
    for (const [index, length] of (await Promise.all(together)).entries())
      expect(length).toBeCloseTo(alone[index] ?? 0, 1);
    expect(ended).toEqual(texts);
  });

  it("refuses a voice that it does not have without falling over", async () => {
    const engine = setup();
    await hear(engine, job("раз"));
    const { processId } = engine;
    await expect(hear(engine, job("раз", {}, "nobody"))).rejects.toThrow("no voice nobody for ru");
    await hear(engine, job("раз"));
    expect(engine.processId).toBe(processId);
  });

  it("says which package is missing", async () => {
    const engine = setup("@echogarden/not-installed");
    const missing = { kind: "missing", message: expect.stringContaining("@echogarden/not-installed") as string };
    await expect(hear(engine, job("раз"))).rejects.toMatchObject(missing);
    await expect(hear(engine, job("раз"))).rejects.toMatchObject(missing);
  });

  it("ends with the program that started it, even in the middle of a job", async () => {
    const program = `
      import { createEspeakEngine } from ${JSON.stringify(new URL("./espeak.ts", import.meta.url).href)};
      const engine = createEspeakEngine();
      for await (const piece of engine.speak(${JSON.stringify(job(endless))}, new AbortController().signal)) {
        console.log(engine.processId);
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }`;
    const owner = spawn(process.execPath, ["--input-type=module", "-"], { stdio: ["pipe", "pipe", "inherit"] });
    owner.stdin.end(program);
    const [line] = (await once(owner.stdout, "data")) as [Buffer];
    const processId = Number(line.toString());
    expect(exists(processId)).toBe(true);
    owner.kill("SIGKILL");
    while (exists(processId)) await wait(20);
  });
});
