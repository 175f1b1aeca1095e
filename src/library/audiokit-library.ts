// `AsyncDisposable` for apps whose own libraries lack it: `await using` needs no setting of theirs.
/// <reference lib="esnext.disposable" preserve="true" />
import type { AudioArchiveTarget } from "../audiokit/workflows/archive-target.ts";
import type { PlatformArchive } from "../audiokit/platform-archive/platform-archive.ts";
import type { AudioKitCallOptions } from "../audiokit/contract/call-options.ts";
import type { HealthReport } from "../audiokit/check-health.ts";
import type { AllModels } from "../audiokit/calls/model-catalog.ts";
import type { SttModel, TtsModel } from "../audiokit/calls/models.ts";
import type { LiveOptions, LiveRecognition, LiveRequest } from "../audiokit/calls/recognize-stream.ts";
import type { RecognitionRequest } from "../audiokit/calls/recognition-request.ts";
import type { Recognition } from "../audiokit/calls/recognize-file.ts";
import type { ResponseMetadata } from "../audiokit/contract/response-metadata.ts";
import type { SpeechStream } from "../audiokit/calls/speech-stream.ts";
import type { Synthesis } from "../audiokit/calls/synthesis-response.ts";
import type { CallStatistics } from "../logging/statistics/call-statistics.ts";
import type { ClonedSpeechRequest } from "../audiokit/calls/synthesize-cloned.ts";
import type { SynthesisRequest } from "../audiokit/calls/synthesize.ts";
import type { BegunTask, VoiceTask } from "../audiokit/calls/voice-cloning.ts";
import type { ReadyVoice, WaitForVoiceOptions } from "../audiokit/calls/wait-for-voice.ts";
import type {
  RoundTripRequest,
  RoundTripResult,
  SpeechToTextRequest,
  SpeechToTextResult,
  TextToSpeechRequest,
  TextToSpeechResult,
} from "../audiokit/workflows/workflow-steps.ts";
import type { Finished } from "../audiokit/workflows/workflows.ts";
import type { AuthOutcome } from "../logging/logger.ts";
import type { LogStats } from "../store/log-store.ts";

/** One of the files that a voice sample was joined from; logged, but not sent to the platform. */
export interface VoiceFile {
  name: string;
  sizeBytes: number;
  seconds: number;
}

/** The sample of a voice, with details that are logged only. */
export interface VoiceToClone {
  /** One signal: 16 kHz, mono, signed 16-bit little-endian, no header. */
  signal: Uint8Array;
  /** Logged beside the task; the platform knows ids only. */
  voiceName?: string;
  description?: string;
  files?: VoiceFile[];
}

/** Statistics since the client was made. */
export interface LibraryStatistics {
  sessionId: string;
  /** UTC, ISO 8601 with milliseconds. */
  since: string;
  /** When they were read; UTC, ISO 8601 with milliseconds. */
  currentTime: string;
  services: CallStatistics;
  /** Calls of all services together. */
  totalRequests: number;
  /** Events that the sink refused. */
  lostEvents: number;
  /** Where the log is: the database of this origin; undefined when a `sink` of the caller receives the events. */
  logDirectory: string | undefined;
  /** The files of the log; none when a `sink` receives the events. */
  logFiles: string[];
}

/**
 * The speech platform and a log of everything done with it.
 *
 * Every failure of a call is an `AudioKitError` with a `kind` to act on. Every method that calls takes `signal` and
 * `timeoutMs` (milliseconds; defaults: 60 seconds for short calls, 10 minutes for speech, an hour for live speech).
 */
