import { ArchiveError, asFullError } from "./archive-error.ts";
import { openRecordingWriter, type RecordingWriter, type RecordingFailure } from "./recording-writer.ts";
import { recordingDatabase, recordingChunks } from "./recording-database.ts";
import type { RecordingDetails, RecordingOutcome, StoredRecording } from "./stored-recording.ts";
import { randomUuid } from "../basics/uuid.ts";

export interface StoredRecordingsOptions {
  /** Name of the database. Default `audiokit-live`. */
  name?: string;
  /** Largest size of all recordings together, in bytes. Default 256 MB (1024 * 1024 bytes each): about 2 hours. */
  maxBytes?: number;
  /** Age at which a recording is deleted, in milliseconds. Default 7 days. */
  maxAgeMs?: number;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
  newId?: () => string;
  /** Tells which recordings are still made, in any tab. Default: the browser's, where it has one. */
  locks?: LockManager | undefined;
  /** Told how many recordings were deleted for their age. */
  onexpire?: (count: number) => void;
}

/** How much is stored. */
export interface StoredRecordingsUsage {
  recordings: number;
  bytes: number;
  maxBytes: number;
}

/** Recordings of the microphone, stored while they are made, so that none is lost with its call or its page. Must be closed. */
export interface StoredRecordings {
  readonly maxAgeMs: number;
  /** Begins one. What was recognised or given up before is deleted; what was not, stays. */
  begin(
    about: RecordingDetails,
    onTrouble: (trouble: RecordingFailure, thrown: unknown) => void,
  ): Promise<RecordingWriter>;
  /** Newest first; without those that are being made now. */
  list(): Promise<StoredRecording[]>;
  /** Mono samples, 16 bit little-endian; empty when there is no such recording. */
  sound(id: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Says what became of a recording. */
  settle(id: string, outcome: RecordingOutcome): Promise<void>;
  /** Deletes a recording; one that is not there is deleted already. */
  delete(id: string): Promise<void>;
  usage(): Promise<StoredRecordingsUsage>;
  close(): void;
}

const dayMs = 86_400_000;
const lockPrefix = "audiokit-live ";

/** Opens the stored recordings of this origin. */
export function openStoredRecordings(options: StoredRecordingsOptions = {}): StoredRecordings {
  const { name = "audiokit-live", maxBytes = 256 * 1024 * 1024, maxAgeMs = 7 * dayMs, onexpire } = options;
  const { epochMs = () => Date.now(), newId = randomUuid } = options;
  const { locks = globalThis.navigator.locks as LockManager | undefined } = options;
  const database = recordingDatabase(name);
  const { recordings, pieces } = database;

  const storedBytes = async () => {
    let bytes = 0;
    await recordings.each(({ sizeBytes }) => (bytes += sizeBytes));
    return bytes;
  };

  /** A lock dies with its page, however that dies. */
  async function growing(): Promise<Set<string>> {
    const held = (await locks?.query())?.held ?? [];
    const names = held.map((lock) => lock.name ?? "").filter((one) => one.startsWith(lockPrefix));
    return new Set(names.map((one) => one.slice(lockPrefix.length)));
  }

  const remove = (id: string) =>
    database.transaction("rw", recordings, pieces, async () => {
      await recordings.delete(id);
      await recordingChunks(database, id).delete();
    });

  /** All but those that are being made; the old ones are deleted first. */
  async function settled(): Promise<StoredRecording[]> {
    const busy = await growing();
    const all = (await recordings.orderBy("startedAtMs").reverse().toArray()).filter(({ id }) => !busy.has(id));
    const isOld = ({ startedAtMs }: StoredRecording) => startedAtMs <= epochMs() - maxAgeMs;
    const old = all.filter(isOld);
    for (const { id } of old) await remove(id);
    if (old.length > 0) onexpire?.(old.length);
    return all.filter((record) => !isOld(record));
  }

  async function write(id: string, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await database
      .transaction("rw", recordings, pieces, async () => {
        const record = await recordings.get(id);
        if (!record) throw new ArchiveError({ kind: "unknown", message: `the recording ${id} was deleted` });
        const usedBytes = await storedBytes();
        if (usedBytes + bytes.length > maxBytes) {
          const words = `${String(bytes.length)} bytes do not fit: ${String(usedBytes)} of ${String(maxBytes)} are used`;
          throw new ArchiveError({ kind: "full", message: words });
        }
        await pieces.add(bytes, [id, index]);
        await recordings.put({ ...record, sizeBytes: record.sizeBytes + bytes.length });
      })
      .catch(asFullError);
  }

  return {
    maxAgeMs,
    async begin(about, onTrouble) {
      const id = newId();
      const release = await hold(locks, lockPrefix + id);
      const startedAtMs = epochMs();
      let index = 0;
      const growing = openRecordingWriter({
        id,
        startedAtMs,
        sampleRateHz: about.sampleRateHz,
        write: (bytes) => write(id, index++, bytes),
        update: (changes) => recordings.update(id, changes),
        release,
        onTrouble,
      });
      try {
        const over = (await settled()).filter(({ outcome }) => outcome === "recognized" || outcome === "cancelled");
        for (const record of over) await remove(record.id);
        await recordings.add({ ...about, id, startedAtMs, sizeBytes: 0, transcript: "" });
      } catch (thrown) {
        onTrouble("broken", thrown);
      }
      return growing;
    },
    list: settled,
    async sound(id) {
      const parts = await recordingChunks(database, id).toArray();
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    },
    async settle(id, outcome) {
      await recordings.update(id, { outcome });
    },
    delete: remove,
    usage: () =>
      database.transaction("r", recordings, async () => ({
        recordings: await recordings.count(),
        bytes: await storedBytes(),
        maxBytes,
      })),
    close: () => database.close(),
  };
}

/**
 * Holds a lock until the returned function is called, which resolves when the lock is free; where there are no locks nothing is
 * held. In Firefox a lock is still listed for a moment after its holder has let go.
 */
async function hold(locks: LockManager | undefined, name: string): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  if (!locks) return () => Promise.resolve();
  const freed = locks.request(name, () => {
    taken.resolve();
    return held.promise;
  });
  freed.catch(taken.reject);
  await taken.promise;
  return () => {
    held.resolve();
    return freed;
  };
}
