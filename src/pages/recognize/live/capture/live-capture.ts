import type { RecordingWriter, RecordingFailure } from "../../../../local-archive/recording-writer.ts";
import type { StoredRecordings } from "../../../../local-archive/stored-recordings.ts";
import { createAudioQueue, type AudioQueue } from "../../../../audio/microphone/audio-queue.ts";
import { MicrophoneError } from "../../../../audio/microphone/microphone-error.ts";
import {
  microphoneBytesPerSecond,
  microphoneRateHz,
  type Microphone,
  type MicrophoneOptions,
} from "../../../../audio/microphone/microphone.ts";
import type { MicProcessing } from "../../../../audio/microphone/mic-processing.ts";

/**
 * Most audio that waits for the call, in seconds: the bridge ends a call that is silent for as long. Then new audio is dropped
 * until half of it was sent; the recording still gets it.
 */
const maxWaitingSeconds = 300;

/** Dependencies of a capture. */
export interface LiveCaptureDeps {
  openMicrophone: (options: MicrophoneOptions, signal: AbortSignal) => Promise<Microphone>;
  recordings: Pick<StoredRecordings, "begin">;
}

export interface LiveCaptureOptions extends Required<Pick<MicrophoneOptions, "onLevel" | "onStall">> {
  /** Empty: the system's choice. */
  deviceId: string;
  processing: readonly MicProcessing[];
  language: string;
  model: string;
  onTrouble: (trouble: RecordingFailure) => void;
  /** The device went away; the sound so far is whole and ends here. */
  onunplug: (error: MicrophoneError) => void;
}

/** The sound of a microphone: stored as it comes, and queued for the call. Must be stopped. */
export interface LiveCapture extends Pick<Microphone, "label" | "treatment" | "wake"> {
  readonly queue: AudioQueue;
  readonly recording: RecordingWriter;
  /** Audio that the call does not get because the page or the network was too slow, in seconds. */
  readonly droppedSeconds: number;
  /** Audio that is missing in the recording because the page or its storage was too slow, or the storage failed, in seconds. */
  readonly unsavedSeconds: number;
  /** Audio that the microphone did not give, in seconds; call and recording have silence in its place. */
  readonly missingSeconds: number;
  pause(): void;
  resume(): void;
  /** Ends the sound and releases the device; what is queued can still be read. */
  stop(): Promise<void>;
}

/**
 * Opens the microphone and begins to store its sound.
 *
 * @param signal gives up until it is open
 * @throws MicrophoneError when the microphone gives no sound; the signal's reason when it aborts
 */
export async function openLiveCapture(
  { openMicrophone, recordings }: LiveCaptureDeps,
  options: LiveCaptureOptions,
  signal: AbortSignal,
): Promise<LiveCapture> {
  const { deviceId, processing, language, model, onLevel, onStall, onTrouble, onunplug } = options;
  const request = { onLevel, onStall, treatments: processing, ...(deviceId && { deviceId }) };
  const microphone = await openMicrophone(request, signal);
  const recording = await begin().catch(async (thrown: unknown) => {
    await microphone.stop();
    throw thrown;
  });
  const queue = createAudioQueue({ maxBytes: maxWaitingSeconds * microphoneBytesPerSecond });

  async function begin(): Promise<RecordingWriter> {
    // The microphone may have come just when it was given up.
    signal.throwIfAborted();
    return recordings.begin({ sampleRateHz: microphoneRateHz, language, model }, onTrouble);
  }

  const pump = async (): Promise<void> => {
    try {
      for await (const chunk of microphone.chunks) {
        recording.append(chunk);
        queue.push(chunk);
      }
    } catch (thrown) {
      onunplug(MicrophoneError.from(thrown));
    }
    queue.end();
  };
  const pumping = pump();

  return {
    label: microphone.label,
    treatment: microphone.treatment,
    queue,
    recording,
    get droppedSeconds() {
      return microphone.droppedSeconds + queue.droppedBytes / microphoneBytesPerSecond;
    },
    get unsavedSeconds() {
      return microphone.droppedSeconds + recording.unsavedSeconds;
    },
    get missingSeconds() {
      return microphone.missingSeconds;
    },
    wake: () => microphone.wake(),
    pause: () => microphone.pause(),
    resume: () => microphone.resume(),
    async stop() {
      await microphone.stop();
      await pumping;
    },
  };
}
