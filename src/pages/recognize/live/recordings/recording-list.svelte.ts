import type { StoredRecordings, StoredRecordingsUsage } from "../../../../local-archive/stored-recordings.ts";
import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import { createPeaks, type Peaks } from "../../../../audio/peaks.ts";
import { pcmSamples, writeWav } from "../../../../audio/wav.ts";
import type { Playback } from "../../../../kit/sound/playback.svelte.ts";
import { Resource } from "../../../../kit/state/resource.svelte.ts";
import type { LiveLog } from "../live-log.ts";

/** Dependencies of the list. */
export interface RecordingListDeps {
  store: Pick<StoredRecordings, "list" | "sound" | "delete" | "usage">;
  playback: Pick<Playback, "load">;
  log: LiveLog;
}

/** A recording whose sound is loaded. */
export interface OpenedRecording {
  record: StoredRecording;
  peaks: Peaks;
}

/** The recordings of this browser, as the page shows them. */
export class RecordingList {
  readonly list;
  readonly records = $derived.by((): readonly StoredRecording[] => this.list.value?.records ?? []);
  readonly usage = $derived.by((): StoredRecordingsUsage | undefined => this.list.value?.usage);
  /** Recordings that were neither cancelled nor recognised to their end. */
  readonly unrecognized = $derived(this.records.filter(({ outcome }) => outcome === undefined || outcome === "failed"));
  /** Something waited for recovery when the page was opened: it is shown first. */
  hasOffer = $state(false);
  /** What the player plays. */
  opened = $state.raw<OpenedRecording>();
  readonly #deps: RecordingListDeps;
  #isLoaded = false;

  constructor(deps: RecordingListDeps) {
    this.#deps = deps;
    this.list = new Resource(async () => {
      const records = await deps.store.list();
      return { records, usage: await deps.store.usage() };
    });
  }

  /** Reads the recordings; the first time, those that wait for recovery are logged. */
  async load(): Promise<void> {
    await this.list.load();
    if (this.#isLoaded || this.list.failure !== undefined) return;
    this.#isLoaded = true;
    this.hasOffer = this.unrecognized.length > 0;
    if (this.hasOffer) this.#deps.log.recoveryOffered(this.unrecognized);
  }

  /** Loads a recording into the player. */
  async open(id: string): Promise<void> {
    if (this.opened?.record.id === id) return;
    const record = this.records.find((one) => one.id === id);
    if (!record) return;
    const samples = pcmSamples(await this.#deps.store.sound(id));
    const peaks = createPeaks();
    peaks.push(samples);
    this.opened = { record, peaks };
    this.#deps.playback.load({ samples, sampleRateHz: record.sampleRateHz });
  }

  /** Unloads the player. */
  close(): void {
    this.opened = undefined;
    this.#deps.playback.load(undefined);
  }

  /** A whole WAV file. */
  async wav({ id, sampleRateHz }: StoredRecording): Promise<Uint8Array<ArrayBuffer>> {
    return writeWav(await this.#deps.store.sound(id), { coding: "pcm16", sampleRateHz, channelCount: 1 });
  }

  async delete(record: StoredRecording): Promise<void> {
    if (this.opened?.record.id === record.id) this.close();
    await this.#deps.store.delete(record.id);
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
