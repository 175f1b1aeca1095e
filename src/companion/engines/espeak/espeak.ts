import { onAbort } from "../../../basics/abort.ts";
import { createSerialQueue } from "../../../basics/serial-queue.ts";
import { type SynthesisEngine, SynthesisEngineError } from "../../../emulator/synthesis/synthesis-engine.ts";
import { type EspeakConnection, startEspeak } from "./espeak-connection.ts";
import { espeakRate } from "./espeak-markup.ts";

/** The espeak-ng engine. */
export interface EspeakEngine extends SynthesisEngine {
  /** Id of the running process; undefined before the first job and after a crash. */
  readonly processId: number | undefined;
}

/**
 * Creates a synthesis engine for Russian and English: espeak-ng in a process of its own.
 *
 * The process is started by the first job (about 0.2 s), runs jobs one at a time in order of arrival, is started
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
      connection = undefined; // Not cached: the package may be installed by the next time.
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
      const leaving = new AbortController();
      const over = AbortSignal.any([signal, leaving.signal]);
      const chunks: Int16Array[] = [];
      let isDone = false;
      let wake: () => void = () => undefined;

      const turn = enqueue(async () => {
        const process = await connect();
        try {
          await process.say(job, receive, over);
        } catch (error) {
          throw isClosed ? closed() : error;
        }
      }, over);
      turn.then(finish, finish);
      const stopListening = onAbort(signal, finish);
      function receive(samples: Int16Array) {
        chunks.push(samples);
        wake();
      }
      function finish() {
        isDone = true;
        wake();
      }

      try {
        for (;;) {
          signal.throwIfAborted();
          const samples = chunks.shift();
          if (samples) yield samples;
          else if (isDone) break;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
        await turn;
      } finally {
        stopListening();
        leaving.abort();
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
