import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { onAbort, unlessAborted } from "../../../basics/abort.ts";
import { createSerialQueue } from "../../../basics/serial-queue.ts";
import type { EngineTranscript, RecognitionEngine } from "../../../emulator/recognition/recognition-engine.ts";
import { engineProgram } from "../engine-program.ts";
import type { MoonshineReply, MoonshineReport, MoonshineRequest } from "./moonshine-messages.ts";

/** Moonshine tiny, English, in a process of its own. */
export interface MoonshineEngine extends RecognitionEngine {
  /** Id of the running process; undefined before the first call, and after a crash until the next call. */
  readonly processId: number | undefined;
}

/** Options for tests and for a model elsewhere. */
export interface MoonshineOptions {
  /** Folder of the model's two files; default: inside the installed package. */
  modelFolder?: string;
  /** Longest wait for a cancelled job before its process is killed, in milliseconds; default 5000. */
  cancelGraceMs?: number;
  /** Called with the outcome of each job and the memory of the process. */
  onReport?: (report: MoonshineReport) => void;
}

const sampleRateHz = 16_000;
/** Shorter audio does not fill the first layer of the network. */
const minSeconds = 0.1;
/** Longer audio makes the decoder loop and memory grow without limit. */
const maxSeconds = 25;

/**
 * Creates the English engine `moonshine-tiny-en`. Its process starts with the first call (one to two seconds, half a gigabyte),
 * transcribes one phrase at a time and is started again after a crash.
 */
export function createMoonshineEngine(options: MoonshineOptions = {}): MoonshineEngine {
  const { cancelGraceMs = 5000, onReport } = options;
  const enqueue = createSerialQueue();
  const closing = new AbortController();
  let child: ChildProcess | undefined;
  /** The networks of the running process are loaded. */
  let isReady = false;
  let jobCount = 0;

  function running(): ChildProcess {
    if (child) return child;
    const started = startProcess(options.modelFolder);
    isReady = false;
    started.on("message", ({ kind }: MoonshineReply) => {
      if (child === started && kind === "ready") isReady = true;
    });
    started.once("exit", () => {
      if (child === started) child = undefined;
    });
    return (child = started);
  }

  async function transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript> {
    signal.throwIfAborted();
    const job = ++jobCount;
    const engine = running();
    const answer = replyOf(engine, (reply): reply is Answer => "job" in reply && reply.job === job);
    let grace: NodeJS.Timeout | undefined;
    const stopListening = onAbort(signal, () => {
      if (engine.connected) engine.send({ kind: "cancel", job } satisfies MoonshineRequest);
      grace = setTimeout(() => engine.kill("SIGKILL"), cancelGraceMs);
    });
    try {
      engine.send({ kind: "transcribe", job, samples } satisfies MoonshineRequest);
      const reply = await answer;
      onReport?.(reply.report);
      signal.throwIfAborted();
      if (reply.kind !== "done") throw new Error(reply.kind === "failed" ? reply.message : "cancelled by nobody");
      return reply.transcript;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(grace);
      stopListening();
    }
  }

  return {
    model: "moonshine-tiny-en",
    language: "en",
    maxSeconds,
    get processId() {
      return child?.pid;
    },
    async load(signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      either.throwIfAborted();
      const engine = running();
      if (isReady) return;
      const ready = replyOf(engine, (reply): reply is Ready => reply.kind === "ready");
      await unlessAborted(ready, either);
    },
    async transcribe(samples, signal) {
      const seconds = samples.length / sampleRateHz;
      if (seconds > maxSeconds) {
        throw new RangeError(
          `moonshine-tiny-en hears at most ${String(maxSeconds)} s at once, got ${seconds.toFixed(2)} s`,
        );
      }
      if (seconds < minSeconds) return { text: "", words: [], confidence: 0 };
      const either = AbortSignal.any([signal, closing.signal]);
      return enqueue(() => transcribe(samples, either), either);
    },
    async close() {
      closing.abort(new Error("the recognition engine moonshine-tiny-en is closed"));
      const last = child;
      if (!last) return;
      last.kill("SIGKILL");
      await once(last, "exit");
    },
  };
}

function startProcess(modelFolder: string | undefined): ChildProcess {
  const program = engineProgram(import.meta.filename, "moonshine-process");
  return fork(program, modelFolder === undefined ? [] : [modelFolder], {
    // No debugger or loader of the parent, and none of its secrets.
    execArgv: [],
    env: {},
    // A process group of its own: Ctrl-C would end it in the middle of a phrase. It ends with its parent.
    detached: true,
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

type Answer = Extract<MoonshineReply, { job: number }>;
type Ready = Extract<MoonshineReply, { kind: "ready" }>;

/** Waits for a reply of the process, or for its end. */
function replyOf<Wanted extends MoonshineReply>(
  engine: ChildProcess,
  isWanted: (reply: MoonshineReply) => reply is Wanted,
): Promise<Wanted> {
  const { promise, resolve, reject } = Promise.withResolvers<Wanted>();
  let reason = "";
  const receive = (reply: MoonshineReply) => {
    if (reply.kind === "broken") reason = `: ${reply.message}`;
    else if (isWanted(reply)) resolve(reply);
  };
  const die = (code: number | null, signal: NodeJS.Signals | null) => {
    reject(
      new Error(
        `the process of moonshine-tiny-en ended (${String(signal ?? code)})${reason}; the next call starts a new one`,
      ),
    );
  };
  const fail = (error: Error) => {
    reject(new Error(`the process of moonshine-tiny-en could not start: ${error.message}`, { cause: error }));
  };
  engine.on("message", receive).once("exit", die).once("error", fail);
  return promise.finally(() => {
    engine.off("message", receive).off("exit", die).off("error", fail);
  });
}
