import { type SynthesisEngine, SynthesisEngineError } from "../../emulator/synthesis/synthesis-engine.ts";
import { type EspeakConnection, startEspeak } from "./espeak-connection.ts";
import { espeakRate } from "./espeak-markup.ts";
import { createSerialQueue } from "../../basics/serial-queue.ts";

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
  const inTurn = createSerialQueue();
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

      const turn = inTurn(over, async () => {
        const process = await connect();
        try {
          await process.say(job, hear, over);
        } catch (error) {
          throw isClosed ? closed() : error;
        }
      });
      turn.then(finish, finish);
      signal.addEventListener("abort", finish, { once: true });
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
        signal.removeEventListener("abort", finish);
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
