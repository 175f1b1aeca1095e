// Runs on the audio thread: collects blocks of 128 samples into chunks and measures their level.

/** What the worklet posts for each chunk. The page answers each with an empty message when it took it. */
export interface MicrophoneChunk {
  /** Mono, 16 bit, at the rate of the audio context. */
  samples: Int16Array<ArrayBuffer>;
  /** Root mean square and largest value of the chunk, 0..1. */
  rms: number;
  peak: number;
  /** Samples that were dropped between the chunk before and this one. */
  droppedSamples: number;
  /** When the last sample was recorded, in milliseconds since the epoch: the audio thread knows what the page was too busy to see. */
  endedAtMs: number;
}

// TypeScript's library has no types of the audio thread.
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: new () => { port: MessagePort };

/** Samples of one chunk: 100 ms at 16 kHz. */
const chunkSamples = 1600;
/** Most chunks that the page has not taken: 30 seconds. Then new ones are dropped until it takes some. */
const maxWaitingChunks = 300;

class MicrophoneProcessor extends AudioWorkletProcessor {
  private samples = new Int16Array(chunkSamples);
  private filled = 0;
  private squares = 0;
  private peak = 0;
  private waitingChunks = 0;
  private droppedSamples = 0;

  constructor() {
    super();
    this.port.onmessage = () => this.waitingChunks--;
  }

  /** The node is made with one channel, so that the browser has mixed all of them into the first. */
  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      const clipped = Math.max(-1, Math.min(1, sample));
      this.samples[this.filled++] = Math.round(clipped * 32767);
      this.squares += clipped * clipped;
      this.peak = Math.max(this.peak, Math.abs(clipped));
      if (this.filled === chunkSamples) this.finishChunk();
    }
    return true;
  }

  private finishChunk(): void {
    if (this.waitingChunks < maxWaitingChunks) this.send();
    else this.droppedSamples += chunkSamples;
    this.filled = this.squares = this.peak = 0;
  }

  private send(): void {
    const chunk: MicrophoneChunk = {
      samples: this.samples,
      rms: Math.sqrt(this.squares / chunkSamples),
      peak: this.peak,
      droppedSamples: this.droppedSamples,
      endedAtMs: Date.now(),
    };
    this.port.postMessage(chunk, [chunk.samples.buffer]);
    this.samples = new Int16Array(chunkSamples);
    this.waitingChunks++;
    this.droppedSamples = 0;
  }
}

registerProcessor("microphone", MicrophoneProcessor);
