import type { Dexie, Table } from "dexie";
import { asFullError } from "./archive-error.ts";
import { addAudio, readAudio, type AudioTable } from "./audio-table.ts";
import { randomUuid } from "../basics/uuid.ts";
import { pageDatabase } from "./page-database.ts";

/** A text that was spoken, with the order that decides its sound, of the caller's own type. */
export interface SynthesisHistoryEntry<Order> {
  id: string;
  /** Milliseconds since the epoch. */
  spokenAtMs: number;
  order: Order;
  seconds: number;
  /** Size of the stored sound as a WAV; 0 where it was deleted. */
  soundBytes: number;
}

export interface SynthesisHistoryOptions {
  /** Name of the database. Default `audiokit-spoken`. */
  name?: string;
  /** Most texts; the oldest go first. Default 200. */
  maxTexts?: number;
  /** Largest size of all sounds together, in bytes. Default 64 MB (1024 * 1024 bytes each): 25 minutes at 22.05 kHz. */
  maxSoundBytes?: number;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
  newId?: () => string;
}

/** Texts that were spoken in this browser, with their sounds as long as there is room. Must be closed. */
export interface SynthesisHistory<Order> {
  /**
   * Stores a text. The same order stored before is replaced; the oldest texts and sounds are deleted, and a sound that is larger
   * than the whole limit is not stored.
   *
   * @throws ArchiveError `full` when the browser has no room
   */
  add(spoken: { order: Order; seconds: number; wav: Uint8Array<ArrayBuffer> }): Promise<void>;
  /** Newest first. */
  list(): Promise<SynthesisHistoryEntry<Order>[]>;
  /** The WAV; undefined where it is not stored. */
  sound(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Deletes a text with its sound; one that is not there is deleted already. */
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

/** Opens the spoken texts of this origin; the database is opened by the first use. */
export function openSynthesisHistory<Order>(options: SynthesisHistoryOptions = {}): SynthesisHistory<Order> {
  const { name = "audiokit-spoken", maxTexts = 200, maxSoundBytes = 64 * 1024 * 1024 } = options;
  const { epochMs = () => Date.now(), newId = randomUuid } = options;
  const database = pageDatabase(name) as Dexie & {
    texts: Table<SynthesisHistoryEntry<Order>, string>;
    sounds: AudioTable;
  };
  database.version(1).stores({ texts: "id, spokenAtMs", sounds: "" });
  const { texts, sounds } = database;
  const newestFirst = () => texts.orderBy("spokenAtMs").reverse().toArray();

  const remove = async (id: string): Promise<void> => {
    await texts.delete(id);
    await sounds.delete(id);
  };

  return {
    async add({ order, seconds, wav }) {
      const isKept = wav.length <= maxSoundBytes;
      const spoken = { id: newId(), spokenAtMs: epochMs(), order, seconds, soundBytes: isKept ? wav.length : 0 };
      await database
        .transaction("rw", texts, sounds, async () => {
          const same = JSON.stringify(order);
          for (const older of await newestFirst()) if (JSON.stringify(older.order) === same) await remove(older.id);
          await texts.add(spoken);
          if (isKept) await addAudio(sounds, wav, spoken.id);
          let bytes = 0;
          for (const [index, entry] of (await newestFirst()).entries()) {
            bytes += entry.soundBytes;
            if (index >= maxTexts) await remove(entry.id);
            else if (bytes > maxSoundBytes && entry.soundBytes > 0) {
              await sounds.delete(entry.id);
              await texts.update(entry.id, { soundBytes: 0 } as never);
            }
          }
        })
        .catch(asFullError);
    },
    list: newestFirst,
    async sound(id) {
      const blob = await readAudio(sounds, id);
      return blob && new Uint8Array(await blob.arrayBuffer());
    },
    delete: (id) => database.transaction("rw", texts, sounds, () => remove(id)),
    clear: () =>
      database.transaction("rw", texts, sounds, async () => {
        await texts.clear();
        await sounds.clear();
      }),
    close: () => database.close(),
  };
}
