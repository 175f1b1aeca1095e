import { AudioError } from "../../../audio/audio-error.ts";
import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import { decodeFile, type DecodedAudio } from "../../../audio/decode-file.ts";
import { createPeaks, type Peaks } from "../../../audio/peaks.ts";
import type { Repair } from "../../../audio/repair/repair.ts";
import { repairedFile } from "../../../audio/repair/repaired-file.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";

/** A recording as it was opened. */
export interface RepairableSound {
  file: File;
  audio: DecodedAudio;
}

/** A recording of which it is known what is wrong with it. */
export interface MeasuredSound extends RepairableSound {
  metrics: AudioMetrics;
}

/** What is done with a repaired version. */
export interface RepairUse {
  onuse: (file: File, repair: Repair) => void;
  /** Name of the button that does it. Default: that it is recognised. */
  use?: string | undefined;
  /** Default: true. */
  canUse?: boolean;
}

type HeardPlayback = Pick<Playback, "load" | "seek" | "play" | "isPlaying" | "positionSeconds">;

/** One of the two versions, as it is heard and drawn. */
interface Version {
  audio: DecodedAudio;
  peaks: Peaks;
}

/** The repaired version of one recording beside the original: made when the person wants it. */
export class RepairedSound {
  phase = $state<"idle" | "making" | "ready" | "failed">("idle");
  /** Which one is heard. */
  version = $state<"original" | "repaired">("repaired");
  /** The change; the person may choose another rate. */
  repair = $state.raw<Repair>({ is: "peaks" });
  /** The repaired version as a file of its own; undefined before it is made. */
  file = $state.raw<File>();
  shown = $state.raw<Version>();
  #versions: Partial<Record<"original" | "repaired", Version>> = {};
  readonly #sound: RepairableSound;
  readonly #playback: HeardPlayback;
  #abort: AbortController | undefined;

  constructor(sound: RepairableSound, repair: Repair, playback: HeardPlayback) {
    this.#sound = sound;
    this.repair = repair;
    this.#playback = playback;
  }

  /** Makes the repaired version; nothing of the original changes. */
  readonly make = async (): Promise<void> => {
    const { signal } = this.#begin();
    try {
      const { file: original, audio } = this.#sound;
      const file = await repairedFile(original, audio.source, this.repair, signal);
      const repaired = await decodeFile(file, { maxSampleBytes: Infinity }, signal);
      this.#versions = { original: withPeaks(audio), repaired: withPeaks(repaired) };
      this.file = file;
      this.phase = "ready";
      this.hear("repaired");
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof AudioError)) throw thrown;
      this.phase = "failed";
    }
  };

  /** Makes it once more, at another rate. */
  readonly atRate = (sampleRateHz: number): Promise<void> => {
    this.repair = { is: "rate", sampleRateHz };
    return this.make();
  };

  /** Goes over to a version, at the same place of the recording, and goes on playing if it played. */
  readonly hear = (version: "original" | "repaired"): void => {
    const { isPlaying, positionSeconds } = this.#playback;
    const part = this.shown ? positionSeconds / this.shown.audio.durationSeconds : 0;
    this.version = version;
    this.shown = this.#versions[version];
    this.#playback.load(this.shown?.audio);
    if (this.shown) this.#playback.seek(part * this.shown.audio.durationSeconds);
    if (isPlaying) this.#playback.play();
  };

  /** Gives up what is being made. */
  readonly cancel = (): void => {
    this.#abort?.abort();
    if (this.phase === "making") this.phase = "idle";
  };

  #begin(): AbortController {
    this.#abort?.abort();
    this.#playback.load(undefined);
    this.shown = undefined;
    this.file = undefined;
    this.phase = "making";
    return (this.#abort = new AbortController());
  }
}

function withPeaks(audio: DecodedAudio): Version {
  const peaks = createPeaks();
  peaks.push(audio.samples);
  return { audio, peaks };
}
