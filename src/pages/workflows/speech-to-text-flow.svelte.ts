import type { SpeechToTextResult } from "../../audiokit/workflows/workflow-steps.ts";
import type { Finished } from "../../audiokit/workflows/workflows.ts";
import { AudioError } from "../../audio/audio-error.ts";
import type { AudioMetrics } from "../../audio/audio-metrics.ts";
import type { DecodedAudio } from "../../audio/decode-file.ts";
import { measureDecoded } from "../../audio/measure-decoded.ts";
import type { Repair } from "../../audio/repair/repair.ts";
import { maxAudioBytes } from "../../wire/message-size.ts";
import { apartBytes, sentChannels } from "../shared/sound/sent-channels.ts";
import { FlowRun } from "./flow/flow-run.svelte.ts";
import type { FlowTools } from "./flow/flow-tools.ts";

/** A recording that is ready to be sent. */
interface FlowRecording {
  name: string;
  file: File;
  audio: DecodedAudio;
  metrics: AudioMetrics;
  /** It is the repaired version of another recording. */
  repair?: Repair;
  /** The one that was repaired, by one change or several. */
  original?: FlowRecording;
}

/** The state of speech to text. Knows nothing of markup. */
export class SpeechToTextFlow {
  file = $state.raw<FlowRecording>();
  /** Why the last file was not opened; the one before it stays. */
  refusal = $state.raw<{ name: string; error: AudioError }>();
  isReading = $state(false);
  /** Empty: nobody chose. */
  language = $state("");
  archives = $state(false);
  /** Each channel is recognised by itself. */
  isApart = $state(false);
  /** All channels of the recording fit into one message. */
  readonly canSplit = $derived.by(() => this.file !== undefined && apartBytes(this.file.audio) <= maxAudioBytes);
  readonly run: FlowRun<Finished<SpeechToTextResult>>;
  readonly canStart = $derived.by(() => this.file !== undefined && !this.isReading && !this.run.isRunning);

  readonly #tools: FlowTools;
  #reading: AbortController | undefined;

  constructor(tools: FlowTools) {
    this.#tools = tools;
    this.run = new FlowRun(tools);
  }

  /** Takes a recording: decodes and converts it. */
  readonly open = async (file: File): Promise<void> => {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.refusal = undefined;
    this.isReading = true;
    try {
      const audio = await this.#tools.decode(file, signal);
      const metrics = await measureDecoded(audio);
      if (signal.aborted) return;
      this.file = { name: file.name, file, audio, metrics };
      this.isApart = false;
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof AudioError)) throw thrown;
      this.refusal = { name: file.name, error: thrown };
    }
    this.isReading = false;
  };

  /** Takes the repaired version of the recording in its place. @returns whether it could be opened */
  readonly openRepaired = async (file: File, repair: Repair): Promise<boolean> => {
    const before = this.file;
    await this.open(file);
    if (!before || !this.file || this.file === before) return false;
    this.file = { ...this.file, name: before.name, repair, original: before.original ?? before };
    return true;
  };

  /** Goes back to the recording as it was opened. */
  readonly restoreOriginal = (): void => {
    this.file = this.file?.original ?? this.file;
    this.isApart = false;
  };

  /** @param likely what the recording is taken for where nobody chose */
  async start(likely: string): Promise<void> {
    const { file } = this;
    if (!file || !this.canStart) return;
    const request = {
      coding: "pcm16",
      language: this.language || likely,
      vaMarks: "with-text",
      audioFile: file.name,
      archiveTranscript: this.archives,
    } as const;
    const isApart = this.isApart && this.canSplit;
    await this.run.start(async (workflows, options) => {
      const { bytes, ...format } = await sentChannels(file, isApart, this.#tools.decodeChannels, options.signal);
      const sound = { ...request, ...format, audio: bytes, ...(isApart && { splitByChannel: true }) };
      return workflows.speechToText(sound, options);
    });
  }
}
