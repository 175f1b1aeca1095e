import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { onAbort, unlessAborted } from "../../../basics/abort.ts";
import { createSerialQueue } from "../../../basics/serial-queue.ts";
import type { EngineTranscript, RecognitionEngine } from "../../../emulator/recognition/recognition-engine.ts";
import { joinCommandLines, readCommandLine, type CommandLine } from "../asr-command-output.ts";
import type { RussianModel } from "./russian-models.ts";

/** The added Russian engine, in a process of its own. */
export interface RussianEngine extends RecognitionEngine {
  /** Id of the running process; undefined before the first call, and after a crash until the next call. */
  readonly processId: number | undefined;
}

/** What the engine runs. */
export interface RussianEngineOptions {
  /** Python with onnx-asr. */
  python: string;
  model: RussianModel;
  /** Longest wait for a cancelled phrase before its process is killed, in milliseconds; default 5000. */
  cancelGraceMs?: number;
}

const sampleRateHz = 16_000;
/** Shorter sound does not fill the network. */
const minSeconds = 0.1;
/** Longer than the model was made for. */
const maxSeconds = 25;
const maxErrorCharacters = 2000;

/**
 * Creates the engine. Its process starts with the first call, recognises one phrase at a time and is started again after a crash;
 * it ends by itself when the companion is gone.
 */
export function createRussianEngine({ python, model, cancelGraceMs = 5000 }: RussianEngineOptions): RussianEngine {
  const enqueue = createSerialQueue();
  const closing = new AbortController();
  let running: EngineProcess | undefined;

  function current(): EngineProcess {
    if (running) return running;
    const started = startProcess(python, model);
    started.child.once("close", () => {
      if (running === started) running = undefined;
    });
    return (running = started);
  }

  async function transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript> {
    signal.throwIfAborted();
    const engine = current();
    let grace: NodeJS.Timeout | undefined;
    // A phrase takes about a second; a process that stays busy longer is stuck. Loading, which takes longer, is not wasted.
    const stopListening = onAbort(signal, () => {
      const stop = () => (grace = setTimeout(() => engine.child.kill("SIGKILL"), cancelGraceMs));
      engine.loaded.then(stop, () => undefined);
    });
    try {
      const lines = await engine.hear(samples);
      signal.throwIfAborted();
      return joinCommandLines(lines, (1000 * samples.length) / sampleRateHz);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(grace);
      stopListening();
    }
  }

  return {
    model: model.name,
    language: "ru",
    maxSeconds,
    get processId() {
      return running?.child.pid;
    },
    async load(signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      either.throwIfAborted();
      await unlessAborted(current().loaded, either);
    },
    async transcribe(samples, signal) {
      const seconds = samples.length / sampleRateHz;
      if (seconds > maxSeconds) {
        throw new RangeError(
          `${model.name} hears at most ${String(maxSeconds)} s at once, got ${seconds.toFixed(2)} s`,
        );
      }
      if (seconds < minSeconds) return { text: "", words: [], confidence: 0 };
      const either = AbortSignal.any([signal, closing.signal]);
      return enqueue(() => transcribe(samples, either), either);
    },
    async close() {
      closing.abort(new Error(`the recognition engine ${model.name} is closed`));
      const last = running;
      if (!last) return;
      last.child.kill("SIGKILL");
      await once(last.child, "close");
    },
  };
}

interface EngineProcess {
  child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Settles when the model is loaded; rejects when the process ends before. */
  loaded: Promise<void>;
  /** Hands a phrase over and collects its lines; one at a time. */
  hear(samples: Float32Array): Promise<CommandLine[]>;
}

function startProcess(python: string, { name, folder, quantization }: RussianModel): EngineProcess {
  const program = join(import.meta.dirname, "recognise.py");
  // Nothing of the user's own Python, and none of the companion's secrets.
  const child = spawn(python, ["-I", program, name, folder, quantization], {
    env: {},
    // A process group of its own: Ctrl-C would end it in the middle of a phrase. It ends with its input.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let errorText = "";
  let lines: CommandLine[] = [];
  let lineCount = 0;
  let settle: Pick<PromiseWithResolvers<CommandLine[]>, "resolve" | "reject"> | undefined;
  let ended: Error | undefined;
  let isLoaded = false;
  const loading = Promise.withResolvers<void>();
  // A phrase that waits has the same reason.
  loading.promise.catch(() => undefined);

  const end = (reason: string) => {
    ended ??= new Error(`the process of ${name} ${reason}; the next call starts a new one`);
    loading.reject(ended);
    settle?.reject(ended);
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errorText = (errorText + text).slice(-maxErrorCharacters);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    lineCount++;
    if (line === "" && !isLoaded) {
      isLoaded = true;
      loading.resolve();
      return;
    }
    if (line === "") {
      settle?.resolve(lines);
      lines = [];
      return;
    }
    try {
      lines.push(readCommandLine(line, lineCount));
    } catch (error) {
      end(`was stopped: ${(error as Error).message}`);
      child.kill("SIGKILL");
    }
  });
  child.once("error", (error) => {
    end(`could not start: ${error.message}`);
  });
  child.once("close", (code, signal) => {
    const reason = errorText.trim().split("\n").at(-1);
    end(`ended (${String(signal ?? code)})${reason ? `: ${reason}` : ""}`);
  });
  // Its end says why.
  child.stdin.on("error", () => undefined);
  return {
    child,
    loaded: loading.promise,
    async hear(samples) {
      if (ended) throw ended;
      const { promise, resolve, reject } = Promise.withResolvers<CommandLine[]>();
      settle = { resolve, reject };
      child.stdin.write(new Uint8Array(Uint32Array.of(samples.length).buffer));
      child.stdin.write(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
      return promise;
    },
  };
}
