import type { Dexie, Table } from "dexie";
import { asFullError } from "./archive-error.ts";
import { addAudio, readAudio, type AudioTable } from "./audio-table.ts";
import { pageDatabase } from "./page-database.ts";

/** What is known of the preview of a voice. */
export interface VoicePreviewRecord {
  /** Endpoint that made it; empty for the server of this page. */
  platform: string;
  /** Name of the voice, or `clone:` and the id of a cloned one. */
  voice: string;
  /** What the catalogue said of the voice then, as one text. */
  listing: string;
  /** Milliseconds since the epoch. */
  madeAtMs: number;
  /** Measured in the sound, in Hz; undefined where too little of it is voiced. */
  pitch?: { medianHz: number; lowHz: number; highHz: number };
}

/** The previews of voices in this browser. Must be closed. */
export interface VoicePreviewStore {
  /** The previews that this platform made. */
  list(platform: string): Promise<VoicePreviewRecord[]>;
  /** The WAV; undefined where it is not stored. */
  sound(platform: string, voice: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Stores a preview in the place of an earlier one of the same voice; the oldest ones go beyond the limit.
   *
   * @throws ArchiveError `full` when the browser has no room
   */
  save(preview: VoicePreviewRecord, wav: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes a preview with its sound; one that is not there is deleted already. */
  delete(platform: string, voice: string): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

/** Most previews of all platforms: about 30 MB of speech. */
const maxPreviews = 250;

const idOf = (platform: string, voice: string): string => JSON.stringify([platform, voice]);

/**
 * Opens the previews of this origin; the database is opened by the first use.
 *
 * @param name of the database
 * @param limit most previews; default 250
 */
export function openVoicePreviews(name = "audiokit-voice-previews", limit = maxPreviews): VoicePreviewStore {
  const database = pageDatabase(name) as Dexie & {
    previews: Table<VoicePreviewRecord & { id: string }, string>;
    sounds: AudioTable;
  };
  database.version(1).stores({ previews: "id, platform, madeAtMs", sounds: "" });
  const { previews, sounds } = database;

  const remove = async (id: string): Promise<void> => {
    await previews.delete(id);
    await sounds.delete(id);
  };

  return {
    list: (platform) => previews.where({ platform }).toArray(),
    async sound(platform, voice) {
      const blob = await readAudio(sounds, idOf(platform, voice));
      return blob && new Uint8Array(await blob.arrayBuffer());
    },
    save: (preview, wav) =>
      database
        .transaction("rw", previews, sounds, async () => {
          const id = idOf(preview.platform, preview.voice);
          await remove(id);
          await previews.add({ id, ...preview });
          await addAudio(sounds, wav, id);
          const newestFirst = await previews.orderBy("madeAtMs").reverse().primaryKeys();
          for (const old of newestFirst.slice(limit)) await remove(old);
        })
        .catch(asFullError),
    delete: (platform, voice) => database.transaction("rw", previews, sounds, () => remove(idOf(platform, voice))),
    clear: () =>
      database.transaction("rw", previews, sounds, async () => {
        await previews.clear();
        await sounds.clear();
      }),
    close: () => database.close(),
  };
}
