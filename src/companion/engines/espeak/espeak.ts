import { onAbort } from "../../../basics/abort.ts";
import { createSerialQueue } from "../../../basics/serial-queue.ts";
import { type SynthesisEngine, SynthesisEngineError } from "../../../emulator/synthesis/synthesis-engine.ts";
import { type EspeakConnection, startEspeak } from "./espeak-connection.ts";
import { espeakRate } from "./espeak-markup.ts";

/** espeak-ng as the platform's voice, with the process that it runs in. */
export interface EspeakEngine extends SynthesisEngine {
  /** Id of the running process; nothing before the first job and after a crash. */
  readonly processId: number | undefined;
}

/**
 * Speaks Russian and English with espeak-ng in a process of its own.
 *
 * The process is started by the first job (about 0.2 s), takes jobs one after the other in the order they came, is started
 * again after a crash, and ends with `close()` or with this program, however that ends.
 *
 * @param engineModule the package that holds the engine
 */
export function createEspeakEngine(engineModule = "@echogarden/espeak-ng-emscripten"): EspeakEngine {
  let connection: Promise<EspeakConnection> | undefined;
  let running: EspeakConnection | undefined;
  const enqueue = createSerialQueue();
  let isClosed = false;

  async function connect(): Promise<EspeakConnection> {
    if (isClosed) throw closed();
    if (running?.isOver) running = connection = undefined;
    connection ??= startEspeak(engineModule);
    try {
      return (running = await connection);
    } catch (error) {
      connection = undefined; // Not remembered: the package may be there the next time.
      throw error;
    }
  }

  return {
    sampleRateHz: 22050,
    languages: ["ru", "en"],
    speeds: { min: espeakRate.min / espeakRate.normal, max: espeakRate.max / espeakRate.normal },
    get processId() {
      return running?.isOver === false ? running.processId : undefined;
    },

    async *speak(job, signal) {
      const left = new AbortController();
      const over = AbortSignal.any([signal, left.signal]);
      const heard: Int16Array[] = [];
      let isDone = false;
      let wake: () => void = () => undefined;

      const turn = enqueue(async () => {
        const process = await connect();
        try {
          await process.say(job, hear, over);
        } catch (error) {
          throw isClosed ? closed() : error;
        }
      }, over);
      turn.then(finish, finish);
      const stopListening = onAbort(signal, finish);
      function hear(samples: Int16Array) {
        heard.push(samples);
        wake();
      }
      function finish() {
        isDone = true;
        wake();
      }

      try {
        for (;;) {
          signal.throwIfAborted();
          const samples = heard.shift();
          if (samples) yield samples;
          else if (isDone) break;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
        await turn;
      } finally {
        stopListening();
        left.abort();
      }
    },

    async close() {
      isClosed = true;
      const open = await connection?.catch(() => undefined);
      await open?.close();
    },
  };
}

function closed(): SynthesisEngineError {
  return new SynthesisEngineError("closed", "the espeak-ng engine was closed");
}
