import type { KeptRecordings, KeptUsage } from "../../../../local-archive/stored-recordings.ts";
import type { KeptRecord } from "../../../../local-archive/stored-recording.ts";
import { createPeaks, type Peaks } from "../../../../audio/peaks.ts";
import { pcmSamples, writeWav } from "../../../../audio/wav.ts";
import type { Playback } from "../../../../kit/sound/playback.svelte.ts";
import { Resource } from "../../../../kit/state/resource.svelte.ts";
import type { LiveLog } from "../live-log.ts";

export interface KeptListNeeds {
  kept: Pick<KeptRecordings, "list" | "sound" | "delete" | "usage">;
  playback: Pick<Playback, "load">;
  log: LiveLog;
}

/** A recording whose sound is at hand. */
export interface OpenedRecording {
  record: KeptRecord;
  peaks: Peaks;
}

/** The recordings of this browser, as the page shows them. */
export class KeptList {
  readonly list;
  readonly records = $derived.by((): readonly KeptRecord[] => this.list.value?.records ?? []);
  readonly usage = $derived.by((): KeptUsage | undefined => this.list.value?.usage);
  /** Recordings that nobody has given up and no platform has answered for. */
  readonly unheard = $derived(this.records.filter(({ outcome }) => outcome === undefined || outcome === "failed"));
  /** Something waited to be recovered when the page came: it is offered first of all. */
  hasOffer = $state(false);
  /** What the player plays. */
  opened = $state.raw<OpenedRecording>();
  readonly #needs: KeptListNeeds;
  #isLoaded = false;

  constructor(needs: KeptListNeeds) {
    this.#needs = needs;
    this.list = new Resource(async () => {
      const records = await needs.kept.list();
      return { records, usage: await needs.kept.usage() };
    });
  }

  /** Reads what is kept; the first time it is told what waits to be recovered. */
  async load(): Promise<void> {
    await this.list.load();
    if (this.#isLoaded || this.list.failure !== undefined) return;
    this.#isLoaded = true;
    this.hasOffer = this.unheard.length > 0;
    if (this.hasOffer) this.#needs.log.recoveryOffered(this.unheard);
  }

  /** Brings a recording into the player. */
  async open(id: string): Promise<void> {
    if (this.opened?.record.id === id) return;
    const record = this.records.find((one) => one.id === id);
    if (!record) return;
    const samples = pcmSamples(await this.#needs.kept.sound(id));
    const peaks = createPeaks();
    peaks.push(samples);
    this.opened = { record, peaks };
    this.#needs.playback.load({ samples, sampleRateHz: record.sampleRateHz });
  }

  /** Takes the sound out of the player. */
  close(): void {
    this.opened = undefined;
    this.#needs.playback.load(undefined);
  }

  /** A whole WAV file. */
  async wav({ id, sampleRateHz }: KeptRecord): Promise<Uint8Array<ArrayBuffer>> {
    return writeWav(await this.#needs.kept.sound(id), { coding: "pcm16", sampleRateHz, channelCount: 1 });
  }

  async delete(record: KeptRecord): Promise<void> {
    if (this.opened?.record.id === record.id) this.close();
    await this.#needs.kept.delete(record.id);
    this.#needs.log.recordingDeleted(record);
    await this.list.load();
  }

  readonly deleteAll = async (): Promise<void> => {
    for (const record of this.records) await this.delete(record);
  };
}

/** Length of a recording, in seconds. */
export function secondsOf({ sizeBytes, sampleRateHz }: KeptRecord): number {
  return sizeBytes / Int16Array.BYTES_PER_ELEMENT / sampleRateHz;
}
