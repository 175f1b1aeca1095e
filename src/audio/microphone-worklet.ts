// Runs on the audio thread: collects blocks of 128 samples into pieces and measures their level.

/** What the worklet posts for each piece. */
export interface MicrophoneChunk {
  /** Mono, 16 bit, at the rate of the audio context. */
  samples: Int16Array<ArrayBuffer>;
  /** Root mean square and largest value of the piece, 0..1. */
  rms: number;
  peak: number;
}

// TypeScript's library has no types of the audio thread.
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: new () => { port: MessagePort };

/** Sound in one piece, in samples: 100 ms at 16 kHz. */
const pieceSamples = 1600;

class MicrophoneProcessor extends AudioWorkletProcessor {
  private samples = new Int16Array(pieceSamples);
  private filled = 0;
  private squares = 0;
  private peak = 0;

  /** The node is made with one channel, so that the browser has mixed all of them into the first. */
  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      const clipped = Math.max(-1, Math.min(1, sample));
      this.samples[this.filled++] = Math.round(clipped * 32767);
      this.squares += clipped * clipped;
      this.peak = Math.max(this.peak, Math.abs(clipped));
      if (this.filled === pieceSamples) this.send();
    }
    return true;
  }

  private send(): void {
    const piece: MicrophoneChunk = {
      samples: this.samples,
      rms: Math.sqrt(this.squares / pieceSamples),
      peak: this.peak,
    };
    this.port.postMessage(piece, [piece.samples.buffer]);
    this.samples = new Int16Array(pieceSamples);
    this.filled = this.squares = this.peak = 0;
  }
}

registerProcessor("microphone", MicrophoneProcessor);
