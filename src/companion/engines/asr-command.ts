import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { onAbort } from "../../basics/abort.ts";
import { createSerialQueue } from "../../basics/serial-queue.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import type { EngineTranscript, RecognitionEngine } from "../../emulator/recognition/recognition-engine.ts";
import { joinCommandLines, readCommandLine, type CommandLine } from "./asr-command-output.ts";

/** A recognition command of the operator. */
export interface AsrCommand {
  /** Name in the platform's model list. */
  model: string;
  /** BCP 47 language. */
  language: string;
  /** Run by the shell for each phrase: WAV (16 kHz, mono, 16-bit) on standard input, JSON lines on standard output. */
  command: string;
  /** Timeout of one run, in milliseconds; default two minutes. */
  timeoutMs?: number;
}

const sampleRateHz = 16_000;
const samplesPerMs = 16;
const maxSeconds = 30;
const defaultTimeoutMs = 120_000;
/** Time between SIGTERM and SIGKILL, in milliseconds. */
const killGraceMs = 2000;
const maxOutputBytes = 1_048_576;
const maxErrorCharacters = 500;

/**
 * Parses the value of `--asr-command`: `ru=whisper-cli ...` adds the model `command-ru`, `e2e-v3:ru=whisper-cli ...` names it.
 *
 * @throws Error when it has another form
 */
export function parseAsrCommand(option: string): AsrCommand {
  const [, model, language, command] = /^(?:([\w.-]+):)?([a-z]{2,3}(?:-\w+)*)=\s*(\S.*)$/is.exec(option) ?? [];
  if (language === undefined || command === undefined) {
    throw new Error(`--asr-command must be LANGUAGE=COMMAND or MODEL:LANGUAGE=COMMAND, got: ${option}`);
  }
  return { model: model ?? `command-${language}`, language, command };
}

/** Creates an engine from a command of the operator. One run at a time; nothing runs between calls. */
export function createCommandEngine(settings: AsrCommand): RecognitionEngine {
  const { model, language, command, timeoutMs = defaultTimeoutMs } = settings;
  const enqueue = createSerialQueue();
  const closing = new AbortController();
  const failure = (cause: unknown) =>
    new Error(
      `the recognition command for "${language}" failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );

  async function transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const lines = await run(command, wavOf(samples), AbortSignal.any([signal, timeout]));
      return joinCommandLines(lines, samples.length / samplesPerMs);
    } catch (error) {
      signal.throwIfAborted();
      throw failure(timeout.aborted ? `it took longer than ${String(timeoutMs)} ms` : error);
    }
  }

  return {
    model,
    language,
    maxSeconds,
    async transcribe(samples, signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      return enqueue(() => transcribe(samples, either), either);
    },
    async close() {
      closing.abort(new Error(`the recognition engine ${model} is closed`));
      // After the run that is being stopped.
      await enqueue(() => Promise.resolve());
    },
  };
}

function wavOf(samples: Float32Array): Uint8Array {
  const pcm = Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32767);
  return writeWav(pcmBytes(pcm), { coding: "pcm16", sampleRateHz, channelCount: 1 });
}

/** Runs the command once. Settles when it and its child processes have ended. */
async function run(command: string, input: Uint8Array, signal: AbortSignal): Promise<CommandLine[]> {
  // Its own process group: the shell's children must end with it.
  const child = spawn(command, { shell: true, detached: true, stdio: "pipe" });
  let firstError: unknown;
  let grace: NodeJS.Timeout | undefined;
  const stop = (error: unknown) => {
    if (firstError !== undefined) return;
    firstError = error;
    killGroup(child, "SIGTERM");
    grace = setTimeout(() => {
      killGroup(child, "SIGKILL");
    }, killGraceMs);
  };
  const stopListening = onAbort(signal, stop);

  const { promise, resolve, reject } = Promise.withResolvers<CommandLine[]>();
  const lines: CommandLine[] = [];
  let lineCount = 0;
  let outputBytes = 0;
  let errorText = "";
  child.stdout.on("data", (chunk: Buffer) => {
    outputBytes += chunk.length;
    if (outputBytes > maxOutputBytes) stop(new Error(`it printed more than ${String(maxOutputBytes)} bytes`));
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    lineCount++;
    if (line.trim() === "" || firstError !== undefined) return;
    try {
      lines.push(readCommandLine(line, lineCount));
    } catch (error) {
      stop(error);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errorText = (errorText + text).slice(-maxErrorCharacters);
  });
  child.once("error", reject);
  child.once("close", (code, killedBy) => {
    if (firstError !== undefined) reject(firstError);
    else if (code === 0) resolve(lines);
    else reject(new Error(`it ended with ${String(killedBy ?? code)}${errorText ? `: ${errorText.trim()}` : ""}`));
  });
  // A command may end without reading everything; its exit code says whether that is a failure.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return promise.finally(() => {
    clearTimeout(grace);
    stopListening();
  });
}

function killGroup(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has already ended.
  }
}
