import { AudioError } from "../../audio/audio-error.ts";
import { isClipped, isNarrow, isSilent } from "../../audio/audio-problems.ts";
import type { DecodedAudio } from "../../audio/decode-file.ts";
import { measureDecoded } from "../../audio/measure-decoded.ts";
import { measureSound } from "../../audio/measure-sound.ts";
import type { Repair } from "../../audio/repair/repair.ts";
import { voiceSampleRateHz } from "../../audiokit/calls/voice-cloning.ts";
import { joinParts, maxSampleSeconds, recordedSound, scantSeconds, type SamplePart } from "./sample-part.ts";

/** What a person should know of the sample before it is sent. */
export type SampleWarning = "scant" | "silent" | "narrow" | "clipped" | "dropped";

/** Dependencies of the sample. */
export interface VoiceSampleDeps {
  decode: (file: File, signal: AbortSignal) => Promise<DecodedAudio>;
}

/** The sample of a voice: several files and recordings, ordered and joined. */
export class VoiceSample {
  parts = $state.raw<SamplePart[]>([]);
  /** Name of the file that is being read. */
  reading = $state("");
  /** Files that were not added, and why. */
  refusals = $state.raw<{ name: string; error: AudioError }[]>([]);
  readonly seconds = $derived(this.parts.reduce((sum, part) => sum + part.seconds, 0));
  readonly sizeBytes = $derived(this.parts.reduce((sum, part) => sum + part.sizeBytes, 0));
  readonly droppedSeconds = $derived(this.parts.reduce((sum, part) => sum + part.droppedSeconds, 0));
  readonly isTooLong = $derived(this.seconds > maxSampleSeconds);
  readonly metrics = $derived(
    this.parts.length === 0 ? undefined : measureSound(joinParts(this.parts), voiceSampleRateHz),
  );
  readonly warnings = $derived.by((): SampleWarning[] => {
    const { metrics } = this;
    if (!metrics) return [];
    return [
      ...(isSilent(metrics) ? (["silent"] as const) : []),
      ...(this.parts.some((part) => isNarrow(part.metrics)) ? (["narrow"] as const) : []),
      ...(isClipped(metrics) ? (["clipped"] as const) : []),
      ...(this.droppedSeconds > 0 ? (["dropped"] as const) : []),
      ...(metrics.seconds < scantSeconds ? (["scant"] as const) : []),
    ];
  });
  readonly #deps: VoiceSampleDeps;
  #abort = new AbortController();
  #lastId = 0;

  constructor(deps: VoiceSampleDeps) {
    this.#deps = deps;
  }

  /** Appends files. One that cannot be read is reported; the others are added. */
  readonly add = async (files: File[]): Promise<void> => {
    this.refusals = [];
    const { signal } = this.#abort;
    for (const file of files) {
      this.reading = file.name;
      try {
        const audio = await this.#deps.decode(file, signal);
        const metrics = await measureDecoded(audio);
        if (signal.aborted) return;
        const { samples } = audio;
        this.#push({
          name: file.name,
          sizeBytes: file.size,
          samples,
          metrics,
          sound: { file, audio },
          droppedSeconds: 0,
        });
      } catch (thrown) {
        if (signal.aborted) return;
        if (!(thrown instanceof AudioError)) throw thrown;
        this.refusals = [...this.refusals, { name: file.name, error: thrown }];
      }
    }
    this.reading = "";
  };

  /** Takes a recording in behind what is there. */
  addRecording(name: string, samples: Int16Array<ArrayBuffer>, droppedSeconds: number): void {
    if (samples.length === 0) return;
    this.#push({
      name,
      sizeBytes: samples.byteLength,
      samples,
      metrics: measureSound(samples, voiceSampleRateHz),
      sound: recordedSound(name, samples),
      droppedSeconds,
    });
  }

  /** Takes the repaired version of a part in its place; the file of the person stays as it is. */
  readonly replace = async (id: number, file: File, repair: Repair): Promise<void> => {
    const { signal } = this.#abort;
    try {
      const audio = await this.#deps.decode(file, signal);
      const metrics = await measureDecoded(audio);
      if (signal.aborted) return;
      const { samples } = audio;
      const seconds = samples.length / voiceSampleRateHz;
      const changes = { samples, metrics, seconds, sound: { file, audio }, repair };
      this.#put(id, (part) => ({ ...part, ...changes, original: part.original ?? part }));
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof AudioError)) throw thrown;
      this.refusals = [...this.refusals, { name: file.name, error: thrown }];
    }
  };

  /** Takes a part as it was chosen or recorded again. */
  readonly restore = (id: number): void => this.#put(id, (part) => part.original ?? part);

  readonly remove = (id: number): void => {
    this.parts = this.parts.filter((part) => part.id !== id);
  };

  /** Moves a part by one place. */
  move(id: number, by: -1 | 1): void {
    const from = this.parts.findIndex((part) => part.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.parts.length) return;
    const parts = [...this.parts];
    [parts[from], parts[to]] = [parts[to]!, parts[from]!];
    this.parts = parts;
  }

  /** Takes everything out, and gives up what is being read. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.parts = [];
    this.refusals = [];
    this.reading = "";
  }

  #put(id: number, changed: (part: SamplePart) => SamplePart): void {
    this.parts = this.parts.map((part) => (part.id === id ? changed(part) : part));
  }

  #push(part: Omit<SamplePart, "id" | "seconds">): void {
    this.parts = [...this.parts, { ...part, id: ++this.#lastId, seconds: part.samples.length / voiceSampleRateHz }];
  }
}
