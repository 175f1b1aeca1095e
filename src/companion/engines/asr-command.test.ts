import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createCommandEngine, parseAsrCommand } from "./asr-command.ts";

const never = new AbortController().signal;
const second = Float32Array.from({ length: 16_000 }, (_, index) => Math.sin(index / 10) / 2);

/** An engine around a Node program of the test's own, in a folder of its own. */
async function setup(program: string, timeoutMs = 20_000) {
  const folder = await mkdtemp(join(tmpdir(), "asr-command-"));
  await writeFile(join(folder, "command.mjs"), program);
  const command = `cd ${folder} && '${process.execPath}' command.mjs`;
  return { folder, engine: createCommandEngine({ model: "command-ru", language: "ru", command, timeoutMs }) };
}

/** Counts the samples of the WAV it is given and says what it found. */
const honest = `
  import { readFileSync } from "node:fs";
  const wav = readFileSync(0);
  const ms = (wav.length - 44) / 32;
  const peak = Math.max(...new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length)));
  console.log(JSON.stringify({ text: "предварительно", final: false }));
  console.log(JSON.stringify({ text: wav.subarray(0, 4) + " " + wav.readUInt32LE(24) + " Гц", start_ms: 0, end_ms: ms / 2, confidence: 0.8, final: true }));
  console.log("");
  console.log(JSON.stringify({ text: "пик " + peak, start_ms: ms / 2, end_ms: ms, confidence: 0.4, final: true }));`;

const endless = `
  import { writeFileSync } from "node:fs";
  writeFileSync("pid", String(process.pid));
  setInterval(() => undefined, 1000);`;

/** Whether a process still works; one that has ended but was not yet collected by its parent does not. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
  return stat !== "" && !stat.includes(") Z ");
}

async function eventually<T>(look: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await look();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

describe("parseAsrCommand", () => {
  it("takes a language and a command, and a model's name when there is one", () => {
    expect(parseAsrCommand("ru=whisper-cli -f - -x a=b")).toEqual({
      model: "command-ru",
      language: "ru",
      command: "whisper-cli -f - -x a=b",
    });
    expect(parseAsrCommand("e2e-v3:ru=vosk")).toEqual({ model: "e2e-v3", language: "ru", command: "vosk" });
  });

  it.each(["", "ru", "ru=", "ru= ", "=cmd", "russian language=cmd", ":ru=cmd"])("refuses %j", (option) => {
    expect(() => parseAsrCommand(option)).toThrow(`LANGUAGE=COMMAND or MODEL:LANGUAGE=COMMAND, got: ${option}`);
  });
});

describe("createCommandEngine", () => {
  it("hands the command a 16 kHz WAV and joins the final lines it prints", async () => {
    const { engine } = await setup(honest);
    const { text, words, confidence } = await engine.transcribe(second, never);
    expect(text).toBe("RIFF 16000 Гц пик 16383");
    expect(words.map(({ word }) => word)).toEqual(["RIFF", "16000", "Гц", "пик", "16383"]);
    expect(words[3]).toMatchObject({ startMs: 500, confidence: 0.4 });
    expect(words.at(-1)!.endMs).toBe(1000);
    expect(confidence).toBeCloseTo((3 * 0.8 + 2 * 0.4) / 5, 10);
  });

  it("hears nothing when the command prints nothing", async () => {
    const { engine } = await setup("process.stdin.resume();");
    expect(await engine.transcribe(second, never)).toEqual({ text: "", words: [], confidence: 0 });
  });

  it.each([
    ["a line that is no JSON", 'console.log("loading model");', "line 1 of its output is not JSON: loading model"],
    ["an exit code", 'console.error("no such model"); process.exitCode = 3;', "it ended with 3: no such model"],
    ["a crash before reading", 'process.kill(process.pid, "SIGKILL");', "it ended with"],
    [
      "too much output",
      `process.stdout.write('{"text":"a"}\\n'.repeat(1e5)); ${endless}`,
      "it printed more than 1048576 bytes",
    ],
  ])("fails with the reason after %s", async (_, program, reason) => {
    const { engine } = await setup(program);
    const job = engine.transcribe(second, never);
    await expect(job).rejects.toThrow('the recognition command for "ru" failed');
    await expect(job).rejects.toThrow(reason);
  });

  it("fails with the shell's words when there is no such program", async () => {
    const engine = createCommandEngine({ model: "m", language: "ru", command: "no-such-recogniser-here -x" });
    await expect(engine.transcribe(second, never)).rejects.toThrow(/it ended with 127: .*no-such-recogniser-here/);
  });

  it("kills a command that takes too long, and says so", async () => {
    const { engine, folder } = await setup(endless, 1000);
    await expect(engine.transcribe(second, never)).rejects.toThrow("it took longer than 1000 ms");
    const pid = Number(await readFile(join(folder, "pid"), "utf8"));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("kills the command and its children when the call is cancelled", async () => {
    const { engine, folder } = await setup(endless);
    const cancel = new AbortController();
    const job = engine.transcribe(second, cancel.signal);
    const pid = await eventually(async () => {
      const text = await readFile(join(folder, "pid"), "utf8");
      if (text === "") throw new Error("not written yet");
      return Number(text);
    });
    cancel.abort(new Error("the caller left"));
    await expect(job).rejects.toThrow("the caller left");
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("stops what runs and takes nothing more when it is closed", async () => {
    const { engine } = await setup(endless);
    const failure = expect(engine.transcribe(second, never)).rejects.toThrow("command-ru is closed");
    await engine.close();
    await failure;
    await expect(engine.transcribe(second, never)).rejects.toThrow("command-ru is closed");
  });
});
