import type { RecordingFailure } from "../../../local-archive/recording-writer.ts";
import type { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";
import type { Recognition } from "../../../audiokit/calls/recognize-file.ts";
import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import type { MicrophoneStall } from "../../../audio/microphone/chunk-watch.ts";
import type { MicrophoneError } from "../../../audio/microphone/microphone-error.ts";
import type { AppliedMicProcessing } from "../../../audio/microphone/mic-processing.ts";
import { LiveTranscript } from "./live-transcript.svelte.ts";
import { SoundLevel } from "./capture/sound-level.svelte.ts";
import type { LiveCapture } from "./capture/live-capture.ts";

/** Why the sound ended: by the person, at the chosen length, in a long pause, after a long time without audio, with the device, or by the platform. */
export type LiveEnding = "asked" | "length" | "pause" | "silence" | "unplugged" | "platform";

/** Sound that the network has not taken is reported from here on, in seconds. */
const stalledSeconds = 2;
const bytesPerSecond = 32_000;

/** Everything that one recording gave so far. */
export class LiveResults {
  ending = $state<LiveEnding>();
  /** Why there was no sound. */
  microphoneFailure = $state.raw<MicrophoneError>();
  failure = $state.raw<AudioKitError>();
  /** The last call's id in the log; undefined where calls are not logged. */
  requestId = $state<string>();
  /** What the platform gave in the end. */
  recognition = $state.raw<Recognition>();
  /** Measured in what was recorded. */
  metrics = $state.raw<AudioMetrics>();
  /** The stored recording that the words belong to. */
  recordingId = $state<string>();
  /** When it was begun, in milliseconds since the epoch. */
  startedAtMs = $state<number>();
  /** What the device calls itself. */
  device = $state("");
  /** What the browser reports that it did to the sound, or did not do, although the opposite was requested. */
  micProcessingMismatch = $state.raw<AppliedMicProcessing>({});
  sentBytes = $state(0);
  /** Recorded and not yet taken by the network. */
  waitingBytes = $state(0);
  /** Audio that the call did not get, in seconds. */
  droppedSeconds = $state(0);
  /** Audio that is missing in the recording, in seconds. */
  unsavedSeconds = $state(0);
  /** From the call to the first phrase, final or not, in milliseconds. */
  firstPhraseMs = $state<number>();
  /** Why the rest of the recording is not stored. */
  trouble = $state<RecordingFailure>();
  /** Audio that the microphone did not give, in seconds; call and recording have silence in its place. */
  missingSeconds = $state(0);
  /** Why no audio comes now. */
  stall = $state<MicrophoneStall>();
  readonly text = new LiveTranscript();
  readonly level = new SoundLevel();

  readonly isStalled = $derived(this.waitingBytes > stalledSeconds * bytesPerSecond);

  /** Reads what the network took, did not take yet, and will never get. */
  countAudio({ queue, droppedSeconds, unsavedSeconds, missingSeconds }: LiveCapture): void {
    this.sentBytes = queue.takenBytes;
    this.waitingBytes = queue.waitingBytes;
    this.droppedSeconds = droppedSeconds;
    this.unsavedSeconds = unsavedSeconds;
    this.missingSeconds = missingSeconds;
  }

  /** Forgets the recording before. */
  clear(): void {
    this.ending = this.microphoneFailure = this.failure = this.requestId = undefined;
    this.recognition = this.metrics = this.firstPhraseMs = this.trouble = undefined;
    this.recordingId = this.startedAtMs = undefined;
    this.sentBytes = this.waitingBytes = 0;
    this.droppedSeconds = this.unsavedSeconds = this.missingSeconds = 0;
    this.stall = undefined;
    this.device = "";
    this.micProcessingMismatch = {};
    this.text.clear();
    this.level.clear();
  }
}