export interface AudioKitLibrary extends AsyncDisposable {
  /** Text or SSML to a whole WAV, in one response; by a cloned voice when its `voiceId` is named instead of a `voice`. */
  synthesizeText(request: SynthesisRequest | ClonedSpeechRequest, options?: AudioKitCallOptions): Promise<Synthesis>;
  /**
   * The same in chunks of headerless samples: `for await (const { bytes } of ...)`, then `summary()`. The call begins with the
   * loop, and leaving the loop cancels it. `assembleWav(chunks, stream.summary())` makes a WAV of collected chunks.
   *
   * @throws TypeError when it is given `onChunk`, or asked for a `wav`: both belong to the promise that it returned before
   */
  synthesizeStream(request: SynthesisRequest | ClonedSpeechRequest, options?: AudioKitCallOptions): SpeechStream;
  /** A whole recording to text. The message has at most 62914560 bytes. */
  recognizeAudio(
    request: RecognitionRequest & { audioFile?: string },
    options?: AudioKitCallOptions,
  ): Promise<Recognition>;
  /** Audio to text while it is recorded: `for await (const phrase of ...)`; after `stop()` the last phrase still arrives. */
  recognizeStream(chunks: AsyncIterable<Uint8Array>, request: LiveRequest, options?: LiveOptions): LiveRecognition;

  /** Begins to clone a voice; the consent of the speaker is the caller's business. */
  cloneVoice(voice: VoiceToClone, options?: AudioKitCallOptions): Promise<BegunTask>;
  getVoiceTaskInfo(taskId: string, options?: AudioKitCallOptions): Promise<VoiceTask>;
  /** Polls until the voice is ready; `options.onStatus` receives each answer and the time elapsed. */
  waitForVoice(taskId: string, options?: WaitForVoiceOptions): Promise<ReadyVoice>;
  /** Deletes a cloned voice by its `voiceId`. */
  deleteVoice(voiceId: string, options?: AudioKitCallOptions): Promise<ResponseMetadata>;

  /** All models; cached for `maxAgeMs`, default 10 minutes. */
  getAvailableModels(options?: AudioKitCallOptions & { maxAgeMs?: number }): Promise<AllModels>;
  /** Voices; requested each time. */
  getTtsModels(options?: AudioKitCallOptions): Promise<TtsModel[]>;
  /** Recognition models; requested each time. */
  getAsrModels(options?: AudioKitCallOptions): Promise<SttModel[]>;

  /** Saves a WAV in this browser's archive; returns its id. @throws ArchiveError `not-audio` or `full` */
  archiveAudio: AudioArchiveTarget["saveAudio"];
  /** Saves a transcript of an archived sound; returns its id. @throws ArchiveError `unknown` */
  archiveTranscript: AudioArchiveTarget["saveTranscript"];
  /** Saves voice-activity marks of an archived sound; returns their id. @throws ArchiveError `unknown` */
  archiveVadMarks: AudioArchiveTarget["saveVadMarks"];
  /** The platform's own archive; absent unless configured. */
  readonly platformArchive: PlatformArchive | undefined;

  textToSpeechWorkflow(
    request: TextToSpeechRequest,
    options?: AudioKitCallOptions,
  ): Promise<Finished<TextToSpeechResult>>;
  speechToTextWorkflow(
    request: SpeechToTextRequest,
    options?: AudioKitCallOptions,
  ): Promise<Finished<SpeechToTextResult>>;
  /** Text to speech to text, with the word error rate. */
  roundTripWorkflow(request: RoundTripRequest, options?: AudioKitCallOptions): Promise<Finished<RoundTripResult>>;

  /** Checks every configured service for real; a failing one is a finding, not an error. */
  healthCheck(options?: AudioKitCallOptions): Promise<HealthReport>;
  /** Statistics since the client was made; reading them logs `system_statistics`. */
  getStatistics(): LibraryStatistics;
  /** Sizes, counts and cost of the log; undefined when a `sink` of the caller receives the events. */
  getLogStats(): Promise<LogStats | undefined>;
  /** The files of the log as they are now, byte for byte, backups included; none when a `sink` of the caller receives the events. */
  exportLog(): Promise<File[]>;
  /** Logs `system_<type>`. */
  logSystemEvent(type: string, message: string, data?: Record<string, unknown>): void;
  /** Logs `auth_<type>`, at ERROR when it failed. */
  logAuthEvent(type: string, message: string, outcome: AuthOutcome): void;
  /** Flushes and closes the log and the archive. Calls under way are not aborted. */
  close(): Promise<void>;
}
