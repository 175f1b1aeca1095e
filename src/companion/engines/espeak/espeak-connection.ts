import { spawn } from "node:child_process";
import type { Duplex, Readable } from "node:stream";
import { onAbort } from "../../../basics/abort.ts";
import { type SpeakJob, SynthesisEngineError } from "../../../emulator/synthesis/synthesis-engine.ts";
import { engineProgram } from "../engine-program.ts";
import { carryOn, createFrameReader, stop, type Frame } from "./espeak-frames.ts";

/** A running espeak-ng process. It takes one job at a time. */
export interface EspeakConnection {
  readonly processId: number;
  /** Becomes true when the process has ended. */
  readonly isOver: boolean;
  /**
   * Synthesizes one job to its end, or to the chunk during which the signal aborts. Resolves when the process is free again.
   *
   * @throws SynthesisEngineError `crashed` when the process ends before the job does or refuses it
   */
  say(job: SpeakJob, onAudio: (samples: Int16Array<ArrayBuffer>) => void, signal: AbortSignal): Promise<void>;
  /** Ends the process and waits for its end. */
  close(): Promise<void>;
}

const program = engineProgram(import.meta.filename, "espeak-process");
/** Longest wait for a cancelled job before the process is killed, in milliseconds. */
const cancelGraceMs = 5000;
/** Longest wait for the process to end by itself, in milliseconds. */
const shutdownGraceMs = 1000;

/**
 * Starts an espeak-ng process and waits until its engine is loaded.
 *
 * @param engineModule the package that holds the engine
 * @throws SynthesisEngineError `missing` when the package is not installed, `crashed` when the process ends while loading
 */
export async function startEspeak(engineModule: string): Promise<EspeakConnection> {
  // Without the environment: it may contain secrets, and the engine needs none of it.
  const child = spawn(process.execPath, [program, "--engine", engineModule], {
    env: {},
    // A process group of its own: Ctrl-C would end it in the middle of a job. It ends with its input.
    detached: true,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  const input = child.stdin as Duplex;
  const readFrames = createFrameReader();
  let onFrame: (frame: Frame) => void = () => undefined;
  let onEnd: () => void = () => undefined;
  let isOver = false;
  let lastError = "";

  const ended = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      lastError ||= reason;
      isOver = true;
      resolve();
      onEnd();
    };
    child.once("error", (error) => {
      end(error.message);
    });
    child.once("close", (code, signalName) => {
      end(`it ended with ${signalName ?? `status ${String(code)}`}`);
    });
  });
  input.on("error", () => undefined); // A write to a process that has ended; its "close" event reports that.
  child.stderr?.on("data", (text: Buffer) => {
    lastError = text.toString().trim().split("\n").at(-1) ?? "";
  });
  (child.stdio[3] as Readable).on("data", (chunk: Buffer) => {
    for (const frame of readFrames(chunk)) onFrame(frame);
  });

  /** Waits for the frame that ends an exchange; `audio` frames before it go to the callback. */
  const exchange = (onAudio: (frame: Frame) => void) =>
    new Promise<Frame>((resolve, reject) => {
      onEnd = () => {
        reject(new SynthesisEngineError("crashed", `the espeak-ng process is gone: ${lastError}`));
      };
      onFrame = (frame) => {
        if (frame.kind === "audio") onAudio(frame);
        else resolve(frame);
      };
      if (isOver) onEnd();
    });

  const first = await exchange(() => undefined);
  if (first.kind !== "ready") throw failure(first);

  return {
    processId: child.pid ?? 0,
    get isOver() {
      return isOver;
    },
    async say(job, onAudio, signal) {
      let overdue: NodeJS.Timeout | undefined;
      // The process reads its input after every chunk, so no answer means that it hangs.
      const watch = () => {
        overdue = setTimeout(() => child.kill("SIGKILL"), cancelGraceMs).unref();
      };
      const answer = exchange((frame) => {
        if (!signal.aborted) onAudio(new Int16Array(frame.payload.buffer));
        input.write(`${signal.aborted ? stop : carryOn}\n`);
      });
      const stopListening = onAbort(signal, watch);
      input.write(`${JSON.stringify(job)}\n`);
      try {
        const last = await answer;
        if (last.kind !== "done") throw failure(last);
      } finally {
        stopListening();
        clearTimeout(overdue);
      }
    },
    async close() {
      input.end();
      const overdue = setTimeout(() => child.kill("SIGKILL"), shutdownGraceMs).unref();
      await ended;
      clearTimeout(overdue);
    },
  };
}

function failure(frame: Frame): SynthesisEngineError {
  const message = new TextDecoder().decode(frame.payload);
  return new SynthesisEngineError(frame.kind === "missing" ? "missing" : "crashed", message);
}
