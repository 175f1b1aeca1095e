import type { StoredRecordings, StoredRecordingsUsage } from "../../../../local-archive/stored-recordings.ts";
import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import { createPeaks, type Peaks } from "../../../../audio/peaks.ts";
import { pcmSamples, writeWav } from "../../../../audio/wav.ts";
import type { Playback } from "../../../../kit/sound/playback.svelte.ts";
import { Resource } from "../../../../kit/state/resource.svelte.ts";
import type { LiveLog } from "../live-log.ts";

export interface RecordingListDeps {
  kept: Pick<StoredRecordings, "list" | "sound" | "delete" | "usage">;
  playback: Pick<Playback, "load">;
  log: LiveLog;
}

/** A recording whose sound is at hand. */
export interface OpenedRecording {
  record: StoredRecording;
  peaks: Peaks;
}

/** The recordings of this browser, as the page shows them. */
export class RecordingList {
  readonly list;
  readonly records = $derived.by((): readonly StoredRecording[] => this.list.value?.records ?? []);
  readonly usage = $derived.by((): StoredRecordingsUsage | undefined => this.list.value?.usage);
  /** Recordings that nobody has given up and no platform has answered for. */
  readonly unheard = $derived(this.records.filter(({ outcome }) => outcome === undefined || outcome === "failed"));
  /** Something waited to be recovered when the page came: it is offered first of all. */
  hasOffer = $state(false);
  /** What the player plays. */
  opened = $state.raw<OpenedRecording>();
  readonly #deps: RecordingListDeps;
  #isLoaded = false;

  constructor(deps: RecordingListDeps) {
    this.#deps = deps;
    this.list = new Resource(async () => {
      const records = await deps.kept.list();
      return { records, usage: await deps.kept.usage() };
    });
  }

  /** Reads what is kept; the first time it is told what waits to be recovered. */
  async load(): Promise<void> {
    await this.list.load();
    if (this.#isLoaded || this.list.failure !== undefined) return;
    this.#isLoaded = true;
    this.hasOffer = this.unheard.length > 0;
    if (this.hasOffer) this.#deps.log.recoveryOffered(this.unheard);
  }

  /** Brings a recording into the player. */
  async open(id: string): Promise<void> {
    if (this.opened?.record.id === id) return;
    const record = this.records.find((one) => one.id === id);
    if (!record) return;
    const samples = pcmSamples(await this.#deps.kept.sound(id));
    const peaks = createPeaks();
    peaks.push(samples);
    this.opened = { record, peaks };
    this.#deps.playback.load({ samples, sampleRateHz: record.sampleRateHz });
  }

  /** Takes the sound out of the player. */
  close(): void {
    this.opened = undefined;
    this.#deps.playback.load(undefined);
  }

  /** A whole WAV file. */
  async wav({ id, sampleRateHz }: StoredRecording): Promise<Uint8Array<ArrayBuffer>> {
    return writeWav(await this.#deps.kept.sound(id), { coding: "pcm16", sampleRateHz, channelCount: 1 });
  }

  async delete(record: StoredRecording): Promise<void> {
    if (this.opened?.record.id === record.id) this.close();
    await this.#deps.kept.delete(record.id);
    this.#deps.log.recordingDeleted(record);
    await this.list.load();
  }

  readonly deleteAll = async (): Promise<void> => {
    for (const record of this.records) await this.delete(record);
  };
}

/** Length of a recording, in seconds. */
export function secondsOf({ sizeBytes, sampleRateHz }: StoredRecording): number {
  return sizeBytes / Int16Array.BYTES_PER_ELEMENT / sampleRateHz;
}
