import { MicrophoneError } from "../../audio/microphone/microphone-error.ts";
import type { Microphone, MicrophoneOptions } from "../../audio/microphone/microphone.ts";
import { voiceSampleRateHz } from "../../audiokit/calls/voice-cloning.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";

/** Dependencies of the recorder. */
export interface VoiceRecorderDeps {
  open: (options: MicrophoneOptions) => Promise<Microphone>;
  /** Takes what was recorded, mono, 16 kHz, and how many seconds of it the page was too slow for. */
  onrecorded: (samples: Int16Array<ArrayBuffer>, droppedSeconds: number) => void;
}

/** Records a part of the sample from the microphone; it holds at most `maxSampleBytes` and then ends. */
export class VoiceRecorder {
  phase = $state<"idle" | "opening" | "recording">("idle");
  seconds = $state(0);
  /** Loudness of the moment, 0 to 1. */
  level = $state(0);
  failure = $state.raw<MicrophoneError>();
  readonly #deps: VoiceRecorderDeps;
  #microphone: Microphone | undefined;

  constructor(deps: VoiceRecorderDeps) {
    this.#deps = deps;
  }

  /** Records until `stop`, or until no more would fit into one message. What was recorded is kept however it ends. */
  readonly start = async (): Promise<void> => {
    if (this.phase !== "idle") return;
    this.phase = "opening";
    this.failure = undefined;
    this.seconds = 0;
    const chunks: Uint8Array[] = [];
    let droppedSeconds = 0;
    let sizeBytes = 0;
    try {
      this.#microphone = await this.#deps.open({ onLevel: ({ peak }) => (this.level = peak) });
      this.phase = "recording";
      for await (const chunk of this.#microphone.chunks) {
        chunks.push(chunk);
        sizeBytes += chunk.length;
        ({ droppedSeconds } = this.#microphone);
        this.seconds = sizeBytes / Int16Array.BYTES_PER_ELEMENT / voiceSampleRateHz;
        if (sizeBytes >= maxAudioBytes) break;
      }
    } catch (thrown) {
      this.failure = thrown instanceof MicrophoneError ? thrown : MicrophoneError.from(thrown);
    }
    await this.#microphone?.stop();
    this.#microphone = undefined;
    this.phase = "idle";
    this.level = 0;
    // Little-endian, as the microphone gives it and every machine with a browser has it.
    this.#deps.onrecorded(new Int16Array(joinBytes(chunks).buffer), droppedSeconds);
  };

  readonly stop = (): void => {
    void this.#microphone?.stop();
  };
}
