import { Dexie, type Table } from "dexie";
import type { StoredRecording } from "./stored-recording.ts";
import { pageDatabase } from "./page-database.ts";

/** The tables of stored recordings. Samples are in chunks of a second, keyed by recording and number. */
export interface RecordingTables {
  recordings: Table<StoredRecording, string>;
  pieces: Table<Uint8Array<ArrayBuffer>, [id: string, index: number]>;
}

/** Prepares the database; it is opened by the first use. Must be closed. */
export function recordingDatabase(name: string): Dexie & RecordingTables {
  const database = pageDatabase(name);
  database.version(1).stores({ recordings: "id, startedAtMs", pieces: "" });
  return database as Dexie & RecordingTables;
}

/** The keys of all chunks of one recording. */
export function recordingChunks({ pieces }: RecordingTables, id: string) {
  return pieces.where(":id").between([id, Dexie.minKey], [id, Dexie.maxKey]);
}
