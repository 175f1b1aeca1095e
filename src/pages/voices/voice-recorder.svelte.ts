import type { MicrophoneStall } from "../../audio/microphone/chunk-watch.ts";
import { MicrophoneError } from "../../audio/microphone/microphone-error.ts";
import type { Microphone, MicrophoneOptions } from "../../audio/microphone/microphone.ts";
import { voiceSampleRateHz } from "../../audiokit/calls/voice-cloning.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";

/** Dependencies of the recorder. */
export interface VoiceRecorderDeps {
  open: (options: MicrophoneOptions, signal: AbortSignal) => Promise<Microphone>;
  /** Takes what was recorded, mono, 16 kHz, and how many seconds of it are missing: dropped by the page, or never given. */
  onrecorded: (samples: Int16Array<ArrayBuffer>, missingSeconds: number) => void;
}

/** Silence that marks a gap in a sample, in seconds: a voice needs no timeline, and silence teaches a clone nothing. */
const maxSilenceSeconds = 1;

/** Records a part of the sample from the microphone; it holds at most `maxSampleBytes` and then ends. */
export class VoiceRecorder {
  phase = $state<"idle" | "opening" | "recording">("idle");
  seconds = $state(0);
  /** Loudness of the moment, 0 to 1. */
  level = $state(0);
  /** Why no audio comes now. */
  stall = $state<MicrophoneStall>();
  /** Audio that the microphone did not give, in seconds. */
  missingSeconds = $state(0);
  failure = $state.raw<MicrophoneError>();
  readonly #deps: VoiceRecorderDeps;
  #abort = new AbortController();
  #microphone: Microphone | undefined;

  constructor(deps: VoiceRecorderDeps) {
    this.#deps = deps;
  }

  /** Records until `stop`, or until no more would fit into one message. What was recorded is kept however it ends. */
  readonly start = async (): Promise<void> => {
    if (this.phase !== "idle") return;
    this.phase = "opening";
    this.failure = undefined;
    this.seconds = this.missingSeconds = 0;
    const { signal } = (this.#abort = new AbortController());
    const microphone = await this.#open(signal);
    if (!microphone) return;
    this.#microphone = microphone;
    this.phase = "recording";
    const chunks = await this.#record(microphone);
    await microphone.stop();
    this.#microphone = this.stall = undefined;
    this.phase = "idle";
    this.level = 0;
    // Little-endian, as the microphone gives it and every machine with a browser has it.
    const samples = new Int16Array(joinBytes(chunks).buffer);
    this.#deps.onrecorded(samples, microphone.droppedSeconds + microphone.missingSeconds);
  };

  /** Ends the recording; one that has not begun, because the browser still asks, is given up. */
  readonly stop = (): void => {
    this.#abort.abort();
    if (this.phase === "opening") this.phase = "idle";
    void this.#microphone?.stop();
  };

  /** Asks the browser to let audio come again; to be called in a gesture. */
  readonly wake = (): void => this.#microphone?.wake();

  /** Opens the microphone; none when it was given up, or failed. */
  async #open(signal: AbortSignal): Promise<Microphone | undefined> {
    try {
      const microphone = await this.#deps.open(
        {
          maxSilenceSeconds,
          onLevel: ({ peak }) => (this.level = peak),
          onStall: (cause) => {
            this.stall = cause;
            this.level = 0;
          },
          onGap: ({ seconds }) => (this.missingSeconds += seconds),
        },
        signal,
      );
      if (!signal.aborted) return microphone;
      await microphone.stop();
    } catch (thrown) {
      if (signal.aborted) return undefined;
      this.failure = MicrophoneError.from(thrown);
      this.phase = "idle";
    }
    return undefined;
  }

  async #record(microphone: Microphone): Promise<Uint8Array[]> {
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    try {
      for await (const chunk of microphone.chunks) {
        chunks.push(chunk);
        sizeBytes += chunk.length;
        this.seconds = sizeBytes / Int16Array.BYTES_PER_ELEMENT / voiceSampleRateHz;
        if (sizeBytes >= maxAudioBytes) break;
      }
    } catch (thrown) {
      this.failure = MicrophoneError.from(thrown);
    }
    return chunks;
  }
}
